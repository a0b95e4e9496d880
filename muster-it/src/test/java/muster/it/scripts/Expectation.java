package muster.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.plan.Dependency;
import muster.plan.Plan;
import muster.plan.graph.Ranks;

/** What has to come of a plan, worked out from all of its edges without any reduction. */
final class Expectation {
  private final Plan plan;
  private final RandomPlan random;
  private final List<BitSet> before = new ArrayList<>();
  private final BitSet skipped = new BitSet();
  private final BitSet down = new BitSet();

  Expectation(RandomPlan random, Ranks ranks) {
    this.random = random;
    this.plan = random.plan;
    plan.services().forEach(_ -> before.add(new BitSet()));
    for (int rank = 0; rank < ranks.count(); rank++) {
      for (int node : ranks.nodes(rank)) {
        for (Plan.Edge edge : edgesTo(node)) {
          before.get(node).set(edge.from());
          before.get(node).or(before.get(edge.from()));
        }
        skipped.set(node, edgesTo(node).stream().anyMatch(this::lost));
        down.set(node, skipped.get(node) || random.code(node) != 0);
      }
    }
  }

  private List<Plan.Edge> edgesTo(int node) {
    return plan.edges().stream().filter(edge -> edge.to() == node).toList();
  }

  private boolean lost(Plan.Edge edge) {
    return edge.kind() == Dependency.Kind.NEEDS && down.get(edge.from());
  }

  /** Is it not started because of another? */
  boolean isSkipped(int node) {
    return skipped.get(node);
  }

  boolean fails() {
    return !down.isEmpty();
  }

  /** Checks what recorders wrote: starts and ends, in the order in which they were. */
  void check(List<String> records) {
    Map<String, Integer> place = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      assertThat(place.put(records.get(i), i)).as("a second %s", records.get(i)).isNull();
    }
    for (int node = 0; node < plan.services().size(); node++) {
      String name = plan.name(node);
      if (skipped.get(node) || !random.recorded(node)) {
        assertThat(place).doesNotContainKeys("s" + name, "e" + name);
      } else {
        assertThat(place).containsKeys("s" + name, "e" + name);
        checkOrder(place, node);
      }
    }
    assertThat(place.size() % 2).isZero();
  }

  private void checkOrder(Map<String, Integer> place, int node) {
    int start = place.getOrDefault("s" + plan.name(node), -1);
    before.get(node).stream()
        .forEach(earlier ->
            assertThat(place.getOrDefault("e" + plan.name(earlier), -1))
                .as("the end of %s before the start of %s", plan.name(earlier), plan.name(node))
                .isLessThan(start));
  }

  /** Checks that exactly what failed, and what was not started because of that, is named. */
  void checkErrors(String said) {
    String rest = said;
    for (int node = 0; node < plan.services().size(); node++) {
      List<String> right = new ArrayList<>();
      String cannot = "muster: cannot start " + plan.name(node) + ": ";
      if (skipped.get(node)) {
        edgesTo(node).stream()
            .filter(this::lost)
            .forEach(edge -> right.add(cannot + "it needs " + plan.name(edge.from()) + "\n"));
      } else if (random.code(node) != 0) {
        right.add(cannot + "exit code " + random.code(node) + "\n");
      }
      if (!right.isEmpty()) {
        String line = right.stream().filter(rest::contains).findFirst().orElse("");
        assertThat(line).as("one of %s in %s", right, said).isNotEmpty();
        int at = rest.indexOf(line);
        rest = rest.substring(0, at) + rest.substring(at + line.length());
      }
    }
    assertThat(rest.replaceAll("make: \\*\\*\\* \\[.*: all] Error 1\n", "")).isEmpty();
  }
}
