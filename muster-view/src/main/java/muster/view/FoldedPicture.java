package muster.view;

import static muster.view.PictureStyle.HEADER;
import static muster.view.PictureStyle.LEGEND;
import static muster.view.PictureStyle.MARGIN;
import static muster.view.PictureStyle.NODE_HEIGHT;
import static muster.view.PictureStyle.PADDING;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import muster.plan.Plan;
import muster.plan.graph.Ranks;
import org.jspecify.annotations.Nullable;

/**
 * A plan with too many services for a picture of each: a box stands for all of a rank, or of
 * several ranks, and the longest chain runs above them by name.
 */
final class FoldedPicture {
  /** More columns than that are joined. */
  private static final int COLUMNS_MAX = 24;

  /** Of the longest chain, so many services of a column are named. */
  private static final int NAMED_MAX = 4;

  private static final double SLOT = NODE_HEIGHT + 9;
  private static final double GAP = 40;

  /** Some ranks in one column. */
  private record Column(int first, int last, int services, List<String> named, int unnamed) {
    String label() {
      return first == last ? "rank " + (first + 1) : "ranks " + (first + 1) + "–" + (last + 1);
    }

    String box() {
      return GraphPicture.count(services, named.isEmpty() ? "service" : "more service");
    }

    List<String> labels() {
      List<String> labels = new ArrayList<>();
      named.forEach(name -> labels.add(PictureStyle.label(name)));
      if (unnamed > 0) {
        labels.add("… " + unnamed + " of the chain …");
      }
      return labels;
    }

    double width() {
      double width = PictureStyle.width(label(), box());
      return Math.max(width, PictureStyle.width(labels().toArray(String[]::new))) + 2 * PADDING;
    }
  }

  private FoldedPicture() {}

  static String of(String title, Plan plan, Ranks ranks, int[] criticalPath) {
    List<Column> columns = columns(plan, ranks, criticalPath);
    int rows = columns.stream().mapToInt(column -> column.labels().size()).max().orElse(0);
    double bottom = HEADER + MARGIN + (rows + 1) * SLOT;
    double width = MARGIN + columns.stream().mapToDouble(c -> c.width() + GAP).sum();
    width = Math.max(width, PictureStyle.LEGEND_WIDTH + 2 * MARGIN);
    String summary = GraphPicture.summary(plan, ranks) + "; too many to draw each, so folded";
    Svg svg = PictureStyle.begin(title, summary, width, bottom + LEGEND);
    double x = MARGIN;
    for (int i = 0; i < columns.size(); i++) {
      draw(svg, columns.get(i), i + 1 < columns.size() ? columns.get(i + 1) : null, x, rows);
      x += columns.get(i).width() + GAP;
    }
    PictureStyle.legend(svg, plan, bottom + MARGIN);
    return svg.close("svg").toString();
  }

  private static List<Column> columns(Plan plan, Ranks ranks, int[] criticalPath) {
    BitSet critical = new BitSet();
    for (int node : criticalPath) {
      critical.set(node);
    }
    int each = Math.ceilDiv(ranks.count(), COLUMNS_MAX);
    List<Column> columns = new ArrayList<>();
    for (int first = 0; first < ranks.count(); first += each) {
      int last = Math.min(first + each, ranks.count()) - 1;
      columns.add(column(plan, ranks, critical, first, last));
    }
    return columns;
  }

  private static Column column(Plan plan, Ranks ranks, BitSet critical, int first, int last) {
    int services = 0;
    int unnamed = 0;
    List<String> named = new ArrayList<>();
    for (int rank = first; rank <= last; rank++) {
      for (int node : ranks.nodes(rank)) {
        if (!critical.get(node)) {
          services++;
        } else if (named.size() < NAMED_MAX) {
          named.add(plan.name(node));
        } else {
          unnamed++;
        }
      }
    }
    return new Column(first, last, services, named, unnamed);
  }

  private static void draw(Svg svg, Column column, @Nullable Column next, double x, int rows) {
    double width = column.width();
    double top = HEADER + MARGIN;
    svg.open("g", "id", "rank-" + (column.first + 1), "class", "rank");
    svg.text("text", column.label(), "class", "small", "x", x + PADDING, "y", HEADER + 10);
    double y = top;
    if (next != null) {
      line(svg, x + width, y + NODE_HEIGHT / 2, "edge critical");
    }
    if (next != null && column.services > 0 && next.services > 0) {
      line(svg, x + width, top + rows * SLOT + NODE_HEIGHT / 2, "edge needs");
    }
    for (String label : column.labels()) {
      box(svg, label, "service milestone critical", "milestone", x, y, width);
      y += SLOT;
    }
    if (column.services > 0) {
      box(svg, column.box(), "folded", "folded", x, top + rows * SLOT, width);
    }
    svg.close("g");
  }

  private static void box(
      Svg svg, String label, String style, String shape, double x, double y, double width) {
    svg.open("g", "class", style);
    PictureStyle.shape(svg, shape, x, y, width);
    svg.text("text", label, "x", x + PADDING, "y", y + NODE_HEIGHT / 2 + 4.5);
    svg.close("g");
  }

  private static void line(Svg svg, double x, double y, String style) {
    svg.empty("path", "class", style, "d", "M" + Svg.shown(x) + " " + Svg.shown(y) + "h" + GAP);
  }
}
