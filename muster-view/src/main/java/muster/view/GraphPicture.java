package muster.view;

import static muster.view.PictureStyle.HEADER;
import static muster.view.PictureStyle.LEGEND;
import static muster.view.PictureStyle.MARGIN;
import static muster.view.PictureStyle.NODE_HEIGHT;
import static muster.view.PictureStyle.PADDING;

import java.util.BitSet;
import java.util.List;
import muster.plan.Dependency;
import muster.plan.Plan;
import muster.plan.graph.Ranks;

/**
 * A plan as a layered picture, in SVG: ranks are columns, from left to right, and a line leads from
 * a service to each one that waits for it.
 */
public final class GraphPicture {
  /** More services than that cannot be read; ranks are folded then. */
  static final int SERVICES_MAX = 200;

  private static final double SLOT = NODE_HEIGHT + 9;
  private static final double PLACE = 9;
  private static final double GAP_MIN = 44;
  private static final double GAP_MAX = 130;

  private final Plan plan;
  private final Ranks ranks;
  private final BitSet critical = new BitSet();
  private final int[] criticalPath;
  private final Layers layers;
  private final double[] y;
  private final double[] columnX;
  private final double[] columnWidth;

  private GraphPicture(Plan plan, Ranks ranks, int[] criticalPath) {
    this.plan = plan;
    this.ranks = ranks;
    this.criticalPath = criticalPath;
    for (int node : criticalPath) {
      critical.set(node);
    }
    layers = new Layers(plan.graph(), ranks);
    Crossings.reduce(layers);
    y = Heights.of(layers, SLOT, PLACE);
    columnX = new double[ranks.count() + 1];
    columnWidth = new double[ranks.count()];
    setColumns();
  }

  /**
   * Draws a plan.
   *
   * @param plan without the edges that others imply, or the picture is full of lines that say
   *     nothing
   * @param ranks of the plan's graph
   * @param criticalPath the nodes of the longest chain, in their order
   */
  public static String of(String title, Plan plan, Ranks ranks, int[] criticalPath) {
    return plan.services().size() > SERVICES_MAX
        ? FoldedPicture.of(title, plan, ranks, criticalPath)
        : new GraphPicture(plan, ranks, criticalPath).draw(title);
  }

  /** "23 services in 5 ranks, 41 waits". */
  static String summary(Plan plan, Ranks ranks) {
    return count(plan.services().size(), "service")
        + " in "
        + count(ranks.count(), "rank")
        + ", "
        + count(plan.edges().size(), "wait");
  }

  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  // ---- where things are ---------------------------------------------------------------------

  private void setColumns() {
    double x = MARGIN + PADDING;
    for (int column = 0; column < ranks.count(); column++) {
      columnX[column] = x;
      int lines = 0;
      for (int item : layers.columns.get(column)) {
        if (layers.isNode(item)) {
          columnWidth[column] = Math.max(columnWidth[column], nodeWidth(item));
        }
        lines += layers.after.get(item).size();
      }
      columnWidth[column] = Math.max(columnWidth[column], PictureStyle.width("rank 99: 99"));
      x += columnWidth[column] + Math.clamp(GAP_MIN + lines * 1.5, GAP_MIN, GAP_MAX);
    }
    columnX[ranks.count()] = x;
  }

  private double nodeWidth(int node) {
    return PictureStyle.boxWidth(PictureStyle.label(plan.name(node)));
  }

  private double middle(int item) {
    return HEADER + MARGIN + y[item];
  }

  private double bottom() {
    double bottom = HEADER + MARGIN;
    for (int item = 0; item < layers.items(); item++) {
      bottom = Math.max(bottom, middle(item) + SLOT / 2);
    }
    return bottom;
  }

  // ---- drawing ------------------------------------------------------------------------------

  private String draw(String title) {
    int last = ranks.count() - 1;
    double right = last < 0 ? 0 : columnX[last] + columnWidth[last] + PADDING + MARGIN;
    double width = Math.max(right, PictureStyle.LEGEND_WIDTH + 2 * MARGIN);
    double bottom = bottom();
    Svg svg = PictureStyle.begin(title, summary(plan, ranks), width, bottom + LEGEND);
    svg.open("g", "class", "ranks");
    for (int column = 0; column < ranks.count(); column++) {
      drawBand(svg, column, bottom);
    }
    svg.close("g");
    svg.open("g", "class", "edges");
    for (boolean marked : List.of(false, true)) { // the longest chain lies above the rest
      for (int edge = 0; edge < plan.edges().size(); edge++) {
        if (isCritical(edge) == marked) {
          drawEdge(svg, edge);
        }
      }
    }
    svg.close("g");
    svg.open("g", "class", "services");
    for (int node = 0; node < plan.services().size(); node++) {
      double x = columnX[ranks.rank(node)];
      PictureStyle.service(svg, plan, node, critical.get(node), x, middle(node) - NODE_HEIGHT / 2);
    }
    svg.close("g");
    PictureStyle.legend(svg, plan, bottom + MARGIN);
    return svg.close("svg").toString();
  }

  private void drawBand(Svg svg, int column, double bottom) {
    double x = columnX[column] - PADDING;
    double width = columnWidth[column] + 2 * PADDING;
    svg.open("g", "id", "rank-" + (column + 1), "class", "rank");
    svg.empty(
        "rect",
        "class",
        "band",
        "x",
        x,
        "y",
        HEADER - 12,
        "width",
        width,
        "height",
        bottom - HEADER + 16,
        "rx",
        6);
    String label = "rank " + (column + 1) + ": " + ranks.nodes(column).length;
    svg.text("text", label, "class", "small", "x", columnX[column], "y", HEADER + 6);
    svg.close("g");
  }

  private boolean isCritical(int edge) {
    Plan.Edge drawn = plan.edges().get(edge);
    for (int i = 1; i < criticalPath.length; i++) {
      if (criticalPath[i - 1] == drawn.from() && criticalPath[i] == drawn.to()) {
        return true;
      }
    }
    return false;
  }

  /** Level where it passes a column, bent between columns. */
  private void drawEdge(Svg svg, int number) {
    Plan.Edge edge = plan.edges().get(number);
    int[] route = layers.routes[number];
    int column = ranks.rank(edge.from());
    StringBuilder path = new StringBuilder();
    double x = columnX[column] + nodeWidth(edge.from());
    double height = middle(edge.from());
    path.append('M').append(Svg.shown(x)).append(' ').append(Svg.shown(height));
    for (int i = 1; i < route.length; i++) {
      double right = columnX[column + i - 1] + columnWidth[column + i - 1];
      double left = columnX[column + i];
      double bend = (left - right) / 2;
      double next = middle(route[i]);
      path.append('H').append(Svg.shown(right));
      path.append(
          "C%s %s %s %s %s %s"
              .formatted(
                  Svg.shown(right + bend),
                  Svg.shown(height),
                  Svg.shown(left - bend),
                  Svg.shown(next),
                  Svg.shown(left),
                  Svg.shown(next)));
      height = next;
    }
    String style = edge.kind() == Dependency.Kind.NEEDS ? "needs" : "soft";
    svg.empty(
        "path",
        "class",
        "edge " + style + (isCritical(number) ? " critical" : ""),
        "data-from",
        plan.name(edge.from()),
        "data-to",
        plan.name(edge.to()),
        "d",
        path);
  }
}
