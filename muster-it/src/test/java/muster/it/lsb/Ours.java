package muster.it.lsb;

import static java.util.stream.Collectors.toCollection;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import muster.plan.Compiler;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.Severity;
import muster.plan.graph.Ranks;
import muster.sources.DiskTree;
import muster.sources.Format;
import muster.sources.Runlevel;
import muster.sources.Sources;

/**
 * What Muster makes of a tree.
 *
 * @param refusals the rules of the errors
 * @param order of all scripts; what is done in another step is not in it
 */
record Ours(Set<String> refusals, Order order, List<Finding> findings) {
  /** The names of the bundles of what is done in a first step. */
  private static final Set<String> FIRST_STEPS = Set.of("rcS", "rc0-stop");

  static Ours of(Path root, Optional<Runlevel> runlevel) {
    Findings findings = new Findings();
    Plan plan =
        Compiler.compile(
            Sources.read(
                Format.LSB,
                List.of(Insserv.scripts(root).toString()),
                runlevel,
                new DiskTree(InputStream.nullInputStream()),
                findings),
            findings);
    Set<String> refusals =
        findings.all().stream()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .map(Finding::rule)
            .collect(toCollection(TreeSet::new));
    if (Ranks.of(plan.graph()).isEmpty()) {
      refusals.add("cycle");
    }
    return new Ours(refusals, order(plan), findings.all());
  }

  private static Order order(Plan plan) {
    Set<Integer> first = new TreeSet<>();
    for (Plan.Bundle bundle : plan.bundles()) {
      if (FIRST_STEPS.contains(bundle.definition().name())) {
        first.addAll(bundle.members());
      }
    }
    Map<String, Set<String>> before = new TreeMap<>();
    for (int node = 0; node < plan.services().size(); node++) {
      before.put(plan.name(node), new TreeSet<>());
    }
    for (Plan.Edge edge : plan.edges()) {
      if (first.contains(edge.from()) == first.contains(edge.to())) {
        before
            .computeIfAbsent(plan.name(edge.to()), _ -> new TreeSet<>())
            .add(plan.name(edge.from()));
      }
    }
    return new Order(before);
  }
}
