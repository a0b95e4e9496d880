package muster.view;

import java.util.BitSet;
import muster.core.Moment;

/** The chart of a start, for a terminal. */
public final class ChartText {
  /** More rows than that are not read; the slowest and the longest chain stay. */
  private static final int ROWS_MAX = 100;

  private static final int BLAMED = 10;
  private static final int NAME_MAX = 32;
  private static final int BAR_MIN = 20;
  private static final int BAR_MAX = 100;

  /** A time before and one after the bar. */
  private static final int TIMES = 24;

  private final Chart chart;
  private final Paper paper;
  private final BitSet critical;
  private final int nameWidth;
  private final int barWidth;

  private ChartText(Chart chart, Paper paper) {
    this.chart = chart;
    this.paper = paper;
    critical = chart.inChain();
    int longest = 0;
    for (Chart.Bar bar : chart.bars()) {
      longest = Math.max(longest, TextTable.width(TextTable.shown(bar.name())));
    }
    nameWidth = Math.min(NAME_MAX, longest);
    barWidth = Math.clamp((long) paper.width() - nameWidth - TIMES, BAR_MIN, BAR_MAX);
  }

  /** Bars, the chain that was waited for, and what was slowest. */
  public static String of(Chart chart, Paper paper) {
    return new ChartText(chart, paper).text();
  }

  /** "5 services, all ready after 1.750 s: 1.03 times the longest chain, which takes 1.700 s". */
  static String summary(Chart chart) {
    int ready = 0;
    for (Chart.Bar bar : chart.bars()) {
      ready += bar.outcome() == Chart.Outcome.READY ? 1 : 0;
    }
    int count = chart.bars().size();
    String what = ready == count ? "all ready" : ready + " ready";
    return GraphPicture.count(count, "service")
        + ", "
        + what
        + (chart.over() ? " after " : " so far, after ")
        + Times.seconds(chart.whole())
        + ": "
        + hundredths(chart.ratio())
        + " times the longest chain, which takes "
        + Times.seconds(chart.critical());
  }

  static String hundredths(double number) {
    long hundredths = Math.round(number * 100);
    return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
  }

  private String text() {
    StringBuilder text = new StringBuilder(summary(chart)).append("\n\n");
    BitSet rows = chart.worthShowing(ROWS_MAX);
    for (int i = rows.nextSetBit(0); i >= 0; i = rows.nextSetBit(i + 1)) {
      row(text, i);
    }
    int left = chart.bars().size() - rows.cardinality();
    if (left > 0) {
      text.append("  and ").append(left).append(" more; these are the chain and the slowest\n");
    }
    chain(text);
    blame(text);
    return text.toString();
  }

  /** Name, when it starts, a bar (waits, starts), how long it takes. */
  private void row(StringBuilder text, int number) {
    Chart.Bar bar = chart.bars().get(number);
    String name = TextTable.cut(TextTable.shown(bar.name()), nameWidth);
    text.append(critical.get(number) ? "* " : "  ").append(name);
    text.repeat(' ', nameWidth - TextTable.width(name) + 1);
    int waited = place(bar.waited());
    int started = place(bar.started());
    int ended = Math.max(place(bar.ended()), Math.min(started + 1, barWidth));
    started = Math.min(started, ended - 1);
    text.repeat(' ', waited).repeat('·', Math.max(0, started - waited));
    String body = (bar.outcome() == Chart.Outcome.READY ? "█" : "▒").repeat(ended - started);
    text.append(bar.outcome() == Chart.Outcome.NOT_TRIED ? "×" : paper.inked(ink(number), body));
    text.repeat(' ', barWidth - ended + 1).append(Times.seconds(bar.took()));
    if (bar.outcome() != Chart.Outcome.READY) {
      text.append(' ').append(bar.outcome().word());
    }
    text.append('\n');
  }

  private int place(long nanos) {
    return chart.whole() == 0 ? 0 : (int) (nanos * barWidth / chart.whole());
  }

  private Paper.Ink ink(int number) {
    return switch (chart.bars().get(number).outcome()) {
      case READY -> critical.get(number) ? Paper.Ink.BUSY : Paper.Ink.GOOD;
      case FAILED, NOT_TRIED -> Paper.Ink.BAD;
      case UNFINISHED -> Paper.Ink.BUSY;
    };
  }

  private void chain(StringBuilder text) {
    text.append("\n* What was waited for last, one after the other:\n");
    TextTable table = new TextTable("lrrl");
    long before = 0;
    for (int number : chart.chain()) {
      Chart.Bar bar = chart.bars().get(number);
      long idle = bar.started() - before;
      table.row(
          "  " + bar.name(),
          "from " + Times.seconds(bar.started()),
          "takes " + Times.seconds(bar.took()),
          idle >= Moment.MILLISECOND ? Times.seconds(idle) + " after it could start" : "");
      before = bar.ended();
    }
    print(table, text);
  }

  private void blame(StringBuilder text) {
    text.append("\nThe slowest:\n");
    TextTable table = new TextTable("rl");
    for (Chart.Bar bar : chart.blame(BLAMED)) {
      table.row("  " + Times.seconds(bar.took()), bar.name());
    }
    print(table, text);
  }

  private void print(TextTable table, StringBuilder text) {
    for (int i = 0; i < table.rows(); i++) {
      text.append(table.line(i, paper.width())).append('\n');
    }
  }
}
