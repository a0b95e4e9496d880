package muster.plan.graph;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The nodes that are left while an order is made, in buckets by how many more edges leave them than
 * reach them, so that the next one is found at once.
 */
final class Degrees {
  private static final int NONE = -1;

  private final Graph graph;
  private final BitSet ignored;
  private final int[] out;
  private final int[] in;
  private final boolean[] taken;

  /** Doubly linked lists of nodes: sinks, then by difference from the least to the greatest. */
  private final int[] first;

  private final int[] following;
  private final int[] preceding;
  private final int[] bucketOf;
  private final int offset;
  private int highest;

  Degrees(Graph graph, BitSet ignored) {
    this.graph = graph;
    this.ignored = ignored;
    int nodes = graph.nodes();
    out = new int[nodes];
    in = new int[nodes];
    taken = new boolean[nodes];
    int most = 0;
    for (int edge = 0; edge < graph.edges(); edge++) {
      if (counts(edge)) {
        most = Math.max(most, ++out[graph.from(edge)]);
        most = Math.max(most, ++in[graph.to(edge)]);
      }
    }
    offset = most + 1;
    first = new int[2 * most + 3]; // 0 has the sinks, the last one the sources
    Arrays.fill(first, NONE);
    following = new int[nodes];
    preceding = new int[nodes];
    bucketOf = new int[nodes];
    for (int node = nodes - 1; node >= 0; node--) {
      add(node);
    }
  }

  private boolean counts(int edge) {
    return !ignored.get(edge) && graph.from(edge) != graph.to(edge);
  }

  /**
   * @return a node that leads nowhere any more, or −1
   */
  int takeSink() {
    int node = first[0];
    if (node != NONE) {
      take(node);
    }
    return node;
  }

  /**
   * @return a node that nothing leads to any more, or else the one with the greatest difference
   */
  int takeSource() {
    int sources = first.length - 1;
    int bucket = first[sources] != NONE ? sources : highest;
    while (first[bucket] == NONE) {
      bucket--;
    }
    highest = Math.min(bucket, sources - 1);
    int node = first[bucket];
    take(node);
    return node;
  }

  private void take(int node) {
    remove(node);
    taken[node] = true;
    for (int i = 0; i < graph.outDegree(node); i++) {
      int edge = graph.outEdge(node, i);
      if (counts(edge)) {
        change(graph.to(edge), 0, -1);
      }
    }
    for (int i = 0; i < graph.inDegree(node); i++) {
      int edge = graph.inEdge(node, i);
      if (counts(edge)) {
        change(graph.from(edge), -1, 0);
      }
    }
  }

  private void change(int node, int outBy, int inBy) {
    if (!taken[node]) {
      remove(node);
      out[node] += outBy;
      in[node] += inBy;
      add(node);
    }
  }

  private void add(int node) {
    int bucket =
        out[node] == 0 ? 0 : in[node] == 0 ? first.length - 1 : offset + out[node] - in[node];
    bucketOf[node] = bucket;
    following[node] = first[bucket];
    preceding[node] = NONE;
    if (first[bucket] != NONE) {
      preceding[first[bucket]] = node;
    }
    first[bucket] = node;
    if (bucket < first.length - 1) {
      highest = Math.max(highest, bucket);
    }
  }

  private void remove(int node) {
    int after = following[node];
    int before = preceding[node];
    if (after != NONE) {
      preceding[after] = before;
    }
    if (before != NONE) {
      following[before] = after;
    } else {
      first[bucketOf[node]] = after;
    }
  }
}
