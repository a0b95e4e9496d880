package muster.it.manager;

import static java.util.stream.Collectors.joining;
import static muster.it.manager.Scene.serve;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import muster.core.Stage;
import muster.it.Needs;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code muster run} shows on a terminal. Times are T here, pids P, several spaces two, and
 * the word that is cut is left out: that columns are straight is looked at apart.
 */
class LiveTest {
  private static final String CTRL_C = "\u0003";

  /**
   * One at once, one after a while, one that waits for it and is deaf, one that fails. Two are not
   * asked for, and come along.
   */
  private static final String SHOP =
      """
      [broken]
      up = 'exit 3'
      [cache]
      run = %s
      [database]
      run = '. ./lib; until [ -e go ]; do sleep 0.02; done; touch there; serve database'
      ready = { file = "there" }
      [report]
      run = 'exec sleep 1000'
      needs = ["broken"]
      [web]
      run = '. ./lib; trap "note deaf" TERM; note +web; rest'
      stop = { timeout = "none" }
      needs = ["database"]
      [default]
      bundle = ["cache", "report", "web"]
      """
          .formatted(serve("cache"));

  private final @AutoClose Scene scene;

  LiveTest() throws Exception {
    scene = new Scene();
  }

  @BeforeEach
  void needs() {
    Needs.debianPackage("bsdutils");
  }

  private static String masked(List<String> lines) {
    return lines.stream()
        .map(
            line -> line.replaceAll("\\d+(\\.\\d)? (ms|s)\\b", "T").replaceAll("pid \\d+", "pid P"))
        .map(line -> line.replaceAll("(?<=\\S) {2,}", "  "))
        .collect(joining("\n"));
  }

  private void await(Console console, Predicate<List<String>> wanted) throws Exception {
    try {
      scene.await("the terminal shows it", () -> wanted.test(console.screen().seen()));
    } catch (AssertionError e) {
      throw new AssertionError(String.join("\n", console.screen().seen()), e);
    }
  }

  private void awaitSeen(Console console, String wanted) throws Exception {
    await(console, seen -> masked(seen).equals(wanted));
  }

  /** Of a narrow terminal, what is not cut in one run and whole in another. */
  private static String begun(List<String> lines) {
    return masked(lines).replaceAll("(?m)(, .*|(?<=  T)  .*)?$", "");
  }

  /** Where a column begins, in each line that has one of the words. */
  private static List<Integer> columns(List<String> lines, String words) {
    return lines.stream()
        .filter(line -> line.matches("  \\S+ +(" + words + ")\\b.*"))
        .map(line -> line.replaceFirst("(" + words + ")\\b.*", "").length())
        .distinct()
        .toList();
  }

  @Test
  void aStartAndAStopOnAWideTerminal() throws Exception {
    scene.set(SHOP);
    Console console = scene.runOnTerminal(80, 24, Map.of());
    awaitSeen(
        console,
        """
        starting 5 services, T: 2 failed, 1 starting, 1 waiting, 1 up
          broken  failed  T  exited 3
          cache  up  T
          database  starting  T
          report  failed  T  needs broken, which failed
          web  waiting  T  for database
        """);
    assertThat(columns(console.screen().seen(), "failed|up|starting|waiting")).hasSize(1);
    scene.sh("touch go");
    String started =
        """
        3 of 5 services up after T
          broken failed: exited 3
          not started: report
        muster: warning: not everything is up: see muster status, and muster why NAME
        """;
    awaitSeen(console, started);
    scene.awaitNote("+web");
    console.type(CTRL_C);
    awaitSeen(
        console,
        started
            + """
            stopping 3 services, T: 1 stopping, 1 up, 1 down
              web  stopping  T  no time limit; pid P
              Ctrl-C again: hurry
            """);
    console.type(CTRL_C);
    assertThat(scene.ended()).isZero();
    assertThat(masked(console.last().all()))
        .isEqualTo(
            started
                + """
                muster: killing web (pid P); each of the next has a second
                3 services down in T
                """);
    assertClean(console);
  }

  private void assertClean(Console console) throws Exception {
    assertThat(console.last().isClean()).isTrue();
    assertThat(scene.sh("cat after")).isEqualTo(scene.sh("cat before"));
  }

  @Test
  void aStartAndAStopOnANarrowTerminal() throws Exception {
    scene.set(SHOP);
    Console console = scene.runOnTerminal(40, 24, Map.of());
    await(
        console,
        seen ->
            begun(seen)
                .equals(
                    """
                    starting 5 services
                      broken  failed  T
                      cache  up  T
                      database  starting  T
                      report  failed  T
                      web  waiting  T
                    """));
    List<String> seen = console.screen().seen();
    assertThat(columns(seen, "failed|up|starting|waiting")).hasSize(1);
    assertThat(seen.getFirst()).startsWith("starting 5 services, ").endsWith("…").hasSize(39);
    assertThat(seen.get(4)).endsWith("…").hasSize(39);
    scene.sh("touch go");
    scene.awaitNote("+web");
    scene.awaitAnswer();
    console.type(CTRL_C);
    await(
        console,
        later ->
            begun(later)
                .endsWith(
                    """
                    stopping 3 services
                      web  stopping  T
                      Ctrl-C again: hurry
                    """));
    console.type(CTRL_C);
    assertThat(scene.ended()).isZero();
    assertThat(masked(console.last().seen())).endsWith("3 services down in T\n");
    assertClean(console);
  }

  /** The block has half of the terminal; above it, each line that is said scrolls by once. */
  @ParameterizedTest
  @ValueSource(ints = {80, 40})
  void manyMoreServicesThanLines(int columns) throws Exception {
    StringBuilder set = new StringBuilder();
    for (int i = 1; i <= 60; i++) {
      set.append("[s%02d]\n".formatted(i)).append(i % 2 == 0 ? "needs = ['s01']\n" : "");
      set.append(
          "run = '. ./lib; until [ -e go ]; do sleep 0.1; done; touch on-%1$s; serve %1$s'\n"
              .formatted("s" + i));
      set.append("ready = { file = 'on-s%d' }\n".formatted(i));
    }
    set.append("[talker]\nrun = '. ./lib; for i in $(seq 100); do echo line $i; done; serve t'\n");
    scene.set(set.toString());
    Console console = scene.runOnTerminal(columns, 24, Map.of());
    await(
        console,
        seen ->
            seen.size() == 24
                && seen.get(10).equals("talker: line 100")
                && seen.get(11).startsWith("starting 61 services, ")
                && seen.get(22).startsWith("  and 51 more: 20 starting, ")
                && seen.get(23).isEmpty());
    assertThat(console.screen().seen().subList(12, 22))
        .allMatch(line -> line.matches("  s\\d[13579]  starting  +\\d\\.\\d s"));
    scene.sh("touch go");
    scene.awaitAnswer();
    scene.await(
        "it is told", () -> console.screen().all().toString().contains("61 services up in "));
    console.type(CTRL_C);
    assertThat(scene.ended()).isZero();
    List<String> all = new ArrayList<>();
    IntStream.rangeClosed(1, 100).mapToObj(i -> "talker: line " + i).forEach(all::add);
    all.addAll(List.of("61 services up in T", "61 services down in T", ""));
    assertThat(masked(console.last().all())).isEqualTo(String.join("\n", all));
    assertClean(console);
  }

  @Test
  void theTerminalIsResizedMeanwhile() throws Exception {
    scene.set(SHOP);
    Console console = scene.runOnTerminal(80, 24, Map.of());
    scene.await("cache", Stage.UP);
    for (int columns : new int[] {80, 40, 100, 15, 60}) {
      console.resize(columns, 20);
      await(
          console,
          seen ->
              seen.size() > 6
                  && seen.get(seen.size() - 7).startsWith("starting 5 se")
                  && seen.stream().skip(seen.size() - 7).allMatch(line -> line.length() < columns));
    }
    scene.sh("touch go");
    scene.await("web", Stage.UP);
    console.type(CTRL_C);
    scene.awaitNote("deaf");
    console.resize(30, 10);
    console.type(CTRL_C);
    assertThat(scene.ended()).isZero();
    assertThat(masked(console.last().all())).endsWith("3 services down in T\n");
    assertClean(console);
  }

  @Test
  void noColour() throws Exception {
    scene.set("[job]\nrun = %s\n[bad]\nup = 'exit 1'\n".formatted(serve("job")));
    Console console = scene.runOnTerminal(80, 24, Map.of("NO_COLOR", "1"));
    scene.awaitNote("+job");
    await(console, seen -> masked(seen).startsWith("1 of 2 services up after T\n"));
    console.type(CTRL_C);
    assertThat(scene.ended()).isZero();
    assertThat(console.last().colours()).isZero();
    assertClean(console);
  }

  /** Lines, as into a file. */
  @Test
  void aTerminalThatCanDoNothing() throws Exception {
    scene.set("[job]\nrun = %s\n".formatted(serve("job")));
    Console console = scene.runOnTerminal(80, 24, Map.of("TERM", "dumb"));
    scene.awaitNote("+job");
    await(console, seen -> seen.contains("muster: job is up"));
    console.type(CTRL_C);
    assertThat(scene.ended()).isZero();
    assertThat(console.last().all())
        .containsExactly("muster: job is up", "^Cmuster: job is down", "");
    assertThat(console.last().colours()).isZero();
    assertClean(console);
  }
}
