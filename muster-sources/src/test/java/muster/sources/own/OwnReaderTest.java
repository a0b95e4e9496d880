package muster.sources.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import muster.plan.Attributes;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Log;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Restart;
import muster.plan.Retry;
import muster.plan.Settings;
import muster.plan.Stop;
import muster.plan.Work;
import muster.sources.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnReaderTest {
  private static List<Definition> readAll(String file, String text) {
    Findings findings = new Findings();
    List<Definition> definitions = OwnReader.read(file, text, findings);
    assertThat(findings.all()).as(text).isEmpty();
    return definitions;
  }

  /** Of a file that defines one service. */
  private static Definition read(String text) {
    return readAll("-", text).getFirst();
  }

  private static Work.Longrun longrun(String keys) {
    return (Work.Longrun) read("[x]\nrun = ['x']\n" + keys).work();
  }

  private static Settings settings(String keys) {
    return read("[x]\nrun = ['x']\n" + keys).settings();
  }

  private static String wrong(String text) {
    Findings findings = new Findings();
    OwnReader.read("f", text, findings);
    StringBuilder lines = new StringBuilder();
    for (Finding finding : findings.all()) {
      lines.append(finding).append('\n');
      finding.notes().forEach(note -> lines.append(note).append('\n'));
    }
    return lines.toString();
  }

  // ---- kinds --------------------------------------------------------------------------------

  @Test
  void theKeysSayWhatItIs() {
    assertThat(read("x.run = ['a', 'b']").work())
        .isEqualTo(
            new Work.Longrun(
                new Program.Arguments(List.of("a", "b")),
                null,
                5000,
                new Readiness.None(),
                new Restart(Restart.When.ALWAYS, 1000, 30_000, 0, 0),
                new Stop("TERM", null, 10_000, false, Stop.Kill.GROUP)));
    assertThat(read("x.up = 'a'").work())
        .isEqualTo(new Work.Oneshot(new Program.Script("a"), null));
    assertThat(read("x.down = 'a'").work())
        .isEqualTo(new Work.Oneshot(null, new Program.Script("a")));
    assertThat(read("x.up = []").work()).isEqualTo(new Work.Oneshot(null, null));
    assertThat(read("x.bundle = []").work()).isEqualTo(new Work.Bundle(List.of()));
    assertThat(read("[x]").work()).isEqualTo(new Work.Milestone());
    assertThat(read("x = {}").work()).isEqualTo(new Work.Milestone());
  }

  @Test
  void whatNothingIsSaidOfIsAsByDefault() {
    assertThat(settings(""))
        .isEqualTo(
            new Settings(
                null,
                null,
                null,
                null,
                java.util.Map.of(),
                java.util.Map.of(),
                Attributes.NONE,
                0,
                0,
                false,
                Settings.OnFailure.NOTHING,
                Settings.OnLoss.KEEP,
                new Log.Files(10, 1_000_000),
                List.of()));
    assertThat(read("[x]").settings()).isEqualTo(Settings.NONE);
  }

  // ---- places -------------------------------------------------------------------------------

  @Test
  void everythingHasItsPlace() {
    List<Definition> set =
        readAll("f", "[a]\nneeds = [\"b\",\n  \"c\"]\n\n  [ \"b\" ]\nbundle = ['a']\n");
    assertThat(set.getFirst().at()).hasToString("f:1:2");
    assertThat(set.getFirst().dependencies().stream().map(d -> d.on() + " " + d.at()))
        .containsExactly("b f:2:10", "c f:3:3");
    assertThat(set.get(1).at()).hasToString("f:5:5");
    assertThat(((Work.Bundle) set.get(1).work()).contents().getFirst().at()).hasToString("f:6:11");
    assertThat(((Log.To) read("x.run = 'x'\nx.log = { to = 'y' }").settings().log()).at())
        .hasToString("-:2:16");
  }

  @Test
  void dependenciesAreInTheOrderOfTheText() {
    assertThat(
            read("[x]\nbefore = ['a']\nwants = ['b']\nneeds = ['c', 'd']\nafter = ['e']")
                .dependencies()
                .stream()
                .map(d -> d.kind() + " " + d.on()))
        .containsExactly("BEFORE a", "WANTS b", "NEEDS c", "NEEDS d", "AFTER e");
    assertThat(Dependency.Kind.values()).hasSize(4);
  }

  // ---- values -------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({
    "200ms, 200",
    "30s, 30000",
    "1m30s, 90000",
    "2h, 7200000",
    "7d, 604800000",
    "1d1h1m1s1ms, 90061001",
    "90s, 90000",
    "36500d, 3153600000000",
  })
  void times(String text, long millis) {
    assertThat(settings("timeout-up = '" + text + "'").upMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "30",
        "",
        "s",
        "1.5s",
        "-1s",
        "1 s",
        "1s1m",
        "1s1s",
        "0s",
        "0h0m",
        "36500d1ms",
        "999999999999999d",
        "99999999999999999999s",
        "1S",
        "None"
      })
  void noTimes(String text) {
    assertThat(wrong("x.up = 'x'\nx.timeout-up = '" + text + "'"))
        .startsWith(
            "f:2:16: error: timeout-up wants a time, as \"30s\" or \"1m30s\", or \"none\"; ");
  }

  @Test
  void noneIsNoLimitAndAPauseCanBeNothing() {
    assertThat(longrun("stop.timeout = 'none'").stop().killMillis()).isZero();
    assertThat(longrun("restart.delay = '0s'").restart().delayMillis()).isZero();
    assertThat(wrong("x.run = 'x'\nx.restart.delay = 'none'")).contains("restart.delay wants");
  }

  @Test
  void sizes() {
    assertThat(settings("log.size = '1M'").log()).isEqualTo(new Log.Files(10, 1_000_000));
    assertThat(settings("log.size = '64K'").log()).isEqualTo(new Log.Files(10, 64_000));
    assertThat(settings("log.size = 4096").log()).isEqualTo(new Log.Files(10, 4096));
    for (String size : List.of("4095", "'1KB'", "'1Mi'", "'1G'", "'1000000'", "1.5", "true")) {
      assertThat(wrong("x.run = 'x'\nx.log.size = " + size))
          .startsWith("f:2:14: error: log.size wants a size from 4096 to 268435455, as \"1M\" or");
    }
  }

  @Test
  void restarts() {
    assertThat(longrun("restart = 'never'").restart().when()).isEqualTo(Restart.When.NEVER);
    assertThat(longrun("restart = { limit = 3 }").restart())
        .isEqualTo(new Restart(Restart.When.ALWAYS, 1000, 30_000, 3, 60_000));
    assertThat(longrun("restart = { delay = '1m' }").restart())
        .isEqualTo(new Restart(Restart.When.ALWAYS, 60_000, 60_000, 0, 0));
    assertThat(
            longrun(
                    "restart = { when = 'on-failure', delay = '1ms', max-delay = '2s', limit = 5,"
                        + " window = '1h' }")
                .restart())
        .isEqualTo(new Restart(Restart.When.ON_FAILURE, 1, 2000, 5, 3_600_000));
  }

  @Test
  void retries() {
    assertThat(retry("retry = { times = 3 }")).isEqualTo(new Retry(3, 1000, 30_000));
    assertThat(retry("retry.delay = '1m'")).isEqualTo(new Retry(1, 60_000, 60_000));
    assertThat(retry("retry = { times = 9, delay = '0s', max-delay = '5s' }"))
        .isEqualTo(new Retry(9, 0, 5000));
    assertThat(retry("")).isEqualTo(Retry.NEVER);
    assertThat(wrong("x.up = 'x'\nx.retry = { delay = '2s', max-delay = '1s' }"))
        .contains("the longest pause is shorter than the first");
    assertThat(wrong("x.down = 'x'\nx.retry = { times = 3 }"))
        .contains("retry wants an up: it is what is tried again");
  }

  private static Retry retry(String line) {
    return ((Work.Oneshot) read("x.up = 'x'\n" + (line.isEmpty() ? "" : "x." + line)).work())
        .retry();
  }

  @Test
  void readiness() {
    assertThat(longrun("ready = { fd = 3 }").readiness()).isEqualTo(new Readiness.Descriptor(3));
    assertThat(longrun("ready.notify = true").readiness()).isEqualTo(new Readiness.Notify());
    assertThat(longrun("ready.tcp = '[::1]:80'").readiness())
        .isEqualTo(new Readiness.Tcp("[::1]:80"));
    assertThat(longrun("ready.http = 'http://localhost'").readiness())
        .isEqualTo(new Readiness.Http("http://localhost"));
    assertThat(longrun("ready.exec = 'test -e x'").readiness())
        .isEqualTo(new Readiness.Exec(new Program.Script("test -e x")));
    assertThat(longrun("ready.log = '^up'").readiness()).isEqualTo(new Readiness.Log("^up"));
    assertThat(longrun("ready.file = 'x.pid'").readiness()).isEqualTo(new Readiness.File("x.pid"));
  }

  @Test
  void stops() {
    assertThat(longrun("stop = { signal = '37', timeout = '1m', group = true }").stop())
        .isEqualTo(new Stop("37", null, 60_000, true, Stop.Kill.GROUP));
    assertThat(longrun("stop.command = 'x'").stop())
        .isEqualTo(new Stop("TERM", new Program.Script("x"), 10_000, false, Stop.Kill.GROUP));
  }

  @Test
  void logs() {
    assertThat(settings("log = 'none'").log()).isEqualTo(new Log.None());
    assertThat(settings("log = 'catch-all'").log()).isEqualTo(new Log.CatchAll());
    assertThat(settings("log.script = 'n20 T'").log()).isEqualTo(new Log.Script("n20 T"));
    assertThat(settings("log.keep = 0").log()).isEqualTo(new Log.Files(0, 1_000_000));
  }

  @Test
  void limits() {
    assertThat(
            settings(
                    "limits = { nofile = 65536, core = '0:unlimited', memlock = '64M', cpu ="
                        + " '1h', as = '1G:2G', nproc = '10:20' }")
                .limits())
        .containsExactly(
            java.util.Map.entry("nofile", "65536"),
            java.util.Map.entry("core", "0:unlimited"),
            java.util.Map.entry("memlock", "64000000"),
            java.util.Map.entry("cpu", "3600"),
            java.util.Map.entry("as", "1000000000:2000000000"),
            java.util.Map.entry("nproc", "10:20"));
    for (String limit :
        List.of(
            "nofile = -1",
            "nofile = '1K'",
            "cpu = 30",
            "as = '2G:1G'",
            "as = 'x'",
            "cpu = '1ms'",
            "nofile = 'unlimited:1'",
            "nofile = true",
            "nofile = '1:2:3'")) {
      assertThat(wrong("x.run = 'x'\n[x.limits]\n" + limit))
          .as(limit)
          .contains("misplaced".isEmpty() ? "" : "error: ");
    }
  }

  // ---- directories --------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({
    "shop.toml, , ",
    "shop.toml, ., ",
    "-, , ",
    "shop.toml, data, data",
    "shop.toml, /srv, /srv",
    "conf/shop.toml, , conf",
    "conf/shop.toml, ., conf",
    "conf/shop.toml, data, conf/data",
    "conf/shop.toml, ../data, conf/../data",
    "conf/shop.toml, /srv, /srv",
    "/shop.toml, , /",
    "/shop.toml, data, /data",
    "/etc/muster/shop.toml, , /etc/muster",
  })
  void whatIsRelativeIsRelativeToTheFile(String file, String said, String directory) {
    String text = "[x]\nrun = './x'\n" + (said == null ? "" : "directory = '" + said + "'");
    assertThat(readAll(file, text).getFirst().settings().directory()).isEqualTo(directory);
  }

  // ---- names --------------------------------------------------------------------------------

  @Test
  void namesAreOfAnyCharacters() {
    assertThat(
            readAll(
                    "f",
                    "['getty@tty1']\n[\"a.b\"]\n['é😀 x']\n['a/b']\n[.x]".replace("[.x]", "['.x']"))
                .stream()
                .map(Definition::name))
        .containsExactly("getty@tty1", "a.b", "é😀 x", "a/b", ".x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "\"a\\nb\"", "\"\\u0000\"", "\"\\u0085\""})
  void namesWithoutCharactersOrWithControlCharactersAreErrors(String name) {
    assertThat(wrong("[" + name + "]"))
        .isEqualTo("f:1:2: error: a name has at least one character, and no control characters\n");
  }

  @Test
  void whatRunsHasTheNameOfADirectory() {
    assertThat(wrong("['a/b']\nrun = 'x'")).contains("a/b cannot run under this name");
    assertThat(wrong("['.a']\nup = 'x'")).contains(".a cannot run under this name");
    assertThat(readAll("f", "[" + "a".repeat(251) + "]\nrun = 'x'")).hasSize(1);
    assertThat(wrong("['" + "é".repeat(126) + "']\nrun = 'x'")).contains("at most 251 bytes");
  }

  // ---- errors -------------------------------------------------------------------------------

  /** The files beside this test, and what is said of them. */
  @ParameterizedTest
  @ValueSource(strings = {"keys", "values", "kinds", "syntax"})
  void errors(String name) throws IOException {
    Path file = Golden.file(OwnReaderTest.class, name + ".toml");
    Golden.check(file.resolveSibling(name + ".txt"), wrong(Files.readString(file)));
  }

  @Test
  void ofTooManyErrorsNotAllAreTold() {
    assertThat(wrong("[a]\n" + "x%d = 1\n".repeat(5).formatted(1, 2, 3, 4, 5)).lines()).hasSize(5);
    StringBuilder text = new StringBuilder("[a]\n");
    for (int i = 0; i < 1000; i++) {
      text.append("x").append(i).append(" = 1\n");
    }
    assertThat(wrong(text.toString()).lines())
        .hasSize(101)
        .last()
        .asString()
        .endsWith("there is too much wrong; the rest is not told");
  }
}
