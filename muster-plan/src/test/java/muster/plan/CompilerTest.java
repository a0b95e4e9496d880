package muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompilerTest {
  private final List<Definition> definitions = new ArrayList<>();
  private final Findings findings = new Findings();

  @Test
  void bundlesAreNamesForAllThatIsInThem() {
    service("web", Dependency.Kind.NEEDS, "outer");
    bundle("outer", "inner", "a");
    bundle("inner", "b");
    service("a", Dependency.Kind.BEFORE, "b");
    service("b", Dependency.Kind.NEEDS);
    assertThat(edges()).containsExactly("a NEEDS web", "b NEEDS web", "a BEFORE b");
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void aBundleThatContainsItselfIsShownWithItsWholeCircle() {
    bundle("outer", "inner");
    bundle("inner", "innermost");
    bundle("innermost", "inner");
    bundle("self", "self");
    assertThat(edges()).isEmpty();
    assertThat(messages())
        .containsExactly(
            "innermost:1:1: error: the bundle inner contains itself; take it out of one of these",
            "self:1:1: error: the bundle self contains itself; take it out of one of these");
    assertThat(findings.all().getFirst().notes())
        .extracting(Finding.Note::text)
        .containsExactly("inner contains innermost", "innermost contains inner");
  }

  @Test
  void anEmptyBundleIsNothingToWaitFor() {
    service("web", Dependency.Kind.NEEDS, "none");
    bundle("none");
    assertThat(edges()).isEmpty();
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void aProducerNeedsItsLogger() {
    Settings none = Settings.NONE;
    Settings settings =
        new Settings(
            null,
            null,
            null,
            null,
            none.environment(),
            none.limits(),
            none.attributes(),
            0,
            0,
            false,
            none.onFailure(),
            none.onLoss(),
            new Log.To("log", Position.of("f")),
            List.of());
    definitions.add(
        new Definition("web", Position.of("f"), new Work.Milestone(), List.of(), settings));
    service("log", Dependency.Kind.NEEDS);
    assertThat(edges()).containsExactly("log NEEDS web");
  }

  @Test
  void aNameThatIsNotThereIsAnErrorOnlyWhereItIsNeeded() {
    service("web", Dependency.Kind.NEEDS, "databse");
    service("cron", Dependency.Kind.WANTS, "databse");
    service("database", Dependency.Kind.AFTER, "nothing-like-it");
    assertThat(edges()).isEmpty();
    assertThat(messages())
        .containsExactly(
            "web:1:1: error: web needs databse, which is not defined; did you mean database?",
            "cron:1:1: warning: cron wants databse, which is not defined; did you mean database?",
            "database:1:1: warning: database is after nothing-like-it, which is not defined");
  }

  @Test
  void whatABundleLacksIsSaidOnce() {
    bundle("outer", "inner");
    bundle("inner", "ghost");
    assertThat(edges()).isEmpty();
    assertThat(messages())
        .containsExactly("inner:1:1: error: inner contains ghost, which is not defined");
  }

  @Test
  void theSecondOfANameIsRefusedAndTheFirstNamed() {
    service("a", Dependency.Kind.NEEDS);
    bundle("a");
    assertThat(edges()).isEmpty();
    assertThat(messages())
        .containsExactly("a:1:1: error: a is defined twice; rename or remove one");
    assertThat(findings.all().getFirst().notes()).hasSize(1);
  }

  @Test
  void bundlesInBundlesMayBeDeeperThanAnyStack() {
    int depth = 50_000;
    for (int i = 0; i < depth; i++) {
      bundle("b" + i, i + 1 < depth ? "b" + (i + 1) : "end");
    }
    service("end", Dependency.Kind.NEEDS);
    Plan plan = compile();
    assertThat(plan.bundles()).hasSize(depth).allMatch(b -> b.members().equals(List.of(0)));
  }

  private void service(String name, Dependency.Kind kind, String... on) {
    List<Dependency> dependencies =
        Arrays.stream(on).map(other -> new Dependency(kind, other, Position.of(name))).toList();
    definitions.add(
        new Definition(name, Position.of(name), new Work.Milestone(), dependencies, Settings.NONE));
  }

  private void bundle(String name, String... members) {
    List<Work.Member> contents =
        Arrays.stream(members).map(m -> new Work.Member(m, Position.of(name))).toList();
    definitions.add(
        new Definition(
            name, Position.of(name), new Work.Bundle(contents), List.of(), Settings.NONE));
  }

  private Plan compile() {
    return Compiler.compile(new ServiceSet(definitions), findings);
  }

  private List<String> edges() {
    Plan plan = compile();
    return plan.edges().stream()
        .map(e -> plan.name(e.from()) + " " + e.kind() + " " + plan.name(e.to()))
        .toList();
  }

  private List<String> messages() {
    return findings.all().stream().map(Finding::toString).toList();
  }
}
