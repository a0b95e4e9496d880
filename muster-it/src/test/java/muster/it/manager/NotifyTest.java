package muster.it.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.it.Needs;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service says by sd_notify, beside that it is ready. */
class NotifyTest {
  /** Says what people put into the file "say", and that it lives unless there is a file "hang". */
  private static final String SERVICE =
      """
      import os, socket, time
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      def say(text): s.sendto(text.encode(), os.environ["NOTIFY_SOCKET"])
      open("notes", "a").write("+web %s\\n" % os.environ.get("WATCHDOG_USEC"))
      if not os.path.exists("later"): say("READY=1")
      while True:
          if not os.path.exists("hang"): say("WATCHDOG=1")
          if os.path.exists("say"):
              said = open("say").read()
              os.rename("say", "heard")
              say(said)
          time.sleep(0.01)
      """;

  private final @AutoClose Scene scene;

  NotifyTest() throws Exception {
    scene = new Scene();
  }

  @BeforeEach
  void begin() throws Exception {
    Needs.debianPackage("python3");
    scene.file("web.py", SERVICE);
  }

  private void set(String more) throws Exception {
    scene.set("[web]\nrun = [\"python3\", \"web.py\"]\nready = { notify = true }\n" + more);
  }

  private void say(String text) throws Exception {
    scene.file("say.new", text);
    Files.move(scene.at("say.new"), scene.at("say"));
  }

  private void awaitReason(String reason) throws Exception {
    scene.await("web's reason is " + reason, () -> scene.service("web").reason().equals(reason));
  }

  @Test
  void whatItDoesIsShown() throws Exception {
    set("");
    scene.up();
    say("STATUS=12 requests a second");
    awaitReason("says: 12 requests a second");
    assertThat(scene.muster("status", "web").out()).contains("says: 12 requests a second");
    assertThat(scene.muster("why", "web").out()).contains("says: 12 requests a second");

    say("RELOADING=1\nSTATUS=");
    awaitReason("reads its settings again");
    scene.assertStage(Stage.UP, "web");
    say("READY=1");
    awaitReason("");
    say("STOPPING=1\nSTATUS=bye");
    awaitReason("has said that it is about to end; says: bye");

    scene.sh("kill -9 " + scene.service("web").pid());
    scene.await("the next one has said nothing", () -> scene.service("web").restarts() == 1);
    scene.await("web", Stage.UP);
    awaitReason("");
    assertThat(scene.notes()).containsOnly("+web None");
    assertThat(scene.end()).isZero();
  }

  @Test
  void whoDoesNotSayThatItLivesIsKilledAndStartedAgain() throws Exception {
    set("watchdog = \"300ms\"\nrestart = { delay = \"10ms\" }");
    scene.up();
    scene.awaitNote("+web 300000");
    int pid = scene.service("web").pid();
    say("STATUS=still here");
    awaitReason("says: still here");
    assertThat(scene.service("web").pid()).isEqualTo(pid);

    scene.file("hang", "");
    scene.awaitSaying("web has not said for 300ms that it is alive; was killed by signal 9");
    Files.delete(scene.at("hang"));
    scene.await(
        "another one serves",
        () -> scene.service("web").ready() && scene.service("web").pid() != pid);
    assertThat(scene.end()).isZero();
  }

  @Test
  void whoSaysThatItHangsHasFailedByItsRule() throws Exception {
    set("restart = \"never\"");
    scene.up();
    say("WATCHDOG=trigger");
    scene.await("web", Stage.FAILED);
    assertThat(scene.service("web").reason())
        .isEqualTo("has said that it hangs; was killed by signal 9");
    assertThat(scene.muster("why", "web").out()).startsWith("web failed: has said that it hangs");
    assertThat(scene.end()).isZero();
  }

  /** It is asked for nothing, until it says itself how often it will say that it lives. */
  @Test
  void anIntervalThatItSaysItselfCounts() throws Exception {
    set("restart = \"never\"");
    scene.up();
    scene.file("hang", "");
    say("WATCHDOG_USEC=200000");
    scene.await("web", Stage.FAILED);
    assertThat(scene.service("web").reason()).startsWith("has not said for 200ms");
    assertThat(scene.end()).isZero();
  }

  @Test
  void moreTimeToBeReadyIsGranted() throws Exception {
    scene.file("later", "");
    set("timeout-up = \"3s\"");
    scene.run();
    scene.await("web runs", () -> scene.service("web").pid() != 0);
    say("EXTEND_TIMEOUT_USEC=60000000");
    scene.await(
        "it has more time",
        () -> {
          TraceRecord.Changed web = scene.service("web");
          return web.limit() - web.at().nanos() > 50 * Moment.SECOND;
        });
    say("READY=1");
    scene.await("web", Stage.UP);
    assertThat(scene.end()).isZero();
  }

  @Test
  void anotherMainProcessIsNotSupervisedAndThatIsSaid() throws Exception {
    set("");
    scene.up();
    long other = ProcessHandle.current().pid();
    say("MAINPID=" + other);
    scene.awaitSaying(
        "web: it says that its main process is %d; the one that was started, %d, is supervised"
            .formatted(other, scene.service("web").pid()));
    assertThat(scene.end()).isZero();
    assertThat(scene.said().split("main process", -1)).hasSize(2);
  }
}
