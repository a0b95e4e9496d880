package muster.plan.graph;

import java.util.SplittableRandom;

/** What small graphs are, worked out in the plainest way. */
final class Brute {
  final Graph graph;

  /** Is there a way of at least one edge? */
  final boolean[][] leads;

  Brute(Graph graph) {
    this.graph = graph;
    int n = graph.nodes();
    leads = new boolean[n][n];
    for (int edge = 0; edge < graph.edges(); edge++) {
      leads[graph.from(edge)][graph.to(edge)] = true;
    }
    for (int over = 0; over < n; over++) {
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          leads[a][b] |= leads[a][over] && leads[over][b];
        }
      }
    }
  }

  boolean cyclic() {
    for (int node = 0; node < graph.nodes(); node++) {
      if (leads[node][node]) {
        return true;
      }
    }
    return false;
  }

  /** How many edges the longest way to a node has. The graph has no cycle. */
  int longestTo(int node) {
    int longest = 0;
    for (int i = 0; i < graph.inDegree(node); i++) {
      longest = Math.max(longest, longestTo(graph.from(graph.inEdge(node, i))) + 1);
    }
    return longest;
  }

  /** How many edges the shortest way from a node back to it has; 0 if there is none. */
  int shortestBack(int node) {
    boolean[] at = new boolean[graph.nodes()];
    at[node] = true;
    for (int length = 1; length <= graph.nodes(); length++) {
      boolean[] next = new boolean[graph.nodes()];
      for (int edge = 0; edge < graph.edges(); edge++) {
        next[graph.to(edge)] |= at[graph.from(edge)];
      }
      if (next[node]) {
        return length;
      }
      at = next;
    }
    return 0;
  }

  /**
   * @param ordered do edges lead to greater numbers only, so that there is no cycle?
   */
  static Graph random(SplittableRandom random, int nodesMax, boolean ordered) {
    int nodes = random.nextInt(nodesMax + 1);
    int edges = nodes == 0 ? 0 : random.nextInt(2 * nodes + 1);
    int[] from = new int[edges];
    int[] to = new int[edges];
    int count = 0;
    while (count < edges) {
      int a = random.nextInt(nodes);
      int b = random.nextInt(nodes);
      if (!ordered) {
        from[count] = a;
        to[count++] = b;
      } else if (a != b) {
        from[count] = Math.min(a, b);
        to[count++] = Math.max(a, b);
      } else if (nodes == 1) {
        return Graph.of(1, new int[0], new int[0]);
      }
    }
    return Graph.of(nodes, from, to);
  }
}
