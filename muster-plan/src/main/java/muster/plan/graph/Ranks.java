package muster.plan.graph;

import java.util.Arrays;
import java.util.Optional;

/**
 * The earliest start of each node: rank 0 has the nodes that wait for nothing, each other rank
 * those that wait for one of the rank before it. There is no order with fewer ranks, since there
 * are as many as nodes on the longest chain.
 */
public final class Ranks {
  private final int[] rank;
  private final int[] sorted;
  private final int[] starts;

  private Ranks(int[] rank, int[] sorted, int[] starts) {
    this.rank = rank;
    this.sorted = sorted;
    this.starts = starts;
  }

  /**
   * Takes time linear in nodes and edges.
   *
   * @return nothing if the graph has a cycle
   */
  public static Optional<Ranks> of(Graph graph) {
    int nodes = graph.nodes();
    int[] rank = new int[nodes];
    int[] waiting = new int[nodes];
    int[] queue = new int[nodes];
    int end = 0;
    for (int node = 0; node < nodes; node++) {
      waiting[node] = graph.inDegree(node);
      if (waiting[node] == 0) {
        queue[end++] = node;
      }
    }
    int last = -1;
    for (int next = 0; next < end; next++) {
      int node = queue[next];
      last = rank[node];
      for (int i = 0; i < graph.outDegree(node); i++) {
        int later = graph.to(graph.outEdge(node, i));
        if (--waiting[later] == 0) {
          rank[later] = last + 1; // the queue is in the order of ranks
          queue[end++] = later;
        }
      }
    }
    return end < nodes ? Optional.empty() : Optional.of(byRank(rank, last + 1));
  }

  private static Ranks byRank(int[] rank, int count) {
    int[] starts = new int[count + 1];
    for (int of : rank) {
      starts[of + 1]++;
    }
    for (int i = 0; i < count; i++) {
      starts[i + 1] += starts[i];
    }
    int[] sorted = new int[rank.length];
    int[] place = Arrays.copyOf(starts, starts.length);
    for (int node = 0; node < rank.length; node++) {
      sorted[place[rank[node]]++] = node;
    }
    return new Ranks(rank, sorted, starts);
  }

  /** How many ranks. */
  public int count() {
    return starts.length - 1;
  }

  /** The rank of a node, from 0. */
  public int rank(int node) {
    return rank[node];
  }

  /** The nodes of a rank, by their numbers. */
  public int[] nodes(int ofRank) {
    return Arrays.copyOfRange(sorted, starts[ofRank], starts[ofRank + 1]);
  }

  /** How many nodes the largest rank has. */
  public int width() {
    int width = 0;
    for (int i = 0; i < count(); i++) {
      width = Math.max(width, starts[i + 1] - starts[i]);
    }
    return width;
  }
}
