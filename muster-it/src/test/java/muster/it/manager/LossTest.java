package muster.it.manager;

import static muster.it.manager.Scene.serve;
import static org.assertj.core.api.Assertions.assertThat;

import muster.core.Stage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a death for good means to those that need it, and to the whole. */
class LossTest {
  private final @AutoClose Scene scene;

  LossTest() throws Exception {
    scene = new Scene();
  }

  private void upWith(String onLoss) throws Exception {
    scene.set(
        """
        [queue]
        run = '. ./lib; serve queue'
        restart = "never"
        [worker]
        run = %s
        needs = ["queue"]
        on-loss = "%s"
        """
            .formatted(serve("worker"), onLoss));
    scene.up();
    scene.awaitNote("+worker");
    scene.awaitNote("+queue");
    scene.sh("kill -KILL " + scene.service("queue").pid());
    scene.await("queue", Stage.FAILED);
  }

  @Test
  void keepStays() throws Exception {
    upWith("keep");
    scene.assertStage(Stage.UP, "worker");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).containsExactlyInAnyOrder("+queue", "+worker", "-worker");
  }

  @Test
  void stopIsStopped() throws Exception {
    upWith("stop");
    scene.awaitNote("-worker");
    scene.await("worker", Stage.DOWN);
    assertThat(scene.service("worker").reason()).contains("queue");
    assertThat(scene.end()).isZero();
  }

  @Test
  void restartWaitsUntilItIsBack() throws Exception {
    upWith("restart");
    scene.awaitNote("-worker");
    scene.await("worker", Stage.WAITING);
    assertThat(scene.service("worker").reason()).isEqualTo("lost queue");
    assertThat(scene.muster("start", "queue").code()).isZero();
    scene.await("worker", Stage.UP);
    scene.await("both are back", () -> scene.notes().size() == 5);
    // It waited until queue was asked for. Queue is up as soon as it runs, and may write that
    // later.
    assertThat(scene.notes()).containsSubsequence("+worker", "-worker", "+worker");
    assertThat(scene.notes()).filteredOn("+queue"::equals).hasSize(2);
    assertThat(scene.end()).isZero();
  }

  @Test
  void anEssentialOneIsStoppedOnlyByTheEnd() throws Exception {
    scene.set(
        """
        [console]
        run = %s
        needs = ["device"]
        essential = true
        [device]
        up = 'true'
        [web]
        run = %s
        [all]
        bundle = ["console", "web"]
        """
            .formatted(serve("console"), serve("web")));
    scene.up();
    scene.awaitNote("+console");
    scene.awaitNote("+web");
    String end = ": only the end of muster run (Ctrl-C or SIGTERM) stops that\n";
    String why = "console is essential" + end;
    Scene.Result needed = scene.muster("stop", "device");
    assertThat(needed.code()).isEqualTo(1);
    assertThat(needed.err())
        .isEqualTo("muster: cannot stop: device is needed by console, which is essential" + end);
    Scene.Result restart = scene.muster("restart", "console");
    assertThat(restart.code()).isEqualTo(1);
    assertThat(restart.err()).isEqualTo("muster: cannot restart: " + why);
    assertThat(scene.muster("stop", "--dry-run", "console").err())
        .isEqualTo("muster: cannot stop: " + why);
    assertThat(scene.service("web").stage()).isEqualTo(Stage.UP);
    Scene.Result partly = scene.muster("stop", "all");
    assertThat(partly.code()).isEqualTo(1);
    assertThat(partly.err()).isEqualTo("muster: cannot stop: " + why);
    scene.assertStage(Stage.UP, "console", "device");
    scene.assertStage(Stage.DOWN, "web");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).endsWith("-web", "-console");
  }

  @ParameterizedTest
  @CsvSource({"exit 7, 7", "kill -KILL $$, 137", "kill -USR1 $$, 138", "exit 0, 0"})
  void onFailureExitEndsAllWithItsCode(String end, int code) throws Exception {
    scene.set(
        """
        [main]
        run = '. ./lib; note +main; until grep -qx +other notes; do sleep 0.01; done; %s'
        restart = "never"
        on-failure = "exit"
        [other]
        run = %s
        """
            .formatted(end, serve("other")));
    scene.run();
    assertThat(scene.ended()).isEqualTo(code);
    assertThat(scene.notes()).endsWith("-other");
  }

  /** It failed because of another, no process of its own has ended. */
  @Test
  void onFailureExitOfOneThatWasNeverTriedIsOne() throws Exception {
    scene.set(
        """
        [main]
        run = %s
        needs = ["database"]
        on-failure = "exit"
        [database]
        up = 'exit 9'
        """
            .formatted(serve("main")));
    scene.run();
    assertThat(scene.ended()).isEqualTo(1);
    assertThat(scene.notes()).isEmpty();
  }

  /** Exits during an ordered stop are not failures. */
  @Test
  void anOrderedStopIsZeroWhateverTheServiceSays() throws Exception {
    scene.set(
        """
        [main]
        run = '. ./lib; trap "note -main; exit 9" TERM; note +main; rest'
        on-failure = "exit"
        """);
    scene.up();
    scene.awaitNote("+main");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).containsExactly("+main", "-main");
  }
}
