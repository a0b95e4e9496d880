package muster.it.manager;

import static muster.it.manager.Scene.serve;
import static org.assertj.core.api.Assertions.assertThat;

import muster.core.Stage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code muster run} ends, and what if its daemon is killed. */
class EndsTest {
  private static final String SET =
      "a.run = %s\nb.run = %s\nb.needs = ['a']\n".formatted(serve("a"), serve("b"));

  private final @AutoClose Scene scene;

  EndsTest() throws Exception {
    scene = new Scene();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void aSignalStopsAllInOrderAndTheCodeIsZero(String signal) throws Exception {
    scene.set(SET);
    scene.up();
    scene.awaitNote("+b");
    scene.awaitNote("+a");
    scene.sh("kill -" + signal + " " + scene.keeper());
    assertThat(scene.ended()).isZero();
    assertThat(scene.notes()).endsWith("-b", "-a");
    assertThat(scene.sh("cat run/exit")).isEqualTo("0");
  }

  @Test
  void aSignalInMidStartStopsWhatHasStarted() throws Exception {
    scene.set(
        """
        [slow]
        up = '. ./lib; trap "note told; exit 1" TERM; note +slow; rest'
        needs = ["a"]
        [a]
        run = %s
        [never]
        run = %s
        needs = ["slow"]
        """
            .formatted(serve("a"), serve("never")));
    scene.run();
    scene.awaitNote("+slow");
    scene.awaitNote("+a");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).endsWith("told", "-a").doesNotContain("+never");
  }

  /** Three of them that are deaf, and nothing kills them: it is over all the same, and in order. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void whoAsksTwiceDoesNotWait(String signal) throws Exception {
    scene.set(
        """
        [base]
        run = '. ./lib; trap "note ?base" TERM; note +base; rest'
        stop = { timeout = "none" }
        [middle]
        run = '. ./lib; trap "note ?middle" TERM; note +middle; rest'
        stop = { timeout = "none" }
        needs = ["base"]
        [top]
        run = '. ./lib; trap "note ?top" TERM; note +top; rest'
        stop = { timeout = "none" }
        needs = ["middle"]
        """);
    scene.up();
    scene.awaitNote("+base");
    scene.awaitNote("+middle");
    scene.awaitNote("+top");
    long pid = scene.service("top").pid();
    scene.sh("kill -" + signal + " " + scene.keeper());
    scene.awaitNote("?top");
    scene.sh("kill -" + signal + " " + scene.keeper());
    assertThat(scene.ended()).isZero();
    assertThat(scene.notes()).endsWith("?top", "?middle", "?base");
    assertThat(scene.said())
        .contains("muster: killing top (pid " + pid + "); each of the next has a second\n");
  }

  /** What is done last hangs, and has all the time that it wants. */
  @Test
  void whoAsksTwiceDoesNotWaitForAFinishOrADown() throws Exception {
    scene.set(
        """
        [base]
        up = 'true'
        down = '. ./lib; trap "" TERM; note down; rest'
        [middle]
        run = %s
        finish = '. ./lib; trap "" TERM; note second; rest'
        timeout-finish = "none"
        needs = ["base"]
        [top]
        run = %s
        finish = '. ./lib; trap "" TERM; note first; rest'
        timeout-finish = "none"
        needs = ["middle"]
        """
            .formatted(serve("middle"), serve("top")));
    scene.up();
    scene.awaitNote("+middle");
    scene.awaitNote("+top");
    scene.sh("kill -INT " + scene.keeper());
    scene.awaitNote("first");
    scene.await("top", Stage.FINISHING);
    long pid = scene.service("top").pid();
    scene.sh("kill -INT " + scene.keeper());
    assertThat(scene.ended()).isZero();
    assertThat(scene.notes()).endsWith("-top", "first", "-middle", "second", "down");
    assertThat(scene.said()).contains("killing the finish of top (pid " + pid + "); each of");
  }

  /** A terminal that is closed says so more than once. */
  @Test
  void aHangupIsNoHurry() throws Exception {
    scene.set(
        """
        [job]
        run = '. ./lib; trap "note asked; until [ -e go ]; do sleep 0.02; done; note -job; exit" TERM; note +job; rest'
        stop = { timeout = "none" }
        """);
    scene.up();
    scene.awaitNote("+job");
    scene.sh("kill -HUP " + scene.keeper());
    scene.awaitNote("asked");
    scene.sh("kill -HUP " + scene.keeper());
    scene.sh("kill -TERM " + scene.keeper());
    scene.await("both have arrived", () -> scene.sh("grep -c ' end' run/trace").equals("3"));
    scene.sh("touch go");
    assertThat(scene.ended()).isZero();
    assertThat(scene.notes()).endsWith("-job");
    assertThat(scene.said()).doesNotContain("second time");
  }

  @Test
  void withoutAKeeperItIsTheDaemonItself() throws Exception {
    scene.set(SET);
    scene.up("--no-keeper");
    assertThat(scene.daemon()).isEqualTo(scene.keeper());
    scene.awaitNote("+b");
    scene.awaitNote("+a");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).endsWith("-b", "-a");
  }

  /** Each proves by a lock that it is the only one of its kind. */
  @Test
  void aKilledDaemonIsBroughtBackAndNobodyHasATwin() throws Exception {
    scene.set(SET);
    scene.up();
    scene.awaitNote("+b");
    for (int kills = 1; kills <= 3; kills++) {
      long daemon = scene.daemon();
      scene.sh("kill -KILL " + daemon);
      scene.await("there is another", () -> scene.daemon() != daemon);
      scene.await("a", Stage.UP);
      scene.await("b", Stage.UP);
      int starts = 2 * (kills + 1);
      scene.await(
          "both have started again",
          () -> scene.notes().stream().filter(note -> note.startsWith("+")).count() == starts);
    }
    assertThat(scene.said()).contains("the daemon was killed by signal 9; starting it again");
    assertThat(scene.muster("status", "--ready").code()).isZero();
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).endsWith("-b", "-a");
  }

  /** Twenty times up, down: descriptors of the daemon are what they were. */
  @Test
  void descriptorsDoNotGrow() throws Exception {
    scene.set(
        SET
            + "c.run = '. ./lib; note +c; echo >&3; rest'\nc.ready = { fd = 3 }\n"
            + "d.run = '. ./lib; touch d-ready; rest'\nd.ready = { file = 'd-ready' }\n"
            + "e.up = 'true'\ne.down = 'true'\n[all]\nbundle = ['a', 'b', 'c', 'd', 'e']\n");
    scene.up();
    assertThat(scene.muster("restart", "all").code()).isZero();
    String count = "ls /proc/" + scene.daemon() + "/fd | wc -l";
    int before = Integer.parseInt(scene.sh(count));
    for (int i = 0; i < 5; i++) {
      assertThat(scene.muster("restart", "all").code()).isZero();
    }
    scene.await("as many as before", () -> Integer.parseInt(scene.sh(count)) <= before);
    assertThat(scene.end()).isZero();
  }
}
