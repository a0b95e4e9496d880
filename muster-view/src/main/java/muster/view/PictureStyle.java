package muster.view;

import static java.util.stream.Collectors.toSet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import muster.plan.Definition;
import muster.plan.Plan;
import muster.plan.Work;

/** What all pictures of graphs have in common: sizes, colours, the shapes of kinds, the legend. */
final class PictureStyle {
  static final double MARGIN = 24;
  static final double HEADER = 76;
  static final double LEGEND = 64;
  static final double NODE_HEIGHT = 26;
  static final double PADDING = 13;
  static final double FONT_SIZE = 13;

  /** Longer names are cut in the middle; the whole is in the tooltip. */
  static final int NAME_MAX = 40;

  /** Of a character, in monospaced fonts, with some room: Courier has 0.6 em, DejaVu 0.602. */
  private static final double ADVANCE = FONT_SIZE * 0.61;

  private static final String CSS =
      """
      <style>
        text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1f2328 }
        .background { fill: #ffffff } .band { fill: #f6f8fa }
        .title { font: 600 17px system-ui, "DejaVu Sans", sans-serif }
        .small { font: 12px system-ui, "DejaVu Sans", sans-serif; fill: #59636e }
        .edge { fill: none; stroke: #8c959f; stroke-width: 1.3 }
        .soft { stroke-dasharray: 5 4 }
        .longrun > .shape { fill: #ddf4ff; stroke: #0969da }
        .oneshot > .shape { fill: #fff8c5; stroke: #9a6700 }
        .milestone > .shape { fill: #ffffff; stroke: #59636e; stroke-dasharray: 3 3 }
        .folded > .shape { fill: #eaeef2; stroke: #59636e }
        .edge.critical { stroke: #cf222e; stroke-width: 2.8 }
        .service.critical > .shape { stroke: #cf222e; stroke-width: 2.8 }
        .service.critical > text { font-weight: 700 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 } .small { fill: #9198a1 }
          .background { fill: #0d1117 } .band { fill: #151b23 }
          .edge { stroke: #656c76 }
          .longrun > .shape { fill: #0c2d4f; stroke: #58a6ff }
          .oneshot > .shape { fill: #3a2d06; stroke: #d29922 }
          .milestone > .shape { fill: #0d1117; stroke: #9198a1 }
          .folded > .shape { fill: #212830; stroke: #9198a1 }
          .edge.critical, .service.critical > .shape { stroke: #ff7b72 }
        }
      </style>
      """;

  private PictureStyle() {}

  // ---- frame --------------------------------------------------------------------------------

  /** Begins a picture: its size, style, title and what is to be said below that. */
  static Svg begin(String title, String summary, double width, double height) {
    return new Svg()
        .open(
            "svg",
            "xmlns",
            "http://www.w3.org/2000/svg",
            "viewBox",
            "0 0 " + Svg.shown(width) + " " + Svg.shown(height),
            "width",
            width,
            "height",
            height,
            "role",
            "img",
            "aria-labelledby",
            "picture-title picture-summary")
        .raw(CSS)
        .empty("rect", "class", "background", "width", "100%", "height", "100%")
        .text("text", title, "id", "picture-title", "class", "title", "x", MARGIN, "y", MARGIN + 10)
        .text(
            "text",
            summary,
            "id",
            "picture-summary",
            "class",
            "small",
            "x",
            MARGIN,
            "y",
            MARGIN + 30);
  }

  /** How wide the widest of these texts is, about. */
  static double width(String... texts) {
    double widest = 0;
    for (String text : texts) {
      widest = Math.max(widest, TextTable.width(text) * ADVANCE);
    }
    return widest;
  }

  /** A name as it is drawn. */
  static String label(String name) {
    return label(name, NAME_MAX);
  }

  /** A name of at most so many characters, cut in the middle if it has more. */
  static String label(String name, int max) {
    int length = name.codePointCount(0, name.length());
    if (length <= max) {
      return name;
    }
    int half = max / 2 - 1;
    return name.substring(0, name.offsetByCodePoints(0, half))
        + "…"
        + name.substring(name.offsetByCodePoints(0, length - half));
  }

  // ---- boxes --------------------------------------------------------------------------------

  /** How wide a box with that text in it is. */
  static double boxWidth(String label) {
    return width(label) + 2 * PADDING;
  }

  /** Where a text stands that has its middle there. */
  static double base(double middle) {
    return middle + FONT_SIZE * 0.35;
  }

  /** A service with its name in a box of its kind. */
  static void service(Svg svg, Plan plan, int node, boolean critical, double x, double top) {
    Definition service = plan.services().get(node);
    String kind = kind(service);
    String label = label(service.name());
    svg.open(
        "g",
        "id",
        "service-" + node,
        "class",
        "service " + kind + (critical ? " critical" : ""),
        "data-name",
        service.name());
    svg.text("title", service.name() + " (" + kind + ")");
    shape(svg, kind, x, top, boxWidth(label));
    svg.text("text", label, "x", x + PADDING, "y", base(top + NODE_HEIGHT / 2));
    svg.close("g");
  }

  // ---- kinds --------------------------------------------------------------------------------

  /** The class of a service's kind. */
  static String kind(Definition service) {
    return switch (service.work()) {
      case Work.Longrun _ -> "longrun";
      case Work.Oneshot _ -> "oneshot";
      case Work.Milestone _, Work.Bundle _ -> "milestone";
    };
  }

  /** The shape of a kind: they differ without colour too. */
  static void shape(Svg svg, String kind, double x, double y, double width) {
    double height = NODE_HEIGHT;
    if (kind.equals("oneshot")) {
      double cut = 9;
      String path =
          "M%s %sh%sl%s %sl-%s %sh-%sz"
              .formatted(
                  Svg.shown(x),
                  Svg.shown(y),
                  Svg.shown(width - cut),
                  Svg.shown(cut),
                  Svg.shown(height / 2),
                  Svg.shown(cut),
                  Svg.shown(height / 2),
                  Svg.shown(width - cut));
      svg.empty("path", "class", "shape", "d", path);
    } else {
      double round = kind.equals("longrun") ? height / 2 : 3;
      svg.empty(
          "rect", "class", "shape", "x", x, "y", y, "width", width, "height", height, "rx", round);
    }
  }

  // ---- legend -------------------------------------------------------------------------------

  static final double LEGEND_WIDTH = 720;

  private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

  static {
    MEANINGS.put("longrun", "stays (longrun)");
    MEANINGS.put("oneshot", "done once (oneshot)");
    MEANINGS.put("milestone", "a name only");
    MEANINGS.put("folded", "several services");
  }

  /** What a kind is, for people. */
  static String meaning(String kind) {
    return MEANINGS.getOrDefault(kind, kind);
  }

  /** What the shapes and lines in the picture of a plan mean. */
  static void legend(Svg svg, Plan plan, double y) {
    Set<String> kinds = plan.services().stream().map(PictureStyle::kind).collect(toSet());
    svg.open("g", "class", "legend");
    double x = kinds(svg, kinds, y);
    x = line(svg, x, y, "edge critical", "longest chain");
    x = line(svg, x, y, "edge needs", "waits for");
    line(svg, x, y, "edge soft", "waits, not needed");
    svg.close("g");
  }

  /** What the shapes of some kinds mean. @return where what comes next begins */
  static double kinds(Svg svg, Set<String> kinds, double y) {
    double x = MARGIN;
    for (Map.Entry<String, String> kind : MEANINGS.entrySet()) {
      if (kinds.contains(kind.getKey())) {
        x = sample(svg, x, y, kind.getKey(), kind.getValue());
      }
    }
    return x;
  }

  private static double sample(Svg svg, double x, double y, String kind, String meaning) {
    svg.open("g", "class", "sample " + kind);
    shape(svg, kind, x, y, 30);
    svg.text("text", meaning, "class", "small", "x", x + 37, "y", y + 17);
    svg.close("g");
    return after(x + 37, meaning);
  }

  /** What a line means. @return where what comes next begins */
  static double line(Svg svg, double x, double y, String style, String meaning) {
    double middle = y + NODE_HEIGHT / 2;
    String path = "M" + Svg.shown(x) + " " + Svg.shown(middle) + "h24";
    svg.empty("path", "class", style, "d", path);
    svg.text("text", meaning, "class", "small", "x", x + 31, "y", y + 17);
    return after(x + 31, meaning);
  }

  /** Where the next one in a legend begins. */
  static double after(double x, String meaning) {
    return x + meaning.length() * 6.4 + 18;
  }
}
