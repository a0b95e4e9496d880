package muster.view;

import static muster.view.ChartStyle.ROW;
import static muster.view.PictureStyle.MARGIN;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import muster.core.Moment;

/**
 * A start as a picture, in SVG: a row a service, in the order of their starts, on one axis of time.
 * A dotted line is waiting, a box is starting, a line behind it is ready; red leads along the chain
 * that was waited for.
 */
public final class ChartPicture {
  /** More services than that cannot be read; the quick ones are folded into one row then. */
  static final int ROWS_MAX = 200;

  private static final double PLOT = 860;
  private static final double GAP = 14;
  private static final double TOP = PictureStyle.HEADER + 22;

  /** Longer titles only say how many. */
  private static final int TITLE_MAX = 60;

  /** So few pixels can still be seen. */
  private static final double BAR_MIN = 3;

  /** Above so many rows the axis is wanted below them too. */
  private static final int ONE_AXIS_MAX = 25;

  private static final int TICKS = 10;

  private final Chart chart;
  private final BitSet critical;

  /** Numbers of bars, from top to bottom. */
  private final int[] rows;

  private final double tookX;
  private final double plotX;
  private final double width;
  private final double bottom;
  private final Svg svg;

  private ChartPicture(Chart chart) {
    this.chart = chart;
    critical = chart.inChain();
    rows = chart.worthShowing(ROWS_MAX).stream().toArray();
    double names = PictureStyle.width("service", folded());
    double words = 0;
    for (int row : rows) {
      Chart.Bar bar = chart.bars().get(row);
      names = Math.max(names, PictureStyle.width(PictureStyle.label(bar.name())));
      if (bar.outcome() != Chart.Outcome.READY) {
        words = Math.max(words, PictureStyle.width(bar.outcome().word()));
      }
    }
    tookX = MARGIN + names + GAP + PictureStyle.width("≤ " + Times.seconds(chart.whole()));
    plotX = tookX + GAP;
    width = plotX + PLOT + words + GAP + MARGIN;
    bottom = TOP + (rows.length + (left() > 0 ? 1 : 0)) * ROW;
    double panels = bottom + MARGIN + ROW;
    svg =
        ChartStyle.begin(
            chart, title(chart), width, panels + ChartPanels.height(chart) + ChartStyle.LEGEND);
  }

  /** Draws a start. */
  public static String of(Chart chart) {
    return new ChartPicture(chart).draw();
  }

  private static String title(Chart chart) {
    String names = String.join(", ", chart.asked().names());
    boolean fits = !names.isEmpty() && names.length() <= TITLE_MAX;
    String verb =
        switch (chart.asked().verb()) {
          case RESTART -> "Restart of ";
          case START, STOP, PRUNE, RELOAD, END, HURRY -> "Start of ";
        };
    return verb + (fits ? names : GraphPicture.count(chart.bars().size(), "service"));
  }

  private int left() {
    return chart.bars().size() - rows.length;
  }

  private String folded() {
    return left() == 0 ? "" : "and " + left() + " more";
  }

  // ---- where things are ---------------------------------------------------------------------

  private double x(long nanos) {
    return plotX + (chart.whole() == 0 ? 0 : PLOT * nanos / chart.whole());
  }

  private static double y(int row) {
    return TOP + row * ROW + ROW / 2;
  }

  /** Where the box of a bar ends: it can always be seen, and leaves no room on the right. */
  private double boxEnd(Chart.Bar bar) {
    return Math.max(x(bar.ended()), boxStart(bar) + BAR_MIN);
  }

  private double boxStart(Chart.Bar bar) {
    return Math.min(x(bar.started()), plotX + PLOT - BAR_MIN);
  }

  // ---- drawing ------------------------------------------------------------------------------

  private String draw() {
    String day = Times.iso(chart.asked().at().wallNanos()).replace('T', ' ');
    svg.text(
        "text",
        day.replaceFirst("\\.[0-9]*Z$", " UTC"),
        "class",
        "small end",
        "x",
        width - MARGIN,
        "y",
        MARGIN + 10);
    bands();
    axis();
    svg.open("g", "class", "chain");
    chain();
    svg.close("g");
    svg.open("g", "class", "services");
    for (int row = 0; row < rows.length; row++) {
      row(chart.bars().get(rows[row]), critical.get(rows[row]), y(row));
    }
    svg.close("g");
    if (left() > 0) {
      fold(y(rows.length));
    }
    double panels = bottom + MARGIN + ROW;
    ChartPanels.draw(svg, chart, panels);
    ChartStyle.legend(svg, chart, panels + ChartPanels.height(chart));
    return svg.close("svg").toString();
  }

  /** Every second row has another ground, so that an eye finds from a name to its bar. */
  private void bands() {
    svg.open("g", "class", "bands");
    for (double y = TOP + ROW; y < bottom; y += 2 * ROW) {
      double x = MARGIN - 6;
      svg.empty(
          "rect", "class", "band", "x", x, "y", y, "width", width - 2 * x, "height", ROW, "rx", 4);
    }
    svg.close("g");
  }

  private void axis() {
    svg.open("g", "class", "axis");
    svg.text("text", "service", "class", "small", "x", MARGIN, "y", TOP - 8);
    svg.text("text", "takes", "class", "small end", "x", tookX, "y", TOP - 8);
    long step = step(chart.whole());
    for (long at = 0; at <= chart.whole(); at += step) {
      double x = x(at);
      svg.empty(
          "path", "class", "grid", "d", "M" + ChartStyle.at(x, TOP - 4) + "V" + Svg.shown(bottom));
      tick(at, step, x, TOP - 8);
      if (rows.length > ONE_AXIS_MAX) {
        tick(at, step, x, bottom + 16);
      }
    }
    svg.close("g");
  }

  private void tick(long at, long step, double x, double y) {
    svg.text("text", time(at, step), "class", "tick middle", "x", x, "y", y);
  }

  /** Between two ticks: 1, 2 or 5 of a power of ten, so that there are about ten. */
  static long step(long whole) {
    for (long power = Moment.MILLISECOND; ; power *= 10) {
      for (long step : new long[] {power, 2 * power, 5 * power}) {
        if (whole / step <= TICKS) {
          return step;
        }
      }
    }
  }

  /** With as many decimals as the step has. */
  private static String time(long at, long step) {
    if (at == 0) {
      return "0";
    } else if (step < Moment.SECOND / 10) {
      return at / Moment.MILLISECOND + " ms";
    } else if (step < Moment.SECOND) {
      long tenths = at / (Moment.SECOND / 10);
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    return at / Moment.SECOND + " s";
  }

  private void row(Chart.Bar bar, boolean marked, double y) {
    String kind = ChartStyle.kind(bar);
    boolean late = bar.outcome() == Chart.Outcome.UNFINISHED;
    svg.open(
        "g",
        "id",
        "service-" + bar.node(),
        "class",
        "service " + kind + (marked ? " critical" : "") + (late ? " late" : ""),
        "data-name",
        bar.name(),
        "data-outcome",
        bar.outcome().word());
    svg.text("title", tip(bar));
    svg.text("text", PictureStyle.label(bar.name()), "x", MARGIN, "y", y + 4.5);
    svg.text("text", Times.seconds(bar.took()), "class", "took end", "x", tookX, "y", y + 4.5);
    if (x(bar.started()) - x(bar.waited()) > BAR_MIN) {
      ChartStyle.level(svg, "waits", x(bar.waited()) + 1, x(bar.started()) - 2, y);
    }
    switch (bar.outcome()) {
      case READY -> {
        ChartStyle.box(svg, "shape", boxStart(bar), boxEnd(bar), y);
        ChartStyle.level(svg, "serves", boxEnd(bar), plotX + PLOT, y);
      }
      case FAILED -> {
        ChartStyle.box(svg, "shape", boxStart(bar), boxEnd(bar), y);
        ChartStyle.cross(svg, x(bar.ended()), y);
      }
      case NOT_TRIED -> ChartStyle.cross(svg, x(bar.ended()), y);
      case UNFINISHED -> {
        if (bar.took() > 0) {
          ChartStyle.box(svg, "shape", boxStart(bar), boxEnd(bar), y);
        }
      }
    }
    if (bar.outcome() != Chart.Outcome.READY) {
      svg.text(
          "text", bar.outcome().word(), "class", "word", "x", plotX + PLOT + GAP, "y", y + 4.5);
    }
    svg.close("g");
  }

  /** "web (longrun): waits 2.000 s, starts at 2.100 s, ready at 2.350 s". */
  private static String tip(Chart.Bar bar) {
    return "%s (%s): waits %s, starts at %s, %s at %s"
        .formatted(
            bar.name(),
            bar.kind(),
            Times.seconds(bar.started() - bar.waited()),
            Times.seconds(bar.started()),
            bar.outcome().word(),
            Times.seconds(bar.ended()));
  }

  /** From the end of each of the chain down to its next, and along to where that starts. */
  private void chain() {
    List<Integer> shown = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      if (critical.get(rows[row])) {
        shown.add(row);
      }
    }
    for (int i = 1; i < shown.size(); i++) {
      Chart.Bar before = chart.bars().get(rows[shown.get(i - 1)]);
      Chart.Bar after = chart.bars().get(rows[shown.get(i)]);
      svg.empty(
          "path",
          "class",
          "wait",
          "data-from",
          before.name(),
          "data-to",
          after.name(),
          "d",
          "M"
              + ChartStyle.at(boxEnd(before), y(shown.get(i - 1)))
              + "V"
              + Svg.shown(y(shown.get(i)))
              + "H"
              + Svg.shown(boxStart(after)));
    }
  }

  /** One row for all that have none. */
  private void fold(double y) {
    BitSet drawn = chart.worthShowing(ROWS_MAX);
    long first = Long.MAX_VALUE;
    long last = 0;
    long slowest = 0;
    for (int i = drawn.nextClearBit(0); i < chart.bars().size(); i = drawn.nextClearBit(i + 1)) {
      first = Math.min(first, chart.bars().get(i).started());
      last = Math.max(last, chart.bars().get(i).ended());
      slowest = Math.max(slowest, chart.bars().get(i).took());
    }
    svg.open("g", "id", "folded", "class", "folded");
    svg.text("text", folded(), "x", MARGIN, "y", y + 4.5);
    String most = "≤ " + Times.seconds(slowest);
    svg.text("text", most, "class", "took end", "x", tookX, "y", y + 4.5);
    ChartStyle.box(svg, "shape", x(first), Math.max(x(last), x(first) + BAR_MIN), y);
    svg.close("g");
  }
}
