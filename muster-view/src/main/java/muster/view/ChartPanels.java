package muster.view;

import static muster.view.ChartStyle.ROW;
import static muster.view.PictureStyle.MARGIN;

import java.util.List;

/** What stands below the bars of a start: how near it came to what was possible, and the blame. */
final class ChartPanels {
  private static final int BLAMED = 10;
  private static final double WIDE = 250;
  private static final double LABEL = 150;
  private static final double VALUE = 90;
  private static final double SECOND = MARGIN + LABEL + WIDE + VALUE + 2 * MARGIN;
  private static final double HEADING = 26;

  private ChartPanels() {}

  static double height(Chart chart) {
    return HEADING + Math.max(2, chart.blame(BLAMED).size()) * ROW + MARGIN;
  }

  static void draw(Svg svg, Chart chart, double top) {
    svg.open("g", "id", "ratio");
    String ratio = ChartText.hundredths(chart.ratio()) + " times the longest chain";
    heading(svg, ratio, MARGIN, top);
    long most = Math.max(chart.whole(), 1);
    amount(svg, "all of it", chart.whole(), most, "amount", MARGIN, top + HEADING);
    amount(
        svg,
        "the longest chain",
        chart.critical(),
        most,
        "amount best",
        MARGIN,
        top + HEADING + ROW);
    svg.close("g").open("g", "id", "blame");
    heading(svg, "The slowest", SECOND, top);
    List<Chart.Bar> blamed = chart.blame(BLAMED);
    long slowest = blamed.isEmpty() ? 1 : Math.max(blamed.getFirst().took(), 1);
    for (int i = 0; i < blamed.size(); i++) {
      Chart.Bar bar = blamed.get(i);
      amount(svg, "", bar.took(), slowest, "amount", SECOND - LABEL, top + HEADING + i * ROW);
      String name = PictureStyle.label(bar.name());
      svg.text("text", name, "x", SECOND + WIDE + VALUE, "y", top + HEADING + i * ROW + 11.5);
    }
    svg.close("g");
  }

  private static void heading(Svg svg, String text, double x, double y) {
    svg.text("text", text, "class", "heading", "x", x, "y", y + 8);
  }

  /** A label, a bar of its size, and the number behind it. */
  private static void amount(
      Svg svg, String label, long nanos, long most, String style, double x, double y) {
    if (!label.isEmpty()) {
      svg.text("text", label, "class", "small", "x", x, "y", y + 11.5);
    }
    double from = x + LABEL;
    double to = from + Math.max(1, WIDE * nanos / most);
    ChartStyle.box(svg, style, from, to, y + ChartStyle.BAR / 2);
    svg.text("text", Times.seconds(nanos), "class", "took", "x", to + 8, "y", y + 11.5);
  }
}
