package muster.plan.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A group of nodes each of which comes before itself, and what to do about it.
 *
 * @param size how many nodes are in the group
 * @param shortest the edges of a shortest cycle in the group, each beginning where the one before
 *     ends; in a very large group, of a short one
 * @param breaking that edge of them after whose removal the fewest nodes are still in a cycle; of a
 *     long cycle in a very large group, of some of them
 */
public record Cycle(int size, List<Integer> shortest, int breaking) {
  /**
   * So many edges are looked at to find a shorter cycle in one group. Only groups of some thousand
   * nodes without a cycle of two reach it.
   */
  private static final long EFFORT = 50_000_000;

  /** The same, to find the edge to remove. To look at one costs more there. */
  private static final long BREAKING_EFFORT = EFFORT / 10;

  /** All groups, in the order of their first nodes. */
  public static List<Cycle> all(Graph graph) {
    List<Cycle> cycles = new ArrayList<>();
    int[] group = new int[graph.nodes()]; // 0 is none
    for (int[] nodes : Components.cyclic(graph)) {
      for (int node : nodes) {
        group[node] = cycles.size() + 1;
      }
      int[] shortest = shortest(graph, nodes, group);
      cycles.add(
          new Cycle(
              nodes.length,
              Arrays.stream(shortest).boxed().toList(),
              breaking(graph, nodes, shortest)));
    }
    return cycles;
  }

  // ---- a shortest cycle ---------------------------------------------------------------------

  /** Breadth first from each node in turn, never deeper than the best cycle that is known. */
  private static int[] shortest(Graph graph, int[] nodes, int[] group) {
    int[] best = {};
    long effort = 0;
    int[] distance = new int[graph.nodes()];
    int[] reachedBy = new int[graph.nodes()];
    int[] queue = new int[nodes.length];
    for (int start : nodes) {
      int end = 0;
      queue[end++] = start;
      distance[start] = 1;
      int closing = -1;
      for (int next = 0; next < end && closing < 0; next++) {
        int node = queue[next];
        if (best.length > 0 && distance[node] >= best.length) {
          break;
        }
        for (int i = 0; i < graph.outDegree(node) && closing < 0; i++) {
          int edge = graph.outEdge(node, i);
          int later = graph.to(edge);
          effort++;
          if (later == start) {
            closing = edge;
          } else if (group[later] == group[start] && distance[later] == 0) {
            distance[later] = distance[node] + 1;
            reachedBy[later] = edge;
            queue[end++] = later;
          }
        }
      }
      if (closing >= 0) {
        best = back(graph, start, closing, distance[graph.from(closing)], reachedBy);
      }
      for (int i = 0; i < end; i++) {
        distance[queue[i]] = 0;
      }
      if (best.length == 1 || effort > EFFORT && best.length > 0) {
        break;
      }
    }
    return best;
  }

  private static int[] back(Graph graph, int start, int closing, int length, int[] reachedBy) {
    int[] edges = new int[length];
    edges[length - 1] = closing;
    int node = graph.from(closing);
    for (int i = length - 2; i >= 0; i--) {
      edges[i] = reachedBy[node];
      node = graph.from(reachedBy[node]);
    }
    if (node != start) {
      throw new IllegalStateException("the way back leads elsewhere");
    }
    return edges;
  }

  // ---- the edge to remove -------------------------------------------------------------------

  private static int breaking(Graph graph, int[] nodes, int[] shortest) {
    int best = shortest[0];
    long fewest = Long.MAX_VALUE;
    Subgraph group = new Subgraph(graph, nodes);
    long tries = Math.max(1, BREAKING_EFFORT / group.edges.length);
    int step = (int) (shortest.length / tries) + 1;
    for (int i = 0; i < shortest.length && fewest > 0; i += step) {
      long left =
          Components.cyclic(group.without(shortest[i])).stream()
              .mapToLong(part -> part.length)
              .sum();
      if (left < fewest) {
        fewest = left;
        best = shortest[i];
      }
    }
    return best;
  }
}
