package muster.it.manager;

import static muster.it.manager.Scene.serve;
import static org.assertj.core.api.Assertions.assertThat;

import muster.core.Stage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The daemon is killed as nothing can be more dead, and another one begins. */
class KilledTest {
  private static final String RECORD = "run/service/web/supervise/muster-instance";

  private final @AutoClose Scene scene;

  KilledTest() throws Exception {
    scene = new Scene();
  }

  @Test
  void theKeepersNextDaemonEndsWhatRunsAndBeginsAnew() throws Exception {
    scene.set(
        """
        [web]
        run = %s
        [slow]
        up = '[ -e once ] && exit; : >once; . ./lib; note +slow; exec sleep 1000'
        """
            .formatted(serve("web")));
    scene.run();
    scene.awaitNote("+web");
    scene.awaitNote("+slow");
    scene.await("web", Stage.UP);
    int web = scene.service("web").pid();
    int slow = scene.service("slow").pid();
    assertThat(scene.sh("cat run/oneshot/slow")).contains("kind up\npid " + slow + "\n");

    scene.sh("kill -KILL " + scene.daemon());
    scene.awaitSaying("an earlier daemon has died and left 2 processes");
    scene.await("web is another", () -> scene.service("web").pid() != web && up("web", "slow"));
    assertThat(scene.left()).noneMatch(left -> left.startsWith("/proc/" + web + ":"));
    assertThat(scene.left()).noneMatch(left -> left.startsWith("/proc/" + slow + ":"));
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).filteredOn("+web"::equals).hasSize(2);
  }

  private boolean up(String... names) throws Exception {
    for (String name : names) {
      if (scene.service(name).stage() != Stage.UP) {
        return false;
      }
    }
    return true;
  }

  /** The same pid is not the same process if it has started at another time. */
  @Test
  void whoHasGotThePidSinceIsLeftAlone() throws Exception {
    scene.set("[web]\nrun = ['sleep', '1000']\n");
    scene.up("--no-keeper");
    int web = scene.service("web").pid();
    assertThat(scene.sh("sed -n 's/^start //p' " + RECORD)).matches("[0-9]+ [0-9]+");
    long daemon = scene.daemon();
    scene.sh("kill -KILL " + daemon);
    scene.await("it is gone", () -> !scene.sh("kill -0 %d 2>&1 || :".formatted(daemon)).isEmpty());
    scene.sh("sed -i 's/^start .*/start 1 2/' " + RECORD);

    scene.run();
    scene.await("another runs", () -> scene.service("web").pid() != web && up("web"));
    scene.sh("kill -0 " + web);
    assertThat(scene.said()).doesNotContain("has died and left");
    scene.sh("kill -KILL " + web);
    assertThat(scene.end()).isZero();
  }
}
