package muster.view;

import static muster.view.PictureStyle.MARGIN;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the picture of a start looks like, and what says so: its style sheet and its legend. */
final class ChartStyle {
  static final double ROW = 22;
  static final double BAR = 14;

  /** Of what is no plan's picture. */
  private static final String CSS =
      """
      <style>
        .took, .tick { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #59636e }
        .end { text-anchor: end } .middle { text-anchor: middle }
        .grid { stroke: #d1d9e0; stroke-width: 1 } .folded > text { fill: #59636e }
        .waits { fill: none; stroke: #8c959f; stroke-width: 2; stroke-dasharray: 0 5; stroke-linecap: round }
        .serves { fill: none; stroke: #59636e; stroke-width: 2; stroke-opacity: 0.45 }
        .longrun > .serves { stroke: #0969da } .oneshot > .serves { stroke: #9a6700 }
        .shape { stroke-width: 1.2 }
        .late > .shape { stroke-dasharray: 4 3; fill-opacity: 0.4 }
        .bad { fill: none; stroke: #cf222e; stroke-width: 2.4; stroke-linecap: round }
        .word { font: 600 12px system-ui, "DejaVu Sans", sans-serif; fill: #cf222e }
        .service.critical > .shape { stroke-width: 2.2 } .service.critical > .took { font-weight: 700 }
        .wait { fill: none; stroke: #cf222e; stroke-width: 1.4; stroke-linejoin: round }
        .heading { font: 600 13px system-ui, "DejaVu Sans", sans-serif }
        .amount { fill: #d1d9e0 } .amount.best { fill: #cf222e }
        @media (prefers-color-scheme: dark) {
          .took, .tick, .folded > text { fill: #9198a1 } .grid { stroke: #2f363e }
          .waits { stroke: #767e87 } .serves { stroke: #9198a1 }
          .longrun > .serves { stroke: #58a6ff } .oneshot > .serves { stroke: #d29922 }
          .bad, .wait { stroke: #ff7b72 } .word, .amount.best { fill: #ff7b72 }
          .amount { fill: #3d444d }
        }
      </style>
      """;

  private ChartStyle() {}

  static Svg begin(Chart chart, String title, double width, double height) {
    return PictureStyle.begin(title, ChartText.summary(chart), width, height).raw(CSS);
  }

  /** The class of a kind, as the picture of a plan has it. */
  static String kind(Chart.Bar bar) {
    return switch (bar.kind()) {
      case "longrun", "oneshot" -> bar.kind();
      default -> "milestone";
    };
  }

  /** A mark that says that it went wrong. */
  static void cross(Svg svg, double x, double y) {
    svg.empty("path", "class", "bad", "d", "M" + at(x - 4, y - 4) + "l8 8m0 -8l-8 8");
  }

  static void level(Svg svg, String style, double from, double to, double y) {
    svg.empty("path", "class", style, "d", "M" + at(from, y) + "H" + Svg.shown(to));
  }

  static void box(Svg svg, String style, double from, double to, double middle) {
    svg.empty(
        "rect",
        "class",
        style,
        "x",
        from,
        "y",
        middle - BAR / 2,
        "width",
        to - from,
        "height",
        BAR,
        "rx",
        Math.min(3, (to - from) / 2));
  }

  static String at(double x, double y) {
    return Svg.shown(x) + " " + Svg.shown(y);
  }

  // ---- legend -------------------------------------------------------------------------------

  static final double LEGEND = 2 * ROW + MARGIN;

  /** Two lines: what a bar's parts mean, and what its colours. */
  static void legend(Svg svg, Chart chart, double y) {
    Set<String> kinds = new TreeSet<>();
    Set<Chart.Outcome> outcomes = EnumSet.noneOf(Chart.Outcome.class);
    for (Chart.Bar bar : chart.bars()) {
      kinds.add(kind(bar));
      outcomes.add(bar.outcome());
    }
    svg.open("g", "class", "legend");
    parts(svg, outcomes, y + BAR / 2);
    double x = MARGIN;
    double middle = y + ROW + BAR / 2;
    for (String kind : List.of("longrun", "oneshot", "milestone")) {
      if (kinds.contains(kind)) {
        svg.open("g", "class", kind);
        box(svg, "shape", x, x + 30, middle);
        svg.close("g");
        x = meaning(svg, x, middle, PictureStyle.meaning(kind));
      }
    }
    svg.open("g", "class", "sample service critical");
    box(svg, "shape background", x, x + 30, middle);
    svg.close("g");
    meaning(svg, x, middle, "what was waited for last, one after the other");
    svg.close("g");
  }

  private static void parts(Svg svg, Set<Chart.Outcome> outcomes, double middle) {
    double x = MARGIN;
    level(svg, "waits", x + 1, x + 30, middle);
    x = meaning(svg, x, middle, "waiting");
    svg.open("g", "class", "folded");
    box(svg, "shape", x, x + 30, middle);
    svg.close("g");
    x = meaning(svg, x, middle, "starting");
    level(svg, "serves", x, x + 30, middle);
    x = meaning(svg, x, middle, "ready");
    if (outcomes.contains(Chart.Outcome.FAILED) || outcomes.contains(Chart.Outcome.NOT_TRIED)) {
      cross(svg, x + 15, middle);
      x = meaning(svg, x, middle, "failed, or not tried");
    }
    if (outcomes.contains(Chart.Outcome.UNFINISHED)) {
      svg.open("g", "class", "folded late");
      box(svg, "shape", x, x + 30, middle);
      svg.close("g");
      meaning(svg, x, middle, "starting still");
    }
  }

  private static double meaning(Svg svg, double x, double middle, String meaning) {
    svg.text("text", meaning, "class", "small", "x", x + 37, "y", middle + 4);
    return PictureStyle.after(x + 37, meaning);
  }
}
