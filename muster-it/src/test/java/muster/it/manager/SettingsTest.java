package muster.it.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.core.Stage;
import muster.it.Needs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Where and as whom services run. */
class SettingsTest {
  private final @AutoClose Scene scene;

  SettingsTest() throws Exception {
    scene = new Scene();
  }

  /** Each program of a service, not only its main one, runs as its user. */
  @Test
  void userGroupLimitsEnvironmentAndDirectory() throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can");
    Needs.debianPackage("util-linux");
    String shows =
        "echo \"$0 $(id -un):$(id -gn) $(ulimit -Sn) $COLOUR $(basename \"$PWD\") $(umask)\" >>../notes";
    scene.script("there/show", shows);
    scene.sh("chmod 755 there");
    scene.set(
        """
        [job]
        run = './show run; exec sleep 1000'
        finish = ["./show"]
        directory = "there"
        user = "nobody"
        group = "daemon"
        limits = { nofile = 77 }
        environment = { COLOUR = "dark red" }
        [once]
        up = ["./show"]
        down = ["./show"]
        directory = "there"
        user = "daemon"
        """);
    scene.up();
    scene.await("both have shown", () -> scene.notes().size() == 2);
    assertThat(scene.end()).isZero();
    String once = "./show daemon:daemon ";
    assertThat(scene.notes())
        .filteredOn(note -> note.contains("nobody"))
        .hasSize(2)
        .allMatch("./show nobody:daemon 77 dark red there 0022"::equals);
    assertThat(scene.notes()).filteredOn(note -> note.startsWith(once)).hasSize(2);
  }

  /** What the manager's own environment is, services get, and nothing of the JVM's flags. */
  @Test
  void theEnvironmentIsTheOneOfMuster() throws Exception {
    scene.set(
        """
        [job]
        run = 'env >environment.new; mv environment.new environment; exec sleep 1000'
        """);
    scene.up();
    scene.await("it has written", () -> scene.sh("cat environment").contains("PATH="));
    List<String> lines = scene.sh("cat environment").lines().toList();
    assertThat(lines).anyMatch(line -> line.matches("INVOCATION_ID=[0-9a-f]{32}"));
    assertThat(lines).noneMatch(line -> line.startsWith("MUSTER_IMAGE="));
    assertThat(lines).noneMatch(line -> line.startsWith("NOTIFY_SOCKET="));
    assertThat(scene.end()).isZero();
  }

  @Test
  void aUserThatDoesNotExistIsFoundBeforeAnythingStarts() throws Exception {
    scene.set("[job]\nrun = ['true']\nuser = 'nobody-of-that-name'\n");
    scene.run();
    assertThat(scene.ended()).isEqualTo(1);
    assertThat(scene.said()).contains("set.toml:").contains("nobody-of-that-name");
  }

  @Test
  void outputGoesWhereLogSays() throws Exception {
    scene.set(
        """
        [own]
        run = 'echo to its own; echo and errors >&2; exec sleep 1000'
        [shared]
        run = 'echo to the catch-all; exec sleep 1000'
        log = "catch-all"
        [silent]
        run = 'echo nowhere; exec sleep 1000'
        log = "none"
        """);
    scene.up("--quiet");
    scene.await(
        "the log is written",
        () -> scene.sh("cut -c27- run/log/own/current").equals("to its own\nand errors"));
    scene.await(
        "the catch-all is written",
        () -> scene.sh("cat run/catch-all/current").contains("shared: to the catch-all"));
    scene.assertStage(Stage.UP, "silent");
    assertThat(scene.sh("cat run/log/*/current run/catch-all/current")).doesNotContain("nowhere");
    assertThat(scene.said()).doesNotContain("to its own");
    assertThat(scene.end()).isZero();
  }
}
