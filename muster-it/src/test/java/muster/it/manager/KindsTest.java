package muster.it.manager;

import static muster.it.manager.Scene.serve;
import static org.assertj.core.api.Assertions.assertThat;

import muster.core.Stage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Longruns, oneshots, bundles, milestones, pipelines. */
class KindsTest {
  private final @AutoClose Scene scene;

  KindsTest() throws Exception {
    scene = new Scene();
  }

  @Test
  void eachKindComesUpInItsOrderAndGoesDownInReverse() throws Exception {
    scene.set(
        """
        [disk]
        up = '. ./lib; note +disk'
        down = '. ./lib; note -disk'
        [network]
        needs = ["disk"]
        [web]
        run = %s
        needs = ["network"]
        [unasked]
        run = %s
        [default]
        bundle = ["web"]
        """
            .formatted(serve("web"), serve("unasked")));
    scene.up();
    scene.awaitNote("+web");
    scene.assertStage(Stage.UP, "disk", "network", "web");
    scene.assertStage(Stage.DOWN, "unasked");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).containsExactly("+disk", "+web", "-web", "-disk");
  }

  @Test
  void aBundleStandsForAllInIt() throws Exception {
    scene.set(
        """
        a.run = %s
        b.run = %s
        c.run = %s
        [both]
        bundle = ["a", "b"]
        [nothing]
        bundle = []
        """
            .formatted(serve("a"), serve("b"), serve("c")));
    scene.up("--up", "nothing");
    assertThat(scene.muster("start", "both").code()).isZero();
    scene.assertStage(Stage.UP, "a", "b");
    scene.assertStage(Stage.DOWN, "c");
    scene.awaitNote("+a");
    scene.awaitNote("+b");
    assertThat(scene.muster("stop", "both").code()).isZero();
    assertThat(scene.notes()).containsExactlyInAnyOrder("+a", "+b", "-a", "-b");
    assertThat(scene.end()).isZero();
  }

  @Test
  void aOneshotIsDoneOnceUntilItWasDown() throws Exception {
    scene.set(
        """
        [once]
        up = '. ./lib; note +once'
        down = '. ./lib; note -once'
        """);
    scene.up();
    assertThat(scene.muster("start", "once").code()).isZero();
    assertThat(scene.notes()).containsExactly("+once");
    assertThat(scene.muster("restart", "once").code()).isZero();
    assertThat(scene.notes()).containsExactly("+once", "-once", "+once");
    assertThat(scene.end()).isZero();
  }

  /** What needs it waits meanwhile, and so does the request. */
  @Test
  void aOneshotIsTriedAgain() throws Exception {
    scene.set(
        """
        [lease]
        up = '. ./lib; note try; test "$(grep -c try notes)" -ge 3'
        down = '. ./lib; note -lease'
        retry = { times = 5, delay = "50ms" }
        [web]
        run = %s
        needs = ["lease"]
        """
            .formatted(serve("web")));
    scene.up();
    scene.awaitNote("+web");
    assertThat(scene.notes()).containsExactly("try", "try", "try", "+web");
    scene.assertStage(Stage.UP, "lease", "web");
    assertThat(scene.service("lease").restarts()).isEqualTo(2);
    assertThat(scene.said()).contains("lease exited 1; starting it again");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).endsWith("-web", "-lease");
  }

  @Test
  void aOneshotHasFailedWhenNoTryIsLeft() throws Exception {
    scene.set(
        """
        [lease]
        up = '. ./lib; note try; exit 3'
        retry = { times = 2, delay = "20ms" }
        [web]
        run = %s
        needs = ["lease"]
        """
            .formatted(serve("web")));
    scene.up();
    scene.assertStage(Stage.FAILED, "lease", "web");
    assertThat(scene.notes()).containsExactly("try", "try", "try");
    assertThat(scene.service("lease").reason()).isEqualTo("exited 3");
    assertThat(scene.service("web").reason()).isEqualTo("needs lease, which failed");
    assertThat(scene.end()).isZero();
  }

  /** A pause is no reason to wait for: it is stopped at once, and its {@code down} is not run. */
  @Test
  void betweenTwoTriesItCanBeStopped() throws Exception {
    scene.set(
        """
        [lease]
        up = '. ./lib; note try; exit 3'
        down = '. ./lib; note -lease'
        retry = { times = 2, delay = "1h", max-delay = "1h" }
        """);
    scene.run();
    scene.await("lease", Stage.BACKOFF);
    assertThat(scene.muster("stop", "lease").code()).isZero();
    scene.assertStage(Stage.DOWN, "lease");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).containsExactly("try");
  }

  /** The pipe outlives both ends: lines that nobody has read yet are there for the next reader. */
  @Test
  void aPipelineLosesNoLineWhenAnEndIsRestarted() throws Exception {
    scene.set(
        """
        [talker]
        run = '. ./lib; note +talker; echo hello; rest'
        log = { to = "listener" }
        [listener]
        run = '. ./lib; note +listener; while read -r line; do note "heard $line"; done'
        """);
    scene.up();
    scene.awaitNote("heard hello");
    scene.sh("echo while up >/proc/%d/fd/1".formatted(scene.service("talker").pid()));
    scene.awaitNote("heard while up");
    scene.sh("s6-svc -wD -T 60000 -d run/service/listener");
    scene.sh("echo while down >/proc/%d/fd/1".formatted(scene.service("talker").pid()));
    scene.sh("s6-svc -u run/service/listener");
    scene.awaitNote("heard while down");
    assertThat(scene.muster("restart", "talker").code()).isZero();
    scene.await(
        "the new one is heard",
        () -> scene.notes().stream().filter("heard hello"::equals).count() == 2);
    assertThat(scene.notes()).startsWith("+listener", "+talker");
    assertThat(scene.end()).isZero();
  }
}
