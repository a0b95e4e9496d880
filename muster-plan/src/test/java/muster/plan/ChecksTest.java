package muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private final List<Definition> definitions = new ArrayList<>();

  // ---- readiness ----------------------------------------------------------------------------

  @Test
  void aNeededLongrunThatNeverSaysItIsReady() {
    longrun("db", new Readiness.None());
    longrun("web", new Readiness.None(), needs("db"));
    assertThat(check())
        .containsExactly(
            "readiness db:1:1: warning: db never says that it is ready: what needs it starts as"
                + " soon as it runs; let it notify, or say how to see that it serves"
                + " [web:1:1: note: web needs it]");
  }

  @Test
  void readinessIsEnoughAndSoIsAOneshot() {
    longrun("db", new Readiness.Descriptor(3));
    add("migrate", new Work.Oneshot(null, null), Settings.NONE, needs("db"));
    longrun("web", new Readiness.None(), needs("db"), needs("migrate"), wants("cache"));
    longrun("cache", new Readiness.None());
    assertThat(check()).isEmpty();
  }

  @Test
  void whatDoesNothingStartsNothingTooEarly() {
    longrun("db", new Readiness.None());
    add("all", new Work.Oneshot(null, null), Settings.NONE, needs("db"));
    assertThat(check()).isEmpty();
    longrun("web", new Readiness.Descriptor(3), needs("all"));
    assertThat(check()).hasSize(1).first().asString().contains("all needs it");
  }

  @Test
  void nobodyWaitsForALogger() {
    longrun("log", new Readiness.None());
    add("web", LONGRUN, logTo("log"), needs("log"));
    assertThat(check()).isEmpty();
  }

  @Test
  void manyWhoNeedItAreCounted() {
    longrun("db", new Readiness.None());
    for (int i = 0; i < 6; i++) {
      longrun("web" + i, new Readiness.None(), needs("db"));
    }
    assertThat(check().getFirst()).endsWith("web2 needs it, and so do 3 more]");
  }

  // ---- order --------------------------------------------------------------------------------

  @Test
  void anOrderThatBringsNothingAlong() {
    longrun("web", new Readiness.None(), after("db"));
    longrun("db", new Readiness.None());
    bundle("default", "web");
    assertThat(check())
        .containsExactly(
            "order web:1:1: hint: web starts after db, but does not bring it along; is a need"
                + " meant?",
            "unreachable db:1:1: hint: db is not in default and nothing there needs it");
  }

  @Test
  void anOrderBetweenThoseThatStartAnyway() {
    longrun("web", new Readiness.None(), after("db"));
    longrun("db", new Readiness.None());
    assertThat(check()).isEmpty();
  }

  @Test
  void anOrderThatANeedImplies() {
    longrun("other", new Readiness.None());
    bundle("default", "other");
    longrun("web", new Readiness.None(), after("disk"), needs("db"));
    longrun("db", new Readiness.Notify(), needs("disk"));
    longrun("disk", new Readiness.Notify());
    assertThat(check()).allMatch(line -> line.startsWith("unreachable"));
  }

  // ---- reach --------------------------------------------------------------------------------

  @Test
  void aBundleThatNothingNames() {
    longrun("web", new Readiness.None());
    longrun("extra", new Readiness.None());
    bundle("default", "inner");
    bundle("inner", "web");
    bundle("lost", "extra");
    bundle("alias", "web");
    assertThat(check())
        .containsExactly(
            "unreachable extra:1:1: hint: extra is not in default and nothing there needs it",
            "unreachable lost:1:1: hint: nothing names the bundle lost, and not all of it is in"
                + " default");
  }

  // ---- addresses ----------------------------------------------------------------------------

  @Test
  void twoOnOneAddress() {
    longrun("a", new Readiness.Tcp("127.0.0.1:80"));
    longrun("b", new Readiness.Http("http://127.0.0.1/health"));
    longrun("c", new Readiness.Tcp("127.0.0.1:81"));
    add("d", LONGRUN, listens("0.0.0.0:81"));
    add("e", LONGRUN, listens("/run/e.sock", "/run/e.sock"));
    add("f", LONGRUN, listens("/run/e.sock"));
    assertThat(check())
        .containsExactly(
            "address b:1:1: warning: b and a both listen on 127.0.0.1:80 [a:1:1: note: a is here]",
            "address d:1:1: warning: d and c both listen on 0.0.0.0:81 [c:1:1: note: c is here]",
            "address f:1:1: warning: f and e both listen on /run/e.sock [e:1:1: note: e is here]");
  }

  @Test
  void everyServiceThatComesToOthersAddressIsSaidOnce() {
    for (int i = 0; i < 5; i++) {
      add("s" + i, LONGRUN, listens("localhost:80"));
    }
    assertThat(check())
        .hasSize(4)
        .last()
        .asString()
        .startsWith("address s4:1:1: warning: s4 and s0 both listen on localhost:80")
        .contains("s2 is here")
        .doesNotContain("s3 is here");
  }

  @Test
  void oneServiceMaySayItsAddressTwice() {
    add(
        "a",
        new Work.Longrun(
            new Program.Script(""), null, 0, new Readiness.Tcp("[::1]:80"), Restart.S6, Stop.S6),
        listens("[::1]:80"));
    assertThat(check()).isEmpty();
  }

  // ---- names --------------------------------------------------------------------------------

  @Test
  void namesThatNobodyCanSay() {
    longrun("a b", new Readiness.None());
    longrun("c\u0007", new Readiness.None());
    longrun("grün", new Readiness.None());
    assertThat(check())
        .containsExactly(
            "name a b:1:1: warning: the name \"a b\" has a space or a control character in it;"
                + " most programs cannot say it",
            "name c\\x07:1:1: warning: the name \"c\\x07\" has a space or a control character in"
                + " it; most programs cannot say it");
  }

  @Test
  void windowsLineEnds() {
    longrun("a\r", new Readiness.None());
    assertThat(check())
        .containsExactly(
            "crlf a\\x0d:1:1: warning: the name a ends with a carriage return, because lines of the"
                + " file end with CR LF; convert it, as by dos2unix");
  }

  // ---- making sets --------------------------------------------------------------------------

  private static final Work LONGRUN =
      new Work.Longrun(new Program.Script(""), null, 0, new Readiness.None(), Restart.S6, Stop.S6);

  private record Said(Dependency.Kind kind, String on) {}

  private static Said needs(String on) {
    return new Said(Dependency.Kind.NEEDS, on);
  }

  private static Said wants(String on) {
    return new Said(Dependency.Kind.WANTS, on);
  }

  private static Said after(String on) {
    return new Said(Dependency.Kind.AFTER, on);
  }

  private void longrun(String name, Readiness readiness, Said... said) {
    Program run = new Program.Script("");
    add(name, new Work.Longrun(run, null, 0, readiness, Restart.S6, Stop.S6), Settings.NONE, said);
  }

  private void bundle(String name, String... members) {
    List<Work.Member> contents =
        Arrays.stream(members).map(m -> new Work.Member(m, Position.of(name))).toList();
    add(name, new Work.Bundle(contents), Settings.NONE);
  }

  private void add(String name, Work work, Settings settings, Said... said) {
    List<Dependency> dependencies = new ArrayList<>();
    for (Said each : said) {
      dependencies.add(new Dependency(each.kind, each.on, Position.of(name)));
    }
    definitions.add(new Definition(name, Position.of(name), work, dependencies, settings));
  }

  private static Settings logTo(String consumer) {
    return settings(new Log.To(consumer, Position.of("log")), List.of());
  }

  private static Settings listens(String... addresses) {
    return settings(Settings.NONE.log(), List.of(addresses));
  }

  private static Settings settings(Log log, List<String> addresses) {
    Settings none = Settings.NONE;
    Map<String, String> nothing = new LinkedHashMap<>();
    return new Settings(
        null,
        null,
        null,
        null,
        nothing,
        nothing,
        Attributes.NONE,
        0,
        0,
        false,
        none.onFailure(),
        none.onLoss(),
        log,
        addresses);
  }

  private List<String> check() {
    Findings findings = new Findings();
    Plan plan = Compiler.compile(new ServiceSet(definitions), findings);
    assertThat(findings.all()).isEmpty();
    Checks.run(plan, findings);
    return findings.all().stream()
        .map(f -> f.rule() + " " + f + (f.notes().isEmpty() ? "" : " " + f.notes()))
        .toList();
  }
}
