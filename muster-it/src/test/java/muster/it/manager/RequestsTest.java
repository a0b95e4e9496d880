package muster.it.manager;

import static muster.it.manager.Scene.serve;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import muster.core.Stage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** People and services that ask for things, at all times. */
class RequestsTest {
  private final @AutoClose Scene scene;

  RequestsTest() throws Exception {
    scene = new Scene();
  }

  /** s6-rc answers "resource busy": here a service that is just starting may ask for another. */
  @Test
  void aTransitionMayBeAskedForFromWithinOne() throws Exception {
    scene.set(
        """
        [outer]
        up = '. ./lib; note +outer; home/muster start --run run inner || exit; note outer done'
        [inner]
        run = %s
        [default]
        bundle = ["outer"]
        """
            .formatted(serve("inner")));
    scene.up();
    scene.assertStage(Stage.UP, "outer", "inner");
    scene.awaitNote("+inner");
    assertThat(scene.notes()).containsSubsequence("+outer", "outer done");
    assertThat(scene.end()).isZero();
  }

  /** The second joins the first; both are answered. */
  @Test
  void twoWhoAskForTheSameGetTheSame() throws Exception {
    scene.set(
        """
        [slow]
        up = '. ./lib; note +slow; until [ -e go ]; do sleep 0.02; done'
        [none]
        bundle = []
        """);
    scene.up("--up", "none");
    Scene.Asked first = scene.ask("start", "slow");
    scene.awaitNote("+slow");
    Scene.Asked second = scene.ask("start", "slow");
    scene.await("both have asked", () -> scene.sh("grep -c ' asked ' run/trace").equals("3"));
    scene.sh("touch go");
    assertThat(first.result().code()).isZero();
    assertThat(second.result().code()).isZero();
    assertThat(scene.notes()).containsExactly("+slow");
    assertThat(scene.end()).isZero();
  }

  /** The last word counts; who was overtaken is told. */
  @Test
  void aStopOvertakesAStart() throws Exception {
    scene.set(
        """
        [slow]
        up = '. ./lib; trap "note told; exit 1" TERM; note +slow; rest'
        [none]
        bundle = []
        """);
    scene.up("--up", "none");
    Scene.Asked start = scene.ask("start", "slow");
    scene.awaitNote("+slow");
    assertThat(scene.muster("stop", "slow").code()).isZero();
    assertThat(start.result().code()).isEqualTo(1);
    scene.assertStage(Stage.DOWN, "slow");
    assertThat(scene.notes()).containsExactly("+slow", "told");
    assertThat(scene.end()).isZero();
  }

  @Test
  void manyAtOnceAreAllAnsweredAndTheStateIsAWantedOne() throws Exception {
    scene.set("a.run = %s\nb.run = %s\nb.needs = ['a']\n".formatted(serve("a"), serve("b")));
    scene.up();
    List<Scene.Asked> asked = new ArrayList<>();
    for (String verb : List.of("restart", "stop", "start", "restart", "stop", "restart")) {
      asked.add(scene.ask(verb, asked.size() % 2 == 0 ? "a" : "b"));
    }
    for (Scene.Asked each : asked) {
      assertThat(each.result().code()).isBetween(0, 1);
    }
    assertThat(scene.muster("start", "b").code()).isZero();
    scene.assertStage(Stage.UP, "a", "b");
    assertThat(scene.end()).isZero();
  }

  @Test
  void tooLateIsTwoAndItGoesOn() throws Exception {
    scene.set(
        """
        [slow]
        up = 'until [ -e go ]; do sleep 0.02; done'
        [none]
        bundle = []
        """);
    scene.up("--up", "none");
    Scene.Result result = scene.muster("start", "--timeout", "200ms", "slow");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("--timeout");
    scene.assertStage(Stage.STARTING, "slow");
    scene.sh("touch go");
    scene.await("slow", Stage.UP);
    assertThat(scene.end()).isZero();
  }

  @Test
  void noWaitOnlyAsks() throws Exception {
    scene.set("[job]\nrun = %s\n[none]\nbundle = []\n".formatted(serve("job")));
    scene.up("--up", "none");
    assertThat(scene.muster("start", "--no-wait", "job").code()).isZero();
    scene.awaitNote("+job");
    assertThat(scene.end()).isZero();
  }

  /** What is essential stays, though nobody needs it. */
  @Test
  void pruneStopsWhatIsNotNeededAndThenStarts() throws Exception {
    scene.set(
        """
        [base]
        run = %s
        [old]
        run = %s
        needs = ["base"]
        [new]
        run = %s
        needs = ["base"]
        [console]
        run = %s
        essential = true
        [start]
        bundle = ["old", "console"]
        """
            .formatted(serve("base"), serve("old"), serve("new"), serve("console")));
    scene.up("--up", "start");
    scene.awaitNote("+old");
    scene.awaitNote("+console");
    assertThat(scene.muster("start", "--prune", "--dry-run", "new").out())
        .isEqualTo("stop old\nstart new\n");
    assertThat(scene.muster("start", "--prune", "--timeout", "1m", "new").code()).isZero();
    scene.awaitNote("+new");
    assertThat(scene.notes()).containsSubsequence("+old", "-old", "+new").doesNotContain("-base");
    scene.assertStage(Stage.UP, "base", "new", "console");
    scene.assertStage(Stage.DOWN, "old");
    assertThat(scene.muster("why", "old").out()).contains("what is not needed was asked to stop");
    assertThat(scene.end()).isZero();
  }

  @Test
  void whatCannotBePrunedKeepsItFromStarting() throws Exception {
    scene.set(
        """
        [stuck]
        run = '. ./lib; trap "" TERM; note +stuck; rest'
        stop = { timeout = "none" }
        timeout-down = "200ms"
        [new]
        run = %s
        [default]
        bundle = ["stuck"]
        """
            .formatted(serve("new")));
    scene.up();
    scene.awaitNote("+stuck");
    Scene.Result result = scene.muster("start", "--prune", "new");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("cannot prune: ");
    scene.assertStage(Stage.DOWN, "new");
    assertThat(scene.end()).isZero();
  }

  /** It says what the request then does, and does nothing itself. */
  @Test
  void aDryRunSaysWhatWouldBeDoneInItsOrder() throws Exception {
    scene.set(
        """
        [disk]
        up = '. ./lib; note +disk'
        down = '. ./lib; note -disk'
        [point]
        needs = ["disk"]
        [web]
        run = %s
        needs = ["point"]
        [apart]
        run = %s
        essential = true
        [default]
        bundle = ["apart"]
        """
            .formatted(serve("web"), serve("apart")));
    scene.up();
    scene.awaitNote("+apart");
    Scene.Result start = scene.muster("start", "--dry-run", "web");
    assertThat(start.out()).isEqualTo("start disk\nstart point\nstart web\n");
    assertThat(start.code()).isZero();
    assertThat(scene.muster("stop", "--dry-run", "web").out()).isEmpty();
    assertThat(scene.notes()).containsExactly("+apart");
    assertThat(scene.muster("start", "web").code()).isZero();
    scene.awaitNote("+web");
    assertThat(scene.muster("start", "--dry-run", "web").out()).isEmpty();
    assertThat(scene.muster("stop", "--dry-run", "disk").out())
        .isEqualTo("stop web\nstop point\nstop disk\n");
    assertThat(scene.muster("restart", "--dry-run", "disk").out())
        .isEqualTo("stop web\nstop point\nstop disk\nstart disk\nstart point\nstart web\n");
    assertThat(scene.muster("stop", "--dry-run", "--json", "point").out())
        .isEqualTo(
            """
            {
              "version": 1,
              "code": 0,
              "steps": [
                {
                  "do": "stop",
                  "name": "web"
                },
                {
                  "do": "stop",
                  "name": "point"
                }
              ]
            }
            """);
    Scene.Result held = scene.muster("stop", "--dry-run", "apart");
    assertThat(held.code()).isEqualTo(1);
    assertThat(held.out()).isEmpty();
    assertThat(scene.muster("stop", "--dry-run", "--json", "apart").out())
        .isEqualTo("{\n  \"version\": 1,\n  \"code\": 1,\n  \"steps\": []\n}\n");
    Scene.Result useless = scene.muster("stop", "--json", "web");
    assertThat(useless.code()).isEqualTo(100);
    assertThat(useless.err()).contains("--json: only --dry-run has something to print");
    assertThat(scene.muster("start", "--dry-run", "wbe").code()).isEqualTo(3);
    scene.assertStage(Stage.UP, "disk", "point", "web", "apart");
    assertThat(scene.notes()).containsExactlyInAnyOrder("+apart", "+disk", "+web");
    assertThat(scene.end()).isZero();
  }

  @Test
  void reloadIsASignal() throws Exception {
    scene.set("[job]\nrun = '. ./lib; trap \"note reloaded\" HUP; serve job'\n");
    scene.up();
    scene.awaitNote("+job");
    assertThat(scene.muster("reload", "job").code()).isZero();
    scene.awaitNote("reloaded");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).containsExactly("+job", "reloaded", "-job");
  }

  @Test
  void anUnknownNameIsThree() throws Exception {
    scene.set("[database]\nrun = %s\n".formatted(serve("database")));
    scene.up();
    for (String verb : List.of("start", "stop", "restart", "reload", "status", "why")) {
      Scene.Result result = scene.muster(verb, "databsae");
      assertThat(result.code()).as(verb).isEqualTo(3);
      assertThat(result.err()).startsWith("muster: cannot ").contains("did you mean database?");
    }
    scene.awaitNote("+database");
    assertThat(scene.end()).isZero();
  }

  @Test
  void withoutADaemonItIsFour() throws Exception {
    for (String verb : List.of("start", "stop", "status", "why")) {
      Scene.Result result =
          verb.equals("status") ? scene.muster(verb) : scene.muster(verb, "database");
      assertThat(result.code()).as(verb).isEqualTo(4);
      assertThat(result.err()).contains("none runs at run");
    }
  }

  /** The second takes nothing away from the first, not even its plan. */
  @Test
  void aSecondDaemonOnTheSameDirectoryIsFour() throws Exception {
    scene.set("[job]\nrun = %s\n".formatted(serve("job")));
    scene.up();
    scene.awaitNote("+job");
    String plan = scene.sh("cksum <run/plan");
    scene.file("other.toml", "[other]\nrun = 'true'\n");
    Scene.Result second = scene.muster("run", "other.toml");
    assertThat(second.code()).isEqualTo(4);
    assertThat(second.err()).contains("the daemon with pid " + scene.daemon() + " has it");
    assertThat(scene.sh("cksum <run/plan")).isEqualTo(plan);
    assertThat(scene.muster("status", "--ready", "job").code()).isZero();
    assertThat(scene.end()).isZero();
  }
}
