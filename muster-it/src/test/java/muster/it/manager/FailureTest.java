package muster.it.manager;

import static muster.it.manager.Scene.serve;
import static org.assertj.core.api.Assertions.assertThat;

import muster.core.Stage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What does not come up, what that means to others, and how it is told. */
class FailureTest {
  /** A oneshot that fails, what needs it, and a branch that has nothing to do with it. */
  private static final String SET =
      """
      [migrate]
      up = '. ./lib; note tried migrate; echo no such table; exit 3'
      [web]
      run = %s
      needs = ["migrate"]
      [proxy]
      run = %s
      needs = ["web"]
      [mail]
      run = %s
      [front]
      bundle = ["mail", "proxy"]
      """
          .formatted(serve("web"), serve("proxy"), serve("mail"));

  private final @AutoClose Scene scene;

  FailureTest() throws Exception {
    scene = new Scene();
  }

  @Test
  void whatNeedsItIsNotTriedAndSaysSoAndTheRestGoesOn() throws Exception {
    scene.set(SET);
    scene.up();
    scene.awaitNote("+mail");
    scene.assertStage(Stage.FAILED, "migrate", "web", "proxy");
    assertThat(scene.service("web").reason()).contains("migrate");
    scene.awaitSaying("migrate has failed: exited 3");
    scene.awaitSaying("not everything is up: ");

    Scene.Result why = scene.muster("why", "proxy");
    assertThat(why.out().lines().findFirst().orElseThrow()).contains("migrate").contains("3");
    // The log is written beside all that: it may come a moment later.
    scene.await(
        "why shows the log", () -> scene.muster("why", "proxy").out().contains("no such table"));

    Scene.Result start = scene.muster("start", "proxy");
    assertThat(start.code()).isEqualTo(1);
    assertThat(start.err()).startsWith("muster: cannot start proxy: ").contains("web");
    Scene.Result front = scene.muster("start", "front");
    assertThat(front.err()).isEqualTo(start.err()); // mail is up
    assertThat(scene.muster("status", "--ready").code()).isEqualTo(1);
    assertThat(scene.muster("status", "--ready", "mail").code()).isZero();
    assertThat(scene.end()).isZero(); // it was asked to end
    assertThat(scene.notes()).doesNotContain("+web", "+proxy").endsWith("-mail");
  }

  @Test
  void withFailItEndsAll() throws Exception {
    scene.set(SET);
    scene.run("--fail");
    assertThat(scene.ended()).isEqualTo(1);
    assertThat(scene.notes()).doesNotContain("+web", "+proxy").contains("tried migrate");
  }

  @Test
  void whatFailedIsTriedAgainWhenSomebodyAsks() throws Exception {
    scene.set(
        """
        [migrate]
        up = '. ./lib; note tried; [ -e repaired ]'
        [web]
        run = %s
        needs = ["migrate"]
        """
            .formatted(serve("web")));
    scene.up();
    scene.assertStage(Stage.FAILED, "migrate", "web");
    scene.sh("touch repaired");
    assertThat(scene.muster("start", "web").code()).isZero();
    scene.awaitNote("+web");
    assertThat(scene.notes()).containsExactly("tried", "tried", "+web");
    assertThat(scene.end()).isZero();
  }

  @Test
  void aProgramThatIsMissingIsFoundBeforeAnythingStarts() throws Exception {
    scene.set(
        """
        [good]
        run = %s
        [bad]
        run = ["./no-such-program"]
        """
            .formatted(serve("good")));
    scene.run();
    assertThat(scene.ended()).isEqualTo(1);
    assertThat(scene.said())
        .contains("set.toml:3:2: error: bad: cannot execute ./no-such-program: ");
    assertThat(scene.notes()).isEmpty();
  }

  @Test
  void aProgramThatVanishesLaterIsAFailureAtOnce() throws Exception {
    scene.script("vanishing", ". ./lib; serve vanishing");
    scene.set("[vanishing]\nrun = [\"./vanishing\"]\n[none]\nbundle = []\n");
    scene.up("--up", "none");
    scene.sh("rm vanishing");
    assertThat(scene.muster("start", "vanishing").code()).isEqualTo(1);
    scene.assertStage(Stage.FAILED, "vanishing");
    assertThat(scene.service("vanishing").reason()).contains("there is no such file");
    assertThat(scene.end()).isZero();
  }

  @Test
  void anErrorInTheSetIsToldAndNothingStarts() throws Exception {
    scene.set("a.run = 'true'\na.needs = ['b']\nb.run = 'true'\nb.needs = ['a']\n");
    scene.run();
    assertThat(scene.ended()).isEqualTo(1);
    assertThat(scene.said()).contains("set.toml:").contains("cycle");
  }
}
