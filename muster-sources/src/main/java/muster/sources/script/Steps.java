package muster.sources.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import muster.plan.Definition;
import muster.plan.Plan;
import muster.plan.Waits;
import muster.plan.graph.Ranks;

/** The services of a plan, rank by rank. */
record Steps(List<List<Step>> ranks) {

  static Steps of(Plan plan, Ranks ranks) {
    Waits waits = Waits.of(plan, ranks);
    Step[] byNode = new Step[plan.services().size()];
    List<List<Step>> all = new ArrayList<>();
    int number = 0;
    for (int rank = 0; rank < ranks.count(); rank++) {
      List<Step> steps = new ArrayList<>();
      for (int node : ranks.nodes(rank)) {
        Definition service = plan.services().get(node);
        byNode[node] =
            new Step(
                ++number,
                service,
                steps(waits.order(node), byNode),
                steps(waits.needs(node), byNode),
                Start.of(service));
        steps.add(byNode[node]);
      }
      all.add(steps);
    }
    return new Steps(all);
  }

  private static List<Step> steps(int[] nodes, Step[] byNode) {
    return Arrays.stream(nodes).mapToObj(node -> byNode[node]).toList();
  }

  /** All of them, by their numbers. */
  List<Step> all() {
    return ranks.stream().flatMap(List::stream).toList();
  }
}
