package muster.it.manager;

import static muster.it.manager.Scene.serve;
import static org.assertj.core.api.Assertions.assertThat;

import muster.core.Stage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who waits for whom, up and down, by what the services themselves write down. */
class OrderTest {
  private final @AutoClose Scene scene;

  OrderTest() throws Exception {
    scene = new Scene();
  }

  /** Ready when it says so, and not sooner: so the order of the notes is that of readiness. */
  private static String ready(String name) {
    return "run = '. ./lib; note +%1$s; note ready %1$s; echo >&3; serve %1$s-serving'\n"
            .formatted(name)
        + "ready = { fd = 3 }\n";
  }

  @Test
  void needsAreUpBeforeAndDownAfter() throws Exception {
    scene.set(
        """
        [c]
        needs = ["b"]
        %s
        [b]
        needs = ["a"]
        %s
        [a]
        %s
        """
            .formatted(ready("c"), ready("b"), ready("a")));
    scene.up();
    scene.awaitNote("+c-serving");
    assertThat(scene.notes())
        .containsSubsequence("+a", "ready a", "+b", "ready b", "+c", "ready c");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).endsWith("-c-serving", "-b-serving", "-a-serving");
  }

  @Test
  void aWantedOneComesAlongAndFirstButMayFail() throws Exception {
    scene.set(
        """
        [web]
        run = %s
        wants = ["cache", "broken"]
        [cache]
        %s
        [broken]
        up = '. ./lib; note tried broken; exit 3'
        [default]
        bundle = ["web"]
        """
            .formatted(serve("web"), ready("cache")));
    scene.up();
    scene.awaitNote("+web");
    scene.assertStage(Stage.UP, "web", "cache");
    scene.assertStage(Stage.FAILED, "broken");
    assertThat(scene.notes()).containsSubsequence("ready cache", "+web");
    assertThat(scene.notes()).containsSubsequence("tried broken", "+web");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).endsWith("-web", "-cache-serving");
  }

  @Test
  void afterAndBeforeAreOnlyAnOrder() throws Exception {
    scene.set(
        """
        [middle]
        %s
        after = ["first"]
        [first]
        %s
        [last]
        run = %s
        [trace]
        %s
        before = ["first"]
        [alone]
        run = %s
        after = ["first"]
        [all]
        bundle = ["middle", "first", "trace"]
        """
            .formatted(
                ready("middle"), ready("first"), serve("last"), ready("trace"), serve("alone")));
    scene.up("--up", "alone");
    scene.awaitNote("+alone");
    scene.assertStage(Stage.DOWN, "first", "middle", "trace");
    assertThat(scene.muster("start", "all").code()).isZero();
    for (String name : new String[] {"middle", "first", "trace"}) {
      scene.awaitNote("+" + name + "-serving");
    }
    assertThat(scene.notes())
        .containsSubsequence("ready trace", "+first", "ready first", "+middle");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes())
        .containsSubsequence("-middle-serving", "-first-serving", "-trace-serving")
        .containsSubsequence("-alone", "-first-serving");
  }

  /** Each of two waits until the other has started too: only what is parallel comes through. */
  @Test
  void whatDoesNotWaitForEachOtherStartsTogether() throws Exception {
    String meet =
        "up = '. ./lib; note +%1$s; until grep -qx +%2$s notes; do sleep 0.01; done'%ntimeout-up ="
            + " \"50s\"%n";
    scene.set(
        "[left]\n"
            + meet.formatted("left", "right")
            + "[right]\n"
            + meet.formatted("right", "left"));
    scene.up();
    scene.assertStage(Stage.UP, "left", "right");
    assertThat(scene.end()).isZero();
  }

  @Test
  void stoppingOneStopsWhatNeedsItFirstAndNothingElse() throws Exception {
    scene.set(
        """
        [base]
        %s
        [user]
        %s
        needs = ["base"]
        [fan]
        %s
        wants = ["base"]
        """
            .formatted(ready("base"), ready("user"), ready("fan")));
    scene.up();
    scene.awaitNote("+user-serving");
    scene.awaitNote("+fan-serving");
    scene.awaitNote("+base-serving");
    assertThat(scene.muster("stop", "base").code()).isZero();
    assertThat(scene.notes()).endsWith("-user-serving", "-base-serving");
    scene.assertStage(Stage.UP, "fan");
    assertThat(scene.end()).isZero();
  }

  /** At most two of eight are between their start and their readiness. */
  @Test
  void jobsLimitHowManyStartAtOnce() throws Exception {
    StringBuilder toml = new StringBuilder("[none]\nbundle = []\n[all]\nbundle = [");
    for (int i = 0; i < 8; i++) {
      toml.append("\"s").append(i).append("\", ");
    }
    toml.append("]\n");
    for (int i = 0; i < 8; i++) {
      toml.append("[s%1$d]%nup = '. ./lib; note in; sleep 0.1; note out'%n".formatted(i));
    }
    scene.set(toml.toString());
    scene.up("--up", "none");
    assertThat(scene.muster("start", "--jobs", "2", "all").code()).isZero();
    int inside = 0;
    int most = 0;
    for (String note : scene.notes()) {
      inside += note.equals("in") ? 1 : -1;
      most = Math.max(most, inside);
    }
    assertThat(most).isEqualTo(2);
    assertThat(scene.end()).isZero();
  }
}
