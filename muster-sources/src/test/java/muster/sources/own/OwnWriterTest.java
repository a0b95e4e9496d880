package muster.sources.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import muster.plan.Attributes;
import muster.plan.Definition;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Log;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Restart;
import muster.plan.Retry;
import muster.plan.ServiceSet;
import muster.plan.Settings;
import muster.plan.Stop;
import muster.plan.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnWriterTest {
  private static final Position AT = new Position("s6/web", 1, 1);

  private static String write(ServiceSet set) {
    Findings findings = new Findings();
    String text = OwnWriter.write(set, findings);
    assertThat(findings.all()).isEmpty();
    return text;
  }

  private static List<Definition> read(String text) {
    Findings findings = new Findings();
    List<Definition> definitions = OwnReader.read("-", text, findings);
    assertThat(findings.all()).as(text).isEmpty();
    return definitions;
  }

  static IntStream seeds() {
    return IntStream.range(0, 2000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasWrittenIsRead(int seed) {
    ServiceSet set = RandomSet.make(new SplittableRandom(seed));
    String text = write(set);
    List<Definition> read = read(text);
    assertThat(Placeless.of(read)).as(text).isEqualTo(Placeless.of(set.definitions()));
    assertThat(write(new ServiceSet(read))).isEqualTo(text);
  }

  // ---- how it looks -------------------------------------------------------------------------

  private static ServiceSet longrun(Program run, Settings settings) {
    return one(
        new Work.Longrun(
            run,
            null,
            ServiceDraft.FINISH_MILLIS,
            new Readiness.None(),
            ServiceDraft.RESTART,
            ServiceDraft.STOP),
        settings);
  }

  private static ServiceSet one(Work work, Settings settings) {
    return new ServiceSet(List.of(new Definition("web", AT, work, List.of(), settings)));
  }

  private static Settings settings(Log log, Map<String, String> environment) {
    return new Settings(
        null,
        null,
        null,
        null,
        environment,
        Map.of(),
        Attributes.NONE,
        0,
        0,
        false,
        Settings.OnFailure.NOTHING,
        Settings.OnLoss.KEEP,
        log,
        List.of());
  }

  private static final Settings USUAL = settings(ServiceDraft.LOG, Map.of());

  @Test
  void whatIsAsByDefaultIsLeftOut() {
    assertThat(write(longrun(new Program.Arguments(List.of("serve", "-p", "80")), USUAL)))
        .isEqualTo("[web]\nrun = [\"serve\", \"-p\", \"80\"]\n");
  }

  @Test
  void whatS6DoesIsSaid() {
    Work work =
        new Work.Longrun(
            new Program.Arguments(List.of("./run")),
            null,
            5000,
            new Readiness.Descriptor(3),
            Restart.S6,
            Stop.S6);
    assertThat(write(one(work, Settings.NONE)))
        .isEqualTo(
            """
            [web]
            run = ["./run"]
            ready = { fd = 3 }
            restart = { max-delay = "1s" }
            stop = { timeout = "none", kill = "process" }
            log = "catch-all"
            """);
  }

  @Test
  void retriesAreSaidIfThereAreAny() {
    Program up = new Program.Script("a");
    assertThat(write(one(new Work.Oneshot(up, null, new Retry(1, 1000, 30_000)), USUAL)))
        .isEqualTo("[web]\nup = \"a\"\nretry = { times = 1 }\n");
    assertThat(write(one(new Work.Oneshot(up, null, new Retry(5, 200, 200)), USUAL)))
        .endsWith("retry = { times = 5, delay = \"200ms\", max-delay = \"200ms\" }\n");
    assertThat(write(one(new Work.Oneshot(up, null), USUAL))).isEqualTo("[web]\nup = \"a\"\n");
  }

  @Test
  void quotesAreThoseInWhichLeastIsEscaped() {
    List<String> words = List.of("a", "\"b\"", "c\\d", "it's \"e\"", "f\ng\t");
    assertThat(write(longrun(new Program.Arguments(words), USUAL)))
        .isEqualTo(
            """
            [web]
            run = ["a", '"b"', 'c\\d', "it's \\"e\\"", "f\\ng\\t"]
            """);
  }

  @Test
  void scriptsStayScripts() {
    assertThat(write(longrun(new Program.Script("cd \"$HOME\"\nexec ./serve\n"), USUAL)))
        .isEqualTo(
            """
            [web]
            run = '''
            cd "$HOME"
            exec ./serve
            '''
            """);
  }

  @Test
  void longListsHaveALineForEach() {
    List<String> words = List.of("x".repeat(60), "y".repeat(60));
    assertThat(write(longrun(new Program.Arguments(words), USUAL)))
        .isEqualTo("[web]\nrun = [\n  \"%s\",\n  \"%s\",\n]\n".formatted(words.toArray()));
  }

  @Test
  void longTablesHaveALineForEachKey() {
    Map<String, String> environment = new java.util.LinkedHashMap<>();
    environment.put("LONG", "x".repeat(60));
    environment.put("a b", "y".repeat(60));
    assertThat(
            write(
                longrun(
                    new Program.Arguments(List.of("x")), settings(ServiceDraft.LOG, environment))))
        .isEqualTo(
            "[web]\nrun = [\"x\"]\nenvironment.LONG = \"%s\"\nenvironment.\"a b\" = \"%s\"\n"
                .formatted(environment.values().toArray()));
  }

  // ---- what cannot be said ------------------------------------------------------------------

  private static void assertLeftOut(ServiceSet set, String text, String... warnings) {
    Findings findings = new Findings();
    assertThat(OwnWriter.write(set, findings)).isEqualTo(text);
    assertThat(findings.all().stream().map(Finding::toString)).containsExactly(warnings);
    read(text);
  }

  @Test
  void whatCannotBeSaidIsToldAndLeavesAComment() {
    assertLeftOut(
        longrun(new Program.Arguments(List.of("x")), settings(new Log.OwnLogger(), Map.of())),
        """
        [web]
        run = ["x"]
        # log cannot be written: its service directory has a logger of its own
        """,
        "s6/web:1:1: warning: web has a log that this format cannot say: its service directory has"
            + " a logger of its own");
    assertLeftOut(
        longrun(
            new Program.Arguments(List.of("x")), settings(ServiceDraft.LOG, Map.of("a", "\ud800"))),
        """
        [web]
        run = ["x"]
        # environment cannot be written: there is half a character in it
        """,
        "s6/web:1:1: warning: web has a environment that this format cannot say: there is half a"
            + " character in it");
  }

  @Test
  void aNameThatCannotBeIsAnError() {
    for (String name : List.of("a/b", ".a", "a\nb", "", "\ud800")) {
      Findings findings = new Findings();
      ServiceSet set =
          new ServiceSet(
              List.of(new Definition(name, AT, new Work.Oneshot(null, null), List.of(), USUAL)));
      assertThat(OwnWriter.write(set, findings)).isEmpty();
      assertThat(findings.failed()).isTrue();
    }
  }
}
