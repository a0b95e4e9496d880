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

  @Test
  void umaskNicenessCapabilitiesAndEnvironmentFiles() throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can");
    Needs.debianPackage("util-linux");
    scene.script(
        "show",
        "echo $1 $(umask) $(nice) $(id -un) $COLOUR $(awk '/CapEff/ || /CapBnd/ {print $2}' /proc/self/status)"
            + " >>notes");
    scene.file("settings", "# colours\nCOLOUR='dark red'\n");
    String all =
        """
        user = "nobody"
        umask = "027"
        nice = 3
        environment = { COLOUR = "none" }
        environment-files = ["settings", "-not-there"]
        capabilities = { ambient = ["net_bind_service"], bounding = ["net_bind_service", "chown"] }
        """;
    scene.set(
        "[job]\nrun = './show run; exec sleep 1000'\nfinish = ['./show', 'finish']\n"
            + all
            + "[once]\nup = ['./show', 'up']\ndown = ['./show', 'down']\n"
            + all);
    scene.up();
    int niceness = 3 + Integer.parseInt(scene.sh("nice")); // of whoever runs this test
    String shown = " 0027 " + niceness + " nobody dark red 0000000000000400 0000000000000401";
    scene.awaitNote("run" + shown);
    scene.awaitNote("up" + shown);

    scene.file("settings", "COLOUR=green\n"); // read again at each start
    assertThat(scene.muster("restart", "job").code()).isZero();
    scene.awaitNote("run" + shown.replace("dark red", "green"));
    assertThat(scene.end()).isZero();
    assertThat(scene.notes()).filteredOn(note -> note.startsWith("finish")).hasSize(2);
    assertThat(scene.notes()).contains("down" + shown.replace("dark red", "green"));
  }

  @Test
  void anEnvironmentFileThatIsMissingOrWrongIsFoundBeforeAnythingStarts() throws Exception {
    scene.file("settings", "GOOD=1\nexport BAD=2\n");
    scene.set(
        """
        [one]
        run = ['true']
        environment-files = ["nowhere"]
        [two]
        run = ['true']
        environment-files = ["settings"]
        """);
    scene.run();
    assertThat(scene.ended()).isEqualTo(1);
    assertThat(scene.said())
        .contains("set.toml:1:2: error: one: cannot read its environment: ")
        .contains("/nowhere: there is no such file")
        .contains("set.toml:4:2: error: two: cannot read its environment: ")
        .contains("/settings:2: this is no NAME=VALUE, and no comment");
  }

  /**
   * What a oneshot before it was to make and has not made keeps it from starting, with a reason.
   */
  @Test
  void anEnvironmentFileThatIsNotThereInTimeIsAFailure() throws Exception {
    scene.set(
        """
        [make]
        up = 'test -e made || exit 0; echo COLOUR=blue >settings'
        [job]
        run = '. ./lib; echo $COLOUR >>notes; serve job'
        needs = ["make"]
        environment-files = ["settings"]
        restart = { delay = "20ms" }
        """);
    scene.up();
    assertThat(scene.service("job").reason())
        .matches("cannot read its environment: .*/settings: there is no such file");
    scene.file("made", "");
    assertThat(scene.muster("restart", "make").code()).isZero();
    assertThat(scene.muster("start", "job").code()).isZero();
    scene.awaitNote("blue");
    assertThat(scene.end()).isZero();
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

  /** The set's reader has found that, too. */
  @Test
  void aMissingProgramIsToldOnce() throws Exception {
    scene.set("[job]\nrun = ['./none']\n");
    scene.run();
    assertThat(scene.ended()).isEqualTo(1);
    assertThat(scene.said().lines())
        .containsOnlyOnce("set.toml:1:2: error: job: cannot execute ./none: there is no such file")
        .filteredOn(line -> line.contains("none"))
        .hasSize(1);
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
