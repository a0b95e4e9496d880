package muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.List;
import muster.kernel.LinuxKernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that read what a daemon has written, with files as one writes them. */
class ReadingTest {
  private static final String TRACE =
      """
      1000 1000 began 4711 boot
      2000 2000 asked 1 start web db
      2000 2000 service db starting wanted=1 pid=7
      3000 3000 service db up wanted=1 ready=1 pid=7
      4000 4000 service web failed wanted=1 status=256
      4000 4000 answered 1 1
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void aDaemonHasWritten() throws IOException {
    Path set = Files.writeString(directory.resolve("set"), "db web\n");
    assertThat(run("compile", "-o", file("plan"), "--from", "tsort", set.toString())).isZero();
    Files.writeString(directory.resolve("trace"), TRACE);
    Files.writeString(directory.resolve("lock"), ProcessHandle.current().pid() + "\n");
  }

  @Test
  void status() {
    assertThat(run("status", "--run", directory.toString())).isZero();
    assertThat(out()).contains("db ").contains("exited 1").endsWith("2 services: 1 up, 1 failed\n");
    assertThat(run("status", "--ready", "--run", directory.toString(), "db")).isZero();
    assertThat(run("status", "--ready", "--run", directory.toString())).isEqualTo(1);
    assertThat(run("status", "--run", directory.toString(), "dbb")).isEqualTo(3);
    assertThat(err())
        .isEqualTo(
            "muster: cannot show the status of dbb: there is no such service; did you mean db?\n");
  }

  @Test
  void namesForCompletionNeedNoDaemon() throws IOException {
    Files.delete(directory.resolve("lock"));
    assertThat(run("status", "--names", "--run", directory.toString())).isZero();
    assertThat(out()).isEqualTo("db\nweb\n");
  }

  @Test
  void why() {
    assertThat(run("why", "web", "--run", directory.toString())).isZero();
    assertThat(out()).startsWith("web failed: run exited 1 (");
    assertThat(run("why", "wbe", "--run", directory.toString())).isEqualTo(3);
    assertThat(err()).contains("did you mean web?").hasLineCount(1);
  }

  /** A bundle of one is that one. */
  @Test
  void whyABundle() throws IOException {
    String text = "[db]\nrun = 'x'\n[web]\nrun = 'x'\n[all]\nbundle = ['db', 'web']\n";
    Path set = directory.resolve("set.toml");
    Files.writeString(set, text + "[one]\nbundle = ['web']\n");
    assertThat(run("compile", "-o", file("plan"), set.toString())).isZero();
    assertThat(run("why", "one", "--run", directory.toString())).isZero();
    assertThat(out()).startsWith("web failed: run exited 1 (");
    assertThat(run("why", "all", "--run", directory.toString())).isEqualTo(3);
    assertThat(err())
        .isEqualTo(
            "muster: cannot say why all: it is a bundle; ask for one of the services in it\n");
  }

  @Test
  void chart() throws IOException {
    Files.delete(directory.resolve("lock")); // what was recorded stays worth seeing
    assertThat(run("chart", "--run", directory.toString())).isZero();
    assertThat(out()).startsWith("2 services, 1 ready after ");
    out.reset();
    assertThat(run("chart", "--to", "svg", "--run", directory.toString())).isZero();
    assertThat(out()).startsWith("<svg ");
    assertThat(run("chart", "--to", "png", "--run", directory.toString())).isEqualTo(100);
  }

  @Test
  void whatWasRecordedIsReadBack() throws IOException {
    String set = file("set");
    Path chart = directory.resolve("chart.json");
    Files.writeString(directory.resolve("trace"), TRACE.replace("3000 3000", "3000 1502002000"));
    assertThat(run("chart", "--to", "json", "--run", directory.toString())).isZero();
    Files.writeString(chart, out());
    String text = Files.writeString(directory.resolve("text"), "db 1502\n").toString();
    for (String durations : List.of(file("trace"), chart.toString(), text)) {
      out.reset();
      assertThat(run("plan", "--durations", durations, "--what-if", "db=2", "--from=tsort", set))
          .isZero();
      assertThat(out())
          .contains("All is up after 1.502 s")
          .endsWith("With db=2 all would be up after 0.002 s, 1.500 s sooner.\n");
    }
    assertThat(err())
        .isEqualTo(
            chart
                + ":20:5: warning: web was not tried: how long it would have taken is not"
                + " known\n");
  }

  @Test
  void aStartThatADaemonDidNotLiveToSeeIsNoneOfTheNext() throws IOException {
    Files.writeString(
        directory.resolve("trace"),
        """
        1 1000 began 4711 boot
        2 2000 service db starting wanted=1 pid=7
        5 5000000000 began 4712 boot
        6 6000000000 service db starting wanted=1 pid=8
        7 6500000000 service db up wanted=1 ready=1 pid=8
        """);
    assertThat(run("plan", "--durations", file("trace"), "--from=tsort", file("set"))).isZero();
    assertThat(out()).contains("All is up after 0.500 s");
  }

  @Test
  void aNameInTheDaemonsFileIsAWord() throws IOException {
    Path set = Files.writeString(directory.resolve("set.toml"), "['a b']\nrun = 'true'\n");
    for (String written : List.of("a\\sb 7\n", "a b 7\n")) {
      out.reset();
      String durations = Files.writeString(directory.resolve("durations"), written).toString();
      assertThat(run("plan", "--durations", durations, set.toString())).isZero();
      assertThat(out()).contains("All is up after 0.007 s");
    }
    assertThat(err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"form\"; 1}|1:8: error: this is no JSON: want :, not ;",
        "{\"form\": \"other\"}|1:1: error: this is JSON, but no chart",
        "{\"form\": \"muster-chart\", \"version\": 2}|1:1: error: this chart is of another version",
        "{\"form\": \"muster-chart\", \"version\": 1}|1:1: error: this chart has no list",
        "CHART{}]}|1:54: error: want an object with name and took_ms",
        "CHART{\"name\": \"db\", \"took_ms\": -1}]}|1:80: error: want milliseconds",
        "CHART{\"name\": \"bd\", \"took_ms\": 1}]}|1:54: warning: there is no service bd; did",
        "1 1 began 4 x\\n1 1 service a starting\\n1 2 service a up ready=1\\n1 1 servce|4:1: warning: this is no record of a trace",
        "1 1 began 4 x|1:1: warning: no start is recorded in this trace",
        "db 1\\ndb|2:1: error: want NAME MILLISECONDS",
      })
  void whatCannotBeReadBackSaysWhere(String text, String message) throws IOException {
    String chart = "{\"form\": \"muster-chart\", \"version\": 1, \"services\": [ ";
    Path durations = directory.resolve("durations");
    Files.writeString(durations, text.replace("CHART", chart).replace("\\n", "\n") + "\n");
    int code = run("plan", "--durations", durations.toString(), "--from=tsort", file("set"));
    assertThat(err()).contains(durations + ":" + message);
    assertThat(code).isEqualTo(message.contains("error") ? 1 : 0);
  }

  @Test
  void withoutADaemonThereIsNoStatus() throws IOException {
    Files.writeString(directory.resolve("lock"), "999999999\n");
    assertThat(run("status", "--run", directory.toString())).isEqualTo(4);
    assertThat(run("why", "web", "--run", directory.toString())).isEqualTo(4);
    assertThat(run("events", "--run", file("nowhere"))).isEqualTo(4);
    assertThat(err()).hasLineCount(3).contains("none runs at " + directory);
    assertThat(out()).isEmpty();
  }

  @Test
  void aFollowedTraceIsToldOnceThoughItIsRenamed() throws IOException {
    Path trace = directory.resolve("trace");
    try (TraceFollower all = new TraceFollower(directory, true);
        TraceFollower fromNow = new TraceFollower(directory, false)) {
      assertThat(all.next()).hasSize(6);
      assertThat(fromNow.next()).isEmpty();
      append(trace, "5000 5000 service web wai");
      assertThat(all.next()).isEmpty();
      append(trace, "ting wanted=1\n5500 5500 service web starting wanted=1\n");
      Files.move(trace, directory.resolve("trace.old"), StandardCopyOption.REPLACE_EXISTING);
      // A new file begins with how all services are.
      append(trace, "1000 1000 began 4711 boot\n5500 5500 service web starting wanted=1\n");
      append(trace, "6000 6000 service web up ready=1 wanted=1\n");
      assertThat(all.next()).hasSize(3);
      assertThat(fromNow.next()).hasSize(3);
      assertThat(fromNow.lost()).isFalse();
      Files.writeString(trace, "");
      Files.delete(trace);
      append(trace, "7000 7000 service web down\n"); // two generations on: one was missed
      assertThat(fromNow.next()).hasSize(1);
      assertThat(fromNow.lost()).isTrue();
      assertThat(fromNow.lost()).isFalse();
    }
  }

  /** Also when the log has just been rotated, and when it has none of its own. */
  @Test
  void theLastLinesOfALog() throws IOException {
    Path log = Files.createDirectories(directory.resolve("logs/web"));
    append(log.resolve("@4000000069283d8a00000000.s"), "@4000000069283d8900000000 old\nraw\n");
    append(log.resolve("current"), "@4000000069283d8b00000000 new\n");
    Path rest = Files.createDirectories(directory.resolve("catch-all"));
    append(rest.resolve("current"), "@4000000069283d8900000000 db: of db\n");
    RunDirectory run = new RunDirectory(directory.toString(), false);
    assertThat(LogTail.read(run, "web", 2, ZoneOffset.UTC))
        .containsExactly("12:00:36 raw", "12:00:38 new");
    assertThat(LogTail.read(run, "db", 2, ZoneOffset.UTC)).containsExactly("12:00:36 of db");
    assertThat(LogTail.read(run, "none", 2, ZoneOffset.UTC)).isEmpty();
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private int run(String... arguments) {
    return new Main(LinuxKernel::new, stream(out), stream(err)).run(List.of(arguments));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }
}
