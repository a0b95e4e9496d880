package muster.plan.graph;

import java.util.Arrays;

/**
 * A directed graph on the nodes 0 to n-1. An edge from one to another says that the first comes
 * before the second. Edges have numbers too, in the order in which they were given; parallel edges
 * and edges from a node to itself are allowed. Never changes.
 */
public final class Graph {
  private final int nodes;
  private final int[] from;
  private final int[] to;

  /** The edges sorted by their first node, and where those of a node begin. */
  private final int[] out;

  private final int[] outStart;
  private final int[] in;
  private final int[] inStart;

  private Graph(int nodes, int[] from, int[] to) {
    this.nodes = nodes;
    this.from = from;
    this.to = to;
    this.outStart = starts(nodes, from);
    this.out = sorted(from, outStart);
    this.inStart = starts(nodes, to);
    this.in = sorted(to, inStart);
  }

  /**
   * @param from of each edge, the node that comes first
   * @param to of each edge, the node that comes later; as many
   */
  public static Graph of(int nodes, int[] from, int[] to) {
    if (from.length != to.length) {
      throw new IllegalArgumentException("an edge has two ends");
    }
    return new Graph(nodes, from.clone(), to.clone());
  }

  private static int[] starts(int nodes, int[] ends) {
    int[] starts = new int[nodes + 1];
    for (int node : ends) {
      starts[node + 1]++;
    }
    for (int node = 0; node < nodes; node++) {
      starts[node + 1] += starts[node];
    }
    return starts;
  }

  private static int[] sorted(int[] ends, int[] starts) {
    int[] place = Arrays.copyOf(starts, starts.length);
    int[] edges = new int[ends.length];
    for (int edge = 0; edge < ends.length; edge++) {
      edges[place[ends[edge]]++] = edge;
    }
    return edges;
  }

  /** How many nodes. */
  public int nodes() {
    return nodes;
  }

  /** How many edges. */
  public int edges() {
    return from.length;
  }

  /** The node that comes first. */
  public int from(int edge) {
    return from[edge];
  }

  /** The node that comes later. */
  public int to(int edge) {
    return to[edge];
  }

  /** How many edges leave a node. */
  public int outDegree(int node) {
    return outStart[node + 1] - outStart[node];
  }

  /** How many edges reach a node. */
  public int inDegree(int node) {
    return inStart[node + 1] - inStart[node];
  }

  /**
   * @param index from 0 to the out-degree, exclusively
   * @return the number of an edge that leaves the node; they come in the order of their numbers
   */
  public int outEdge(int node, int index) {
    return out[outStart[node] + index];
  }

  /**
   * @param index from 0 to the in-degree, exclusively
   * @return the number of an edge that reaches the node; they come in the order of their numbers
   */
  public int inEdge(int node, int index) {
    return in[inStart[node] + index];
  }

  /**
   * @param kept which edges stay, by their numbers; they are numbered anew, in the same order
   */
  public Graph only(boolean[] kept) {
    int count = 0;
    for (boolean keep : kept) {
      count += keep ? 1 : 0;
    }
    int[] newFrom = new int[count];
    int[] newTo = new int[count];
    int next = 0;
    for (int edge = 0; edge < from.length; edge++) {
      if (kept[edge]) {
        newFrom[next] = from[edge];
        newTo[next++] = to[edge];
      }
    }
    return new Graph(nodes, newFrom, newTo);
  }
}
