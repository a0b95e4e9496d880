package muster.plan.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Takes few edges away so that no cycle is left. Within each group of nodes in a circle, the nodes
 * are put into a good order and edges against it are taken away; then each is put back if that
 * closes no cycle after all. Soft edges are put back last, so they go first.
 *
 * <p>Source of the order: Eades, Lin and Smyth, A fast and effective heuristic for the feedback arc
 * set problem, 1993.
 */
public final class Cut {
  private final Graph graph;
  private final boolean[] kept;
  private final int[] seen;
  private int searches;

  private Cut(Graph graph) {
    this.graph = graph;
    this.kept = new boolean[graph.edges()];
    this.seen = new int[graph.nodes()];
  }

  /**
   * @param soft edges that are rather taken away than others
   * @return of each edge, whether it stays
   */
  public static boolean[] of(Graph whole, BitSet soft) {
    boolean[] kept = new boolean[whole.edges()];
    Arrays.fill(kept, true);
    List<int[]> groups = Components.cyclic(whole);
    for (int[] nodes : groups) {
      Subgraph group = new Subgraph(whole, nodes);
      BitSet softHere = new BitSet();
      for (int edge = 0; edge < group.edges.length; edge++) {
        softHere.set(edge, soft.get(group.edges[edge]));
      }
      boolean[] keptHere = new Cut(group.graph()).cut(softHere);
      for (int edge = 0; edge < keptHere.length; edge++) {
        kept[group.edges[edge]] = keptHere[edge];
      }
    }
    return kept;
  }

  private boolean[] cut(BitSet soft) {
    int[] place = order(soft);
    for (int edge = 0; edge < kept.length; edge++) {
      kept[edge] = !soft.get(edge) && place[graph.from(edge)] < place[graph.to(edge)];
    }
    for (boolean softOnes : new boolean[] {false, true}) {
      for (int edge = 0; edge < kept.length; edge++) {
        if (!kept[edge] && soft.get(edge) == softOnes) {
          kept[edge] = !leads(graph.to(edge), graph.from(edge));
        }
      }
    }
    return kept;
  }

  /** Is there a way along the edges that stay? */
  private boolean leads(int start, int goal) {
    searches++;
    IntStack work = new IntStack();
    seen[start] = searches;
    work.push(start);
    while (!work.isEmpty()) {
      int node = work.pop();
      if (node == goal) {
        return true;
      }
      for (int i = 0; i < graph.outDegree(node); i++) {
        int edge = graph.outEdge(node, i);
        int later = graph.to(edge);
        if (kept[edge] && seen[later] != searches) {
          seen[later] = searches;
          work.push(later);
        }
      }
    }
    return false;
  }

  // ---- a good order -------------------------------------------------------------------------

  /**
   * From both ends inwards: what nothing leads to goes first, what leads nowhere last, and when
   * there is neither, the node that has most more ways out than in goes first.
   */
  private int[] order(BitSet soft) {
    int nodes = graph.nodes();
    int[] place = new int[nodes];
    Degrees degrees = new Degrees(graph, soft);
    int first = 0;
    int last = nodes - 1;
    while (first <= last) {
      int node = degrees.takeSink();
      if (node >= 0) {
        place[node] = last--;
      } else {
        place[degrees.takeSource()] = first++;
      }
    }
    return place;
  }
}
