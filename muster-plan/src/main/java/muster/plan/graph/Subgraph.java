package muster.plan.graph;

import java.util.Arrays;

/** Some nodes of a graph and the edges between them, numbered anew. */
final class Subgraph {
  /** Of each edge here its number in the whole graph, increasing. */
  final int[] edges;

  private final Graph graph;

  /**
   * @param nodes in increasing order
   */
  Subgraph(Graph whole, int[] nodes) {
    IntStack found = new IntStack();
    for (int node : nodes) {
      for (int i = 0; i < whole.outDegree(node); i++) {
        int edge = whole.outEdge(node, i);
        if (Arrays.binarySearch(nodes, whole.to(edge)) >= 0) {
          found.push(edge);
        }
      }
    }
    edges = found.toArray();
    Arrays.sort(edges);
    int[] from = new int[edges.length];
    int[] to = new int[edges.length];
    for (int i = 0; i < edges.length; i++) {
      from[i] = Arrays.binarySearch(nodes, whole.from(edges[i]));
      to[i] = Arrays.binarySearch(nodes, whole.to(edges[i]));
    }
    graph = Graph.of(nodes.length, from, to);
  }

  Graph graph() {
    return graph;
  }

  /**
   * @param edge by its number in the whole graph
   */
  Graph without(int edge) {
    boolean[] kept = new boolean[edges.length];
    Arrays.fill(kept, true);
    kept[Arrays.binarySearch(edges, edge)] = false;
    return graph.only(kept);
  }
}
