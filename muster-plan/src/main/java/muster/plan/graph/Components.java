package muster.plan.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The strongly connected components that have a cycle: groups of nodes each of which comes before
 * itself. In one pass, without recursion.
 *
 * <p>Source: Tarjan, Depth-first search and linear graph algorithms, 1972.
 */
final class Components {
  private static final int UNSEEN = -1;

  private final Graph graph;
  private final int[] number;
  private final int[] low;
  private final boolean[] open;
  private final int[] next;
  private final IntStack path = new IntStack();
  private final IntStack waiting = new IntStack();
  private final List<int[]> cyclic = new ArrayList<>();
  private int numbered;

  private Components(Graph graph) {
    this.graph = graph;
    number = new int[graph.nodes()];
    Arrays.fill(number, UNSEEN);
    low = new int[graph.nodes()];
    open = new boolean[graph.nodes()];
    next = new int[graph.nodes()];
  }

  /** Each component's nodes in increasing order; the components by their first nodes. */
  static List<int[]> cyclic(Graph graph) {
    Components components = new Components(graph);
    for (int node = 0; node < graph.nodes(); node++) {
      if (components.number[node] == UNSEEN) {
        components.visit(node);
      }
    }
    components.cyclic.sort((a, b) -> Integer.compare(a[0], b[0]));
    return components.cyclic;
  }

  private void visit(int root) {
    enter(root);
    while (!path.isEmpty()) {
      int node = path.top();
      if (next[node] < graph.outDegree(node)) {
        int later = graph.to(graph.outEdge(node, next[node]++));
        if (number[later] == UNSEEN) {
          enter(later);
        } else if (open[later]) {
          low[node] = Math.min(low[node], number[later]);
        }
      } else {
        path.pop();
        leave(node);
        if (!path.isEmpty()) {
          low[path.top()] = Math.min(low[path.top()], low[node]);
        }
      }
    }
  }

  private void enter(int node) {
    number[node] = numbered;
    low[node] = numbered++;
    open[node] = true;
    path.push(node);
    waiting.push(node);
  }

  private void leave(int node) {
    if (low[node] < number[node]) {
      return;
    }
    IntStack component = new IntStack();
    int member;
    do {
      member = waiting.pop();
      open[member] = false;
      component.push(member);
    } while (member != node);
    int[] nodes = component.toArray();
    if (nodes.length > 1 || hasLoop(node)) {
      Arrays.sort(nodes);
      cyclic.add(nodes);
    }
  }

  private boolean hasLoop(int node) {
    for (int i = 0; i < graph.outDegree(node); i++) {
      if (graph.to(graph.outEdge(node, i)) == node) {
        return true;
      }
    }
    return false;
  }
}
