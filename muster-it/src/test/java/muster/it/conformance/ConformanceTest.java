package muster.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every scenario in {@code conformance/} looks the same to s6's programs, whoever supervises. */
class ConformanceTest {
  /** Most of the time of a scenario is spent waiting. */
  private static final int AT_A_TIME = Integer.getInteger("muster.conformance.parallel", 8);

  private static final String TARGET = System.getProperty("muster.conformance.target", "both");
  private static final Pattern ONLY =
      Pattern.compile(System.getProperty("muster.conformance.only", ""));

  private static final Path CONFORMANCE = Target.above("conformance");
  private static Path base;
  private static ExecutorService players;

  @BeforeAll
  static void prepare() throws IOException {
    assumeTrue(
        !missing("s6") && !missing("execline"),
        "the programs of s6 and execline are not installed");
    base = Cleaner.makeBase();
    players = Executors.newFixedThreadPool(AT_A_TIME);
  }

  private static boolean missing(String program) {
    return List.of(System.getProperty("muster.missing", "").split(" ")).contains(program);
  }

  @AfterAll
  static void cleanUp() throws IOException, InterruptedException {
    if (players != null) {
      players.shutdownNow();
      players.awaitTermination(1, TimeUnit.MINUTES);
      Files.deleteIfExists(base);
    }
  }

  /** All plays start at once, so many at a time; the tests then wait for theirs. */
  @TestFactory
  List<DynamicTest> everyScenario() {
    var differences = Differences.read(CONFORMANCE.resolve("differences.txt"));
    var comparison = new Comparison(CONFORMANCE, base, differences);
    var tests = new ArrayList<DynamicTest>();
    var plays = new ArrayList<Future<String>>();
    for (var scenario : ScenarioParser.parseAll(CONFORMANCE)) {
      if (ONLY.matcher(scenario.name()).find() && (TARGET.equals("both") || isPlayable(scenario))) {
        var play = players.submit(() -> play(comparison, scenario));
        plays.add(play);
        tests.add(dynamicTest(scenario.name(), () -> complain(play.get())));
      }
    }
    if (TARGET.equals("both") && ONLY.pattern().isEmpty()) {
      tests.add(
          dynamicTest("every listed difference occurs", () -> assertAllMet(plays, differences)));
    }
    return tests;
  }

  /** The complaint first: whoever shows one line of a failure shows the one that says most. */
  private static void complain(String complaint) {
    if (!complaint.isEmpty()) {
      fail(complaint);
    }
  }

  private static boolean isPlayable(Scenario scenario) {
    return scenario.playableBy(Target.named(TARGET));
  }

  private static String play(Comparison comparison, Scenario scenario)
      throws IOException, InterruptedException {
    var only = scenario.only();
    if (TARGET.equals("muster") || (only.isPresent() && only.get() == Target.MUSTER)) {
      return comparison.complaint(scenario, Target.MUSTER);
    }
    var right = TARGET.equals("s6") || only.isPresent() ? Target.S6 : Target.MUSTER;
    return comparison.complaint(scenario, Target.S6, right);
  }

  private static void assertAllMet(List<Future<String>> plays, Differences differences)
      throws InterruptedException, ExecutionException {
    for (var play : plays) {
      play.get();
    }
    var names =
        ScenarioParser.parseAll(CONFORMANCE).stream()
            .map(Scenario::name)
            .collect(Collectors.toSet());
    assertThat(differences.unknown(names)).as("scenarios that do not exist").isEmpty();
    assertThat(differences.neverMet()).as("listed differences that no longer occur").isEmpty();
  }
}
