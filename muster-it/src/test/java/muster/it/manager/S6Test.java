package muster.it.manager;

import static org.assertj.core.api.Assertions.assertThat;

import muster.core.Stage;
import muster.it.Needs;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sets that were written for s6, run in place, and s6's programs behind the manager's back. */
class S6Test {
  private final @AutoClose Scene scene;

  S6Test() throws Exception {
    scene = new Scene();
  }

  @BeforeEach
  void needs() {
    Needs.debianPackage("s6");
    Needs.debianPackage("execline");
    scene.source("source");
  }

  /** Scripts in service directories write to the scene's notes, wherever they are. */
  private void run(String name, String text) throws Exception {
    scene.script("source/" + name + "/run", "cd " + scene.at("") + " && . ./lib\n" + text);
  }

  @Test
  void serviceDirectoriesRunInPlace() throws Exception {
    run("greeter", "note +greeter; echo >&4; serve greeter");
    scene.file("source/greeter/notification-fd", "4\n");
    run("plain", "serve plain");
    scene.up();
    scene.awaitNote("+greeter");
    scene.awaitNote("+plain");
    scene.sh("s6-svwait -U -t 60000 run/service/greeter");
    assertThat(scene.sh("s6-svstat -o up,ready run/service/greeter")).isEqualTo("true true");
    assertThat(scene.sh("ls source/greeter")).isEqualTo("notification-fd\nrun"); // nothing written
    scene.sh("s6-svc -wD -T 60000 -d run/service/plain");
    scene.await("plain", Stage.DOWN);
    scene.sh("s6-svc -wu -T 60000 -u run/service/plain");
    scene.await("plain", Stage.UP);
    assertThat(scene.end()).isZero();
  }

  /** A bundle, a oneshot that is execline, a longrun, and a pipeline of two. */
  private void rcSources() throws Exception {
    scene.file("source/init/type", "oneshot\n");
    for (String[] each : new String[][] {{"up", "+init"}, {"down", "-init"}}) {
      scene.file(
          "source/init/" + each[0],
          "if { true } foreground { sh -c \"echo %s >>%s\" } true\n"
              .formatted(each[1], scene.at("notes")));
    }
    scene.file("source/web/type", "longrun\n");
    scene.file("source/web/dependencies.d/init", "");
    scene.file("source/web/producer-for", "web-log\n");
    scene.file("source/web/notification-fd", "3\n");
    run("web", "alone web; note +web; echo served; echo >&3; serve web-serving");
    scene.file("source/web-log/type", "longrun\n");
    scene.file("source/web-log/consumer-for", "web\n");
    scene.file("source/web-log/pipeline-name", "web-pipeline\n");
    run("web-log", "while read -r line; do note \"heard $line\"; done");
    scene.file("source/default/type", "bundle\n");
    scene.file("source/default/contents.d/web-pipeline", "");
  }

  @Test
  void rcSourcesRunInPlace() throws Exception {
    rcSources();
    scene.up();
    scene.awaitNote("heard served");
    scene.awaitNote("+web-serving");
    scene.assertStage(Stage.UP, "init", "web", "web-log");
    assertThat(scene.notes()).containsSubsequence("+init", "+web", "+web-serving");
    assertThat(scene.sh("s6-svstat -o ready run/service/web")).isEqualTo("true");
    assertThat(scene.muster("stop", "web-pipeline").code()).isZero();
    scene.assertStage(Stage.DOWN, "web", "web-log");
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).containsSubsequence("-web-serving", "-init");
  }

  /** What a stranger takes down is a loss, and what he brings up counts for those that need it. */
  @Test
  void strangersAreNoticed() throws Exception {
    scene.source("set.toml");
    scene.set(
        """
        [base]
        run = '. ./lib; serve base'
        [worker]
        run = '. ./lib; serve worker'
        needs = ["base"]
        on-loss = "restart"
        """);
    scene.up();
    scene.awaitNote("+worker");
    scene.awaitNote("+base");
    scene.sh("s6-svc -wD -T 60000 -d run/service/base");
    scene.awaitNote("-worker");
    scene.await("worker", Stage.WAITING);
    scene.sh("s6-svc -u run/service/base");
    scene.await("worker", Stage.UP);
    scene.await("all are back", () -> scene.notes().size() == 6);

    scene.sh("s6-svc -r run/service/worker");
    scene.await("it was restarted", () -> scene.notes().size() == 8);
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).hasSize(10).endsWith("-worker", "-base");
  }

  @Test
  void supervisionThatAStrangerEndsBeginsAgain() throws Exception {
    scene.source("set.toml");
    scene.set("[job]\nrun = '. ./lib; serve job'\n");
    scene.up();
    scene.awaitNote("+job");
    scene.sh("s6-svc -xd run/service/job");
    scene.awaitNote("-job");
    assertThat(scene.muster("start", "job").code()).isZero();
    scene.sh("s6-svok run/service/job");
    scene.await("it is back", () -> scene.notes().size() == 3);
    assertThat(scene.end()).isZero();
  }
}
