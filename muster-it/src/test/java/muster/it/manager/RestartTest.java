package muster.it.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import muster.core.Stage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of longruns that end by themselves. */
class RestartTest {
  private final @AutoClose Scene scene;

  RestartTest() throws Exception {
    scene = new Scene();
  }

  private long starts() throws Exception {
    return scene.notes().stream().filter("+job"::equals).count();
  }

  /** The services write down when they start, in milliseconds. */
  @Test
  void eachPauseIsTwiceTheOneBeforeUpToTheLongest() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; date +%s%3N >>starts; exit 1'
        ready = { fd = 3 }
        restart = { delay = "100ms", max-delay = "400ms", limit = 5, window = "1m" }
        """);
    scene.up();
    scene.assertStage(Stage.FAILED, "job");
    List<Long> at = scene.sh("cat starts").lines().map(Long::parseLong).toList();
    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < at.size(); i++) {
      pauses.add(at.get(i) - at.get(i - 1));
    }
    // Not sooner than was said, less the eighth that spreads them; how much later, that is the
    // machine's.
    assertThat(pauses).hasSize(4);
    List<Integer> least = List.of(100, 175, 350, 350);
    for (int i = 0; i < least.size(); i++) {
      assertThat(pauses.get(i))
          .as("pause " + i + " of " + pauses)
          .isGreaterThanOrEqualTo(least.get(i));
    }
    assertThat(scene.end()).isZero();
  }

  @Test
  void beyondTheLimitItHasFailedAndSaysHow() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; note +job; exit 9'
        restart = { delay = "10ms", limit = 3, window = "1m" }
        """);
    scene.up();
    scene.await("job", Stage.FAILED);
    assertThat(starts()).isEqualTo(3);
    assertThat(scene.service("job").reason()).contains("9").contains("2 restarts");
    assertThat(scene.end()).isZero();
  }

  @Test
  void whyTellsTheNextTry() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; note +job; echo the disk is full; exit 9'
        restart = { delay = "10m", max-delay = "10m" }
        """);
    scene.run();
    scene.await("job", Stage.BACKOFF);
    String why = scene.muster("why", "job").out();
    assertThat(why).contains("9").contains("the disk is full");
    assertThat(why).containsPattern("again .*(9m ?5\\ds|10m|9 min)");
    scene.awaitSaying("job exited 9; starting it again in ");
    assertThat(scene.end()).isZero(); // waiting for the next try keeps nobody
    assertThat(starts()).isEqualTo(1);
  }

  @Test
  void onFailureDoesNotRestartWhatEndedWell() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; note +job; [ -e second ] || { touch second; exit 5; }; exit 0'
        restart = { when = "on-failure", delay = "10ms" }
        """);
    scene.up();
    scene.await("it has ended well", () -> starts() == 2 && scene.service("job").pid() == 0);
    scene.await("job", Stage.DOWN);
    assertThat(scene.muster("status", "--json").out()).contains("\"state\": \"down\"");
    assertThat(scene.end()).isZero();
    assertThat(starts()).isEqualTo(2);
  }

  @Test
  void onFailureRestartsWhatASignalEnded() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; serve job'
        restart = { when = "on-failure", delay = "10ms" }
        """);
    scene.up();
    scene.awaitNote("+job");
    scene.sh("kill -KILL " + scene.service("job").pid());
    scene.await("it is back", () -> starts() == 2);
    assertThat(scene.end()).isZero();
  }

  @Test
  void neverMeansNever() throws Exception {
    scene.set("[job]\nrun = '. ./lib; note +job; exit 5'\nrestart = \"never\"\n");
    scene.up();
    scene.await("job", Stage.FAILED);
    assertThat(scene.service("job").reason()).contains("5");
    assertThat(scene.end()).isZero();
    assertThat(starts()).isEqualTo(1);
  }

  /** Exit code, or 256 and the signal; the name; and 125 means that it has failed. */
  @Test
  void finishRunsAfterEachEndAndMayForbidTheNext() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; note +job; [ -e second ] && exit 42; touch second; kill -USR1 $$'
        finish = '. ./lib; note "finish $1 $2 $3"; [ "$1" != 42 ] || exit 125'
        restart = { delay = "10ms" }
        """);
    scene.up();
    scene.await("job", Stage.FAILED);
    assertThat(scene.notes())
        .containsExactly("+job", "finish 256 10 job", "+job", "finish 42 0 job");
    assertThat(scene.end()).isZero();
  }

  /** What serves for longer than the pause is back at once. */
  @Test
  void aServiceThatIsKilledComesBackReadyAndKeepsItsDependents() throws Exception {
    scene.set(
        """
        [base]
        run = '. ./lib; note +job; echo >&3; serve base'
        ready = { fd = 3 }
        restart = { delay = "10ms" }
        [dependent]
        run = '. ./lib; serve dependent'
        needs = ["base"]
        """);
    scene.up();
    scene.awaitNote("+dependent");
    scene.sh("kill -KILL " + scene.service("base").pid());
    scene.await("it is back", () -> starts() == 2 && scene.service("base").ready());
    scene.assertStage(Stage.UP, "dependent");
    assertThat(scene.notes()).doesNotContain("-dependent");
    assertThat(scene.end()).isZero();
  }
}
