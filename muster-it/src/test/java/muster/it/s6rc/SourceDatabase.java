package muster.it.s6rc;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import muster.plan.Definition;
import muster.plan.Plan;
import muster.plan.Program;
import muster.plan.Settings;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** A compiled set as lines, each with one thing that can be asked of s6-rc-db. */
final class SourceDatabase {
  private SourceDatabase() {}

  /** Names of a line are sorted, and so are the lines. */
  static String names(Iterable<String> names) {
    Set<String> sorted = new TreeSet<>();
    names.forEach(sorted::add);
    return String.join("|", sorted);
  }

  /** Which services and bundles there are, and which services they stand for or need. */
  static Set<String> graph(Plan plan) {
    Set<String> lines = new TreeSet<>();
    for (int node = 0; node < plan.services().size(); node++) {
      Definition service = plan.services().get(node);
      lines.add(service.work().kind() + " " + service.name());
      lines.add("direct " + service.name() + ": " + names(plan, before(plan, node)));
    }
    for (Plan.Bundle bundle : plan.bundles()) {
      BitSet members = new BitSet();
      bundle.members().forEach(members::set);
      String name = bundle.definition().name();
      lines.add("bundle " + name);
      lines.add("contents " + name + ": " + names(plan, members));
    }
    return lines;
  }

  /** The same, and what the services themselves are. */
  static Set<String> all(Plan plan) {
    Set<String> lines = graph(plan);
    for (Definition service : plan.services()) {
      Settings settings = service.settings();
      lines.add("up " + service.name() + ": " + settings.upMillis());
      lines.add("down " + service.name() + ": " + settings.downMillis());
      lines.add("essential " + service.name() + ": " + settings.essential());
      if (service.work() instanceof Work.Oneshot(var up, var down, _)) {
        lines.add("script up " + service.name() + ": " + words(up));
        lines.add("script down " + service.name() + ": " + words(down));
      }
    }
    return lines;
  }

  private static String words(@Nullable Program program) {
    return program instanceof Program.Arguments(List<String> words) ? String.join("|", words) : "";
  }

  private static BitSet before(Plan plan, int node) {
    BitSet before = new BitSet();
    for (int i = 0; i < plan.graph().inDegree(node); i++) {
      before.set(plan.graph().from(plan.graph().inEdge(node, i)));
    }
    return before;
  }

  private static String names(Plan plan, BitSet nodes) {
    return names(nodes.stream().mapToObj(plan::name).collect(Collectors.toList()));
  }
}
