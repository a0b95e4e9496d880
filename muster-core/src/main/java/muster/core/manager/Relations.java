package muster.core.manager;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import muster.plan.Dependency.Kind;
import muster.plan.Plan;
import muster.plan.graph.Graph;
import muster.plan.graph.Ranks;

/** Who comes before whom, and because of what. */
final class Relations {
  private final Plan plan;
  private final Graph graph;
  private final Kind[] kinds;

  Relations(Plan plan) {
    this.plan = plan;
    graph = plan.graph();
    kinds = new Kind[plan.edges().size()];
    for (int edge = 0; edge < kinds.length; edge++) {
      kinds[edge] = plan.edges().get(edge).kind();
    }
  }

  /** How many say that the node comes after somebody. */
  int before(int node) {
    return graph.inDegree(node);
  }

  int earlier(int node, int index) {
    return graph.from(graph.inEdge(node, index));
  }

  Kind whyAfter(int node, int index) {
    return kinds[graph.inEdge(node, index)];
  }

  /** How many say that somebody comes after the node. */
  int after(int node) {
    return graph.outDegree(node);
  }

  int later(int node, int index) {
    return graph.to(graph.outEdge(node, index));
  }

  Kind whyBefore(int node, int index) {
    return kinds[graph.outEdge(node, index)];
  }

  /** The nodes and all that comes along when they start. */
  BitSet withWhatTheyStart(List<Integer> nodes) {
    BitSet all = new BitSet();
    nodes.forEach(all::set);
    return plan.withWhatTheyStart(all);
  }

  /** The nodes and all that they need, and so on. */
  BitSet withWhatTheyNeed(List<Integer> nodes) {
    BitSet all = new BitSet();
    Deque<Integer> open = begin(nodes, all);
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int i = 0; i < before(node); i++) {
        add(earlier(node, i), whyAfter(node, i) == Kind.NEEDS, all, open);
      }
    }
    return all;
  }

  /** The nodes and all that need them, and so on. */
  BitSet withWhoNeedsThem(List<Integer> nodes) {
    BitSet all = new BitSet();
    Deque<Integer> open = begin(nodes, all);
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int i = 0; i < after(node); i++) {
        add(later(node, i), whyBefore(node, i) == Kind.NEEDS, all, open);
      }
    }
    return all;
  }

  private static Deque<Integer> begin(List<Integer> nodes, BitSet all) {
    Deque<Integer> open = new ArrayDeque<>();
    for (int node : nodes) {
      add(node, true, all, open);
    }
    return open;
  }

  private static void add(int node, boolean wanted, BitSet all, Deque<Integer> open) {
    if (wanted && !all.get(node)) {
      all.set(node);
      open.add(node);
    }
  }

  /**
   * Of each node, the longest chain of starts that begins with its own.
   *
   * @param durations of each node, in milliseconds
   */
  long[] chains(long[] durations) {
    Ranks ranks = Ranks.of(graph).orElseThrow();
    long[] chains = durations.clone();
    for (int rank = ranks.count() - 1; rank >= 0; rank--) {
      for (int node : ranks.nodes(rank)) {
        long longest = 0;
        for (int i = 0; i < after(node); i++) {
          longest = Math.max(longest, chains[later(node, i)]);
        }
        chains[node] = durations[node] + longest;
      }
    }
    return chains;
  }
}
