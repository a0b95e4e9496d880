package muster.view;

import static muster.view.PictureStyle.HEADER;
import static muster.view.PictureStyle.LEGEND;
import static muster.view.PictureStyle.MARGIN;
import static muster.view.PictureStyle.NODE_HEIGHT;
import static muster.view.PictureStyle.PADDING;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import muster.plan.Plan;
import muster.plan.graph.Ranks;

/**
 * A plan with too many services for a picture of each: a row stands for a rank, or for several. The
 * longest chain leads down through them by name, and a bar says how many other services there are.
 */
final class FoldedPicture {
  /** Where there are more ranks, several share a row. */
  private static final int ROWS_MAX = 32;

  /** Where a box stands for several services, longer names are cut: there are two in it. */
  private static final int NAME_MAX = 24;

  private static final String CAPTION = "longest chain";

  private static final double SLOT = NODE_HEIGHT + 9;
  private static final double GAP = 28;
  private static final double BAR_WIDTH = 260;
  private static final double BAR_HEIGHT = 16;

  /** The chain's line enters and leaves its boxes so far from their left ends. */
  private static final double LINE_AT = 22;

  /**
   * Some ranks.
   *
   * @param chain the services of the longest chain that are in them, in their order
   * @param others how many more there are
   */
  private record Row(int first, int last, List<Integer> chain, int others) {
    String label() {
      return first == last ? "rank " + (first + 1) : "ranks " + (first + 1) + "–" + (last + 1);
    }
  }

  private final Plan plan;
  private final List<Row> rows = new ArrayList<>();
  private final double chainX;
  private final double barX;
  private final int most;

  private FoldedPicture(Plan plan, Ranks ranks, int[] criticalPath) {
    this.plan = plan;
    int each = Math.ceilDiv(ranks.count(), ROWS_MAX);
    for (int first = 0; first < ranks.count(); first += each) {
      rows.add(row(ranks, criticalPath, first, Math.min(first + each, ranks.count()) - 1));
    }
    double labels = 0;
    double boxes = PictureStyle.width(CAPTION);
    for (Row row : rows) {
      labels = Math.max(labels, PictureStyle.width(row.label()));
      boxes = Math.max(boxes, row.chain.isEmpty() ? 0 : PictureStyle.boxWidth(chain(row)));
    }
    chainX = MARGIN + PADDING + labels;
    barX = chainX + boxes + GAP;
    most = rows.stream().mapToInt(Row::others).max().orElse(0);
  }

  private static Row row(Ranks ranks, int[] criticalPath, int first, int last) {
    int services = 0;
    for (int rank = first; rank <= last; rank++) {
      services += ranks.nodes(rank).length;
    }
    List<Integer> chain = new ArrayList<>();
    for (int node : criticalPath) {
      if (ranks.rank(node) >= first && ranks.rank(node) <= last) {
        chain.add(node);
      }
    }
    return new Row(first, last, chain, services - chain.size());
  }

  /** What is in the box of a row's part of the chain. */
  private String chain(Row row) {
    String first = plan.name(row.chain.getFirst());
    if (row.chain.size() == 1) {
      return PictureStyle.label(first);
    }
    String more = row.chain.size() == 2 ? ", " : ", " + (row.chain.size() - 2) + " more, ";
    return PictureStyle.label(first, NAME_MAX)
        + more
        + PictureStyle.label(plan.name(row.chain.getLast()), NAME_MAX);
  }

  // ---- drawing ------------------------------------------------------------------------------

  static String of(String title, Plan plan, Ranks ranks, int[] criticalPath) {
    String summary = GraphPicture.summary(plan, ranks) + "; too many to draw each, so folded";
    return new FoldedPicture(plan, ranks, criticalPath).draw(title, summary);
  }

  private String draw(String title, String summary) {
    double right = barX + BAR_WIDTH + PADDING + PictureStyle.width(String.valueOf(most)) + MARGIN;
    double width = Math.max(right, PictureStyle.LEGEND_WIDTH + 2 * MARGIN);
    double bottom = top(rows.size());
    Svg svg = PictureStyle.begin(title, summary, width, bottom + LEGEND);
    svg.text("text", CAPTION, "class", "small", "x", chainX, "y", HEADER + 6);
    if (most > 0) {
      svg.text("text", "other services", "class", "small", "x", barX, "y", HEADER + 6);
    }
    svg.open("g", "class", "edges");
    drawChain(svg);
    svg.close("g");
    for (int i = 0; i < rows.size(); i++) {
      drawRow(svg, rows.get(i), top(i));
    }
    drawLegend(svg, bottom + MARGIN);
    return svg.close("svg").toString();
  }

  /** The upper end of what is in a row. */
  private static double top(int row) {
    return HEADER + MARGIN + row * SLOT;
  }

  /** From box to box: with durations, the chain need not have a service in every rank. */
  private void drawChain(Svg svg) {
    int before = -1;
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).chain.isEmpty()) {
        if (before >= 0) {
          double from = top(before) + NODE_HEIGHT;
          String path = "M" + Svg.shown(chainX + LINE_AT) + " " + Svg.shown(from);
          svg.empty("path", "class", "edge critical", "d", path + "V" + Svg.shown(top(i)));
        }
        before = i;
      }
    }
  }

  private void drawRow(Svg svg, Row row, double top) {
    double base = PictureStyle.base(top + NODE_HEIGHT / 2);
    svg.open("g", "id", "rank-" + (row.first + 1), "class", "rank");
    svg.text("text", row.label(), "class", "small", "x", MARGIN, "y", base);
    if (row.chain.size() == 1) {
      PictureStyle.service(svg, plan, row.chain.getFirst(), true, chainX, top);
    } else if (!row.chain.isEmpty()) {
      String label = chain(row);
      svg.open("g", "class", "service folded critical");
      PictureStyle.shape(svg, "folded", chainX, top, PictureStyle.boxWidth(label));
      svg.text("text", label, "x", chainX + PADDING, "y", base);
      svg.close("g");
    }
    if (row.others > 0) {
      drawOthers(svg, row.others, top, base);
    }
    svg.close("g");
  }

  private void drawOthers(Svg svg, int others, double top, double base) {
    double width = Math.max(2, BAR_WIDTH * others / most);
    double y = top + (NODE_HEIGHT - BAR_HEIGHT) / 2;
    svg.open("g", "class", "folded");
    svg.empty(
        "rect", "class", "shape", "x", barX, "y", y, "width", width, "height", BAR_HEIGHT, "rx", 2);
    svg.text("text", String.valueOf(others), "class", "others", "x", barX + width + 8, "y", base);
    svg.close("g");
  }

  private void drawLegend(Svg svg, double y) {
    Set<String> kinds = new TreeSet<>();
    for (Row row : rows) {
      if (row.chain.size() == 1) {
        kinds.add(PictureStyle.kind(plan.services().get(row.chain.getFirst())));
      } else if (!row.chain.isEmpty()) {
        kinds.add("folded");
      }
    }
    svg.open("g", "class", "legend");
    double x = PictureStyle.kinds(svg, kinds, y);
    PictureStyle.line(svg, x, y, "edge critical", "each waits for the one above");
    svg.close("g");
  }
}
