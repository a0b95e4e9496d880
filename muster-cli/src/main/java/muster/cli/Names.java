package muster.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import muster.plan.Nearest;
import muster.plan.Plan;

/** What names of services and bundles stand for. */
final class Names {
  private Names() {}

  /**
   * The nodes, each once, in the order of the names.
   *
   * @param what of the message about a name that there is not, before the name
   */
  static Set<Integer> nodes(Plan plan, List<String> names, String what) throws Failure {
    Set<Integer> nodes = new LinkedHashSet<>();
    List<String> known = new ArrayList<>(plan.names());
    plan.bundles().forEach(bundle -> known.add(bundle.definition().name()));
    for (String name : names) {
      int at = known.indexOf(name);
      if (at < 0) {
        String meant = Nearest.question(name, known);
        throw new Failure(
            Main.UNKNOWN, what + " " + name, "there is no such service or bundle" + meant);
      } else if (at < plan.services().size()) {
        nodes.add(at);
      } else {
        nodes.addAll(plan.bundles().get(at - plan.services().size()).members());
      }
    }
    return nodes;
  }
}
