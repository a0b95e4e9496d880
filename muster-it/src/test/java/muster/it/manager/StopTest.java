package muster.it.manager;

import static muster.it.manager.Scene.serve;
import static org.assertj.core.api.Assertions.assertThat;

import muster.core.Stage;
import org.junit.jupiter.api.Assumptions;
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

  /** A session of its own is no way out of a cgroup. Where there is none, this cannot be tried. */
  @Test
  void killTreeEndsWhatHasASessionOfItsOwnWhereThereAreCgroups() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; setsid sleep 1000 & echo $! >child; cat /proc/self/cgroup >cgroup; serve job'
        stop = { kill = "tree" }
        restart = { delay = "10ms" }
        """);
    scene.up();
    scene.awaitNote("+job");
    String cgroup = scene.sh("grep ^0:: cgroup | grep muster- || true");
    if (cgroup.isEmpty()) {
      scene.sh("kill $(cat child)");
      assertThat(scene.end()).isZero();
    }
    Assumptions.assumeFalse(cgroup.isEmpty(), "there is no cgroup v2 that may be written");

    String first = scene.sh("cat child");
    scene.sh("kill -KILL " + scene.service("job").pid()); // it is started again, and in there
    scene.awaitSaying("job: killed what it left behind: process " + first);
    scene.await("the next one runs", () -> scene.notes().size() == 2);
    assertThat(scene.muster("stop", "job").code()).isZero();
    scene.await("it is gone", () -> scene.left().stream().noneMatch(s -> s.contains("sleep")));
    assertThat(scene.end()).isZero();
    String directory = "$(findmnt -n -t cgroup2 -o TARGET | head -1)" + cgroup.substring(3);
    scene.sh("test ! -e " + directory.replaceFirst("/[^/]*$", ""));
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
    Scene.Result result = scene.muster("stop", "base");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("muster: cannot stop all of it: muster status says what\n");
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
