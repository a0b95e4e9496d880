package muster.plan.graph;

import java.util.Arrays;

/**
 * The fewest edges that keep the order: an edge is left out if the others already say it. There is
 * exactly one such set of edges in a graph without cycles (parallel edges apart, of which the first
 * stays).
 *
 * <p>Source: Aho, Garey and Ullman, The transitive reduction of a directed graph, 1972.
 */
public final class Reduction {
  private final Graph graph;
  private final Ranks ranks;
  private final int[] reachedFor;
  private final int[] stack;

  private Reduction(Graph graph, Ranks ranks) {
    this.graph = graph;
    this.ranks = ranks;
    this.reachedFor = new int[graph.nodes()];
    this.stack = new int[graph.nodes()];
  }

  /**
   * @param ranks of the graph
   * @return of each edge, whether it stays
   */
  public static boolean[] of(Graph graph, Ranks ranks) {
    Reduction reduction = new Reduction(graph, ranks);
    boolean[] kept = new boolean[graph.edges()];
    for (int node = 0; node < graph.nodes(); node++) {
      reduction.reduce(node, kept);
    }
    return kept;
  }

  /**
   * Of the nodes that come later, the near ones first: what one of them leads to needs no edge of
   * its own. A path can only lead to higher ranks, so nothing above the last one is looked at.
   */
  private void reduce(int node, boolean[] kept) {
    int degree = graph.outDegree(node);
    if (degree == 1) {
      kept[graph.outEdge(node, 0)] = true;
      return;
    }
    int[] edges = byRank(node, degree);
    for (int edge : edges) {
      int later = graph.to(edge);
      if (reachedFor[later] != node + 1) {
        kept[edge] = true;
        reach(later, node + 1, ranks.rank(graph.to(edges[degree - 1])));
      }
    }
  }

  /** The edges that leave a node; of equal ranks, and of parallel edges, the first comes first. */
  private int[] byRank(int node, int degree) {
    long[] keys = new long[degree];
    for (int i = 0; i < degree; i++) {
      int edge = graph.outEdge(node, i);
      keys[i] = (long) ranks.rank(graph.to(edge)) << Integer.SIZE | edge;
    }
    Arrays.sort(keys);
    int[] edges = new int[degree];
    for (int i = 0; i < degree; i++) {
      edges[i] = (int) keys[i];
    }
    return edges;
  }

  private void reach(int start, int mark, int highestRank) {
    int top = 0;
    reachedFor[start] = mark;
    stack[top++] = start;
    while (top > 0) {
      int node = stack[--top];
      if (ranks.rank(node) < highestRank) {
        for (int i = 0; i < graph.outDegree(node); i++) {
          int later = graph.to(graph.outEdge(node, i));
          if (reachedFor[later] != mark && ranks.rank(later) <= highestRank) {
            reachedFor[later] = mark;
            stack[top++] = later;
          }
        }
      }
    }
  }
}
