package muster.plan;

import java.util.Arrays;
import muster.plan.graph.Graph;
import muster.plan.graph.Ranks;
import muster.plan.graph.Reduction;

/**
 * For each service, which others it waits for and which of them have to be up: as few as say all of
 * it. The two are apart because one can imply the other in the order and not in the need: where c
 * needs a, and is after b, which is after a, it is enough to wait for b, but if a fails, c fails.
 */
public final class Waits {
  private final Graph order;
  private final Graph needs;

  private Waits(Graph order, Graph needs) {
    this.order = order;
    this.needs = needs;
  }

  /**
   * Reduces a plan.
   *
   * @param ranks of the plan's graph
   */
  public static Waits of(Plan plan, Ranks ranks) {
    boolean[] hard = new boolean[plan.edges().size()];
    for (int edge = 0; edge < hard.length; edge++) {
      hard[edge] = plan.edges().get(edge).kind() == Dependency.Kind.NEEDS;
    }
    Graph needs = plan.graph().only(hard);
    return new Waits(
        plan.graph().only(Reduction.of(plan.graph(), ranks)),
        needs.only(Reduction.of(needs, Ranks.of(needs).orElseThrow())));
  }

  /**
   * @return the services, in increasing order, after which a service may start: when they are done,
   *     all that it is after are done
   */
  public int[] order(int node) {
    return before(order, node);
  }

  /**
   * @return the services, in increasing order, without which a service is not started: when they
   *     are up, all that it needs are up
   */
  public int[] needs(int node) {
    return before(needs, node);
  }

  private static int[] before(Graph graph, int node) {
    int[] nodes = new int[graph.inDegree(node)];
    Arrays.setAll(nodes, i -> graph.from(graph.inEdge(node, i)));
    Arrays.sort(nodes);
    return nodes;
  }
}
