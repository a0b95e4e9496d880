package muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CyclesTest {
  private final List<Definition> definitions = new ArrayList<>();

  @Test
  void eachEdgeIsNamedWithItsPlace() {
    service("a", 1, needs("c", 1));
    service("b", 2, needs("a", 2));
    service("c", 3, needs("b", 3));
    service("d", 4, needs("c", 4), needs("d", 5));
    List<Finding> found = report();
    assertThat(found)
        .extracting(Finding::toString)
        .containsExactly(
            "f:2:1: error: a cycle: a -> b -> c -> a; to break it, take away that b needs a, or use"
                + " --break-cycles",
            "f:5:1: error: a cycle: d -> d; to break it, take away that d needs d, or use"
                + " --break-cycles");
    assertThat(found.getFirst().notes())
        .extracting(Finding.Note::toString)
        .containsExactly(
            "f:2:1: note: b needs a", "f:3:1: note: c needs b", "f:1:1: note: a needs c");
  }

  @Test
  void theRestOfALargeGroupIsCounted() {
    service("a", 1, needs("b", 1), needs("d", 2));
    service("b", 2, needs("a", 3));
    service("c", 3, needs("b", 4));
    service("d", 4, needs("c", 5));
    assertThat(report()).hasSize(1);
    assertThat(report().getFirst().text()).contains("(and 2 more are in a circle with them)");
  }

  @Test
  void aLongCycleIsShownByItsEnds() {
    IntStream.range(0, 30).forEach(i -> service("s" + i, i, needs("s" + (i + 29) % 30, i)));
    assertThat(report().getFirst().text()).contains("s11 -> ... -> s29 -> s0;");
    assertThat(report().getFirst().notes()).hasSize(30);
  }

  @Test
  void aSoftEdgeIsCutFirst() {
    service("a", 1, needs("b", 1));
    service("b", 2, new Dependency(Dependency.Kind.AFTER, "a", new Position("f", 2, 1)));
    Plan plan = Compiler.compile(new ServiceSet(definitions), new Findings());
    assertThat(Cycles.cut(plan)).containsExactly(true, false);
  }

  private List<Finding> report() {
    Findings findings = new Findings();
    Plan plan = Compiler.compile(new ServiceSet(definitions), findings);
    Cycles.report(plan, findings);
    return findings.all();
  }

  private static Dependency needs(String on, int line) {
    return new Dependency(Dependency.Kind.NEEDS, on, new Position("f", line, 1));
  }

  private void service(String name, int line, Dependency... dependencies) {
    definitions.add(
        new Definition(
            name,
            new Position("f", line, 1),
            new Work.Milestone(),
            List.of(dependencies),
            Settings.NONE));
  }
}
