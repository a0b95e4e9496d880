package muster.it.manager;

import static muster.it.manager.Scene.serve;
import static org.assertj.core.api.Assertions.assertThat;

import muster.core.Stage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How services are stopped, and what if they do not go. */
class StopTest {
  private final @AutoClose Scene scene;

  StopTest() throws Exception {
    scene = new Scene();
  }

  @Test
  void theSignalIsTheOneThatWasSaid() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; trap "note got INT; exit" INT; trap "note got TERM; exit" TERM; note +job; rest'
        stop = { signal = "INT" }
        """);
    scene.up();
    scene.awaitNote("+job");
    assertThat(scene.muster("stop", "job").code()).isZero();
    assertThat(scene.notes()).containsExactly("+job", "got INT");
    assertThat(scene.end()).isZero();
  }

  @Test
  void whoDoesNotGoIsKilledWithItsGroup() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; trap "" TERM; sleep 1000 & note +job; rest'
        stop = { timeout = "200ms" }
        """);
    scene.up();
    scene.awaitNote("+job");
    assertThat(scene.muster("stop", "job").code()).isZero();
    scene.await(
        "its child is gone", () -> scene.left().stream().noneMatch(s -> s.contains("sleep")));
    assertThat(scene.end()).isZero();
  }

  @Test
  void killProcessLeavesItsGroupAndSaysSo() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; trap "" TERM; sleep 1000 & echo $! >child; note +job; rest'
        stop = { timeout = "200ms", kill = "process" }
        """);
    scene.up();
    scene.awaitNote("+job");
    assertThat(scene.muster("stop", "job").code()).isZero();
    assertThat(scene.left()).anyMatch(process -> process.contains("sleep 1000"));
    String child = scene.sh("cat child");
    scene.awaitSaying("group live on: process " + child);
    scene.sh("kill -KILL " + child);
    scene.await("it is gone", () -> scene.left().stream().noneMatch(s -> s.contains("sleep")));
    assertThat(scene.end()).isZero();
  }

  @Test
  void killTreeEndsWhatHasAGroupOfItsOwn() throws Exception {
    scene.set(
        """
        [job]
        run = 'set -m; . ./lib; sleep 1000 & set +m; serve job'
        stop = { kill = "tree" }
        """);
    scene.up();
    scene.awaitNote("+job");
    assertThat(scene.left()).anyMatch(process -> process.contains("sleep 1000"));
    assertThat(scene.muster("stop", "job").code()).isZero();
    scene.await("it is gone", () -> scene.left().stream().noneMatch(s -> s.contains("sleep")));
    assertThat(scene.said()).contains("job: killed what it left behind: process ");
    assertThat(scene.end()).isZero();
  }

  @Test
  void survivorsAreTold() throws Exception {
    scene.set("[job]\nrun = '. ./lib; sleep 1000 & echo $! >child; serve job'\n");
    scene.up();
    scene.awaitNote("+job");
    assertThat(scene.muster("stop", "job").code()).isZero();
    String child = scene.sh("cat child");
    scene.awaitSaying("group live on: process " + child);
    scene.sh("kill " + child);
    assertThat(scene.end()).isZero();
  }

  @Test
  void theGroupMayHearTheSignal() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; (trap "note child; exit" TERM; note +child; rest) & wait'
        stop = { group = true }
        """);
    scene.up();
    scene.awaitNote("+child");
    assertThat(scene.muster("stop", "job").code()).isZero();
    scene.awaitNote("child");
    assertThat(scene.end()).isZero();
    assertThat(scene.said()).doesNotContain("live on");
  }

  @Test
  void aCommandStopsInPlaceOfTheSignal() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; trap "note got TERM; exit" TERM; trap "note -job; exit" USR1; echo $$ >pid; note +job; rest'
        stop = { command = '. ./lib; note stopping; kill -USR1 $(cat pid)' }
        """);
    scene.up();
    scene.awaitNote("+job");
    assertThat(scene.muster("stop", "job").code()).isZero();
    assertThat(scene.notes()).containsExactly("+job", "stopping", "-job");
    assertThat(scene.end()).isZero();
  }

  @Test
  void aPausedServiceIsStoppedToo() throws Exception {
    scene.set("[job]\nrun = %s\nstop = { timeout = \"none\" }\n".formatted(serve("job")));
    scene.up();
    scene.awaitNote("+job");
    scene.sh("kill -STOP " + scene.service("job").pid());
    assertThat(scene.muster("stop", "job").code()).isZero();
    assertThat(scene.end()).isZero();
  }

  /** Nobody waits for it any more; the request says that it was not done. */
  @Test
  void afterTimeoutDownTheRestGoesOn() throws Exception {
    scene.set(
        """
        [base]
        run = %s
        [stuck]
        run = '. ./lib; trap "" TERM; note +stuck; rest'
        stop = { timeout = "none" }
        timeout-down = "300ms"
        needs = ["base"]
        """
            .formatted(serve("base")));
    scene.up();
    scene.awaitNote("+stuck");
    scene.awaitNote("+base");
    assertThat(scene.muster("stop", "base").code()).isEqualTo(1);
    assertThat(scene.notes()).endsWith("-base");
    scene.assertStage(Stage.STOPPING, "stuck");
    assertThat(scene.service("stuck").reason()).contains("300");
    assertThat(scene.end()).isZero(); // which kills it
  }

  @Test
  void aOneshotThatTakesTooLongHasFailed() throws Exception {
    scene.set(
        """
        [slow]
        up = '. ./lib; note +slow; exec sleep 1000'
        timeout-up = "300ms"
        [after]
        run = %s
        needs = ["slow"]
        """
            .formatted(serve("after")));
    scene.up();
    scene.assertStage(Stage.FAILED, "slow", "after");
    assertThat(scene.left()).noneMatch(process -> process.contains("sleep 1000"));
    assertThat(scene.end()).isZero();
  }

  /** While it waits, the terminal says for whom, its pid, and when it is killed. */
  @Test
  void whoIsWaitedForIsTold() throws Exception {
    scene.set(
        """
        [stuck]
        run = '. ./lib; trap "" TERM; note +stuck; rest'
        stop = { timeout = "3s" }
        """);
    scene.up();
    scene.awaitNote("+stuck");
    long pid = scene.service("stuck").pid();
    assertThat(scene.end()).isZero();
    assertThat(scene.said())
        .contains("waiting for stuck (pid " + pid + ") to stop, for 2.")
        .contains("it is killed in ");
  }
}
