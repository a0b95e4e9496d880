package muster.it.manager;

import static muster.it.manager.Scene.serve;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import muster.core.Stage;
import muster.it.Needs;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each way to know that a service serves holds back what needs it until then, and no longer. */
class ReadinessTest {
  private final @AutoClose Scene scene;

  ReadinessTest() throws Exception {
    scene = new Scene();
  }

  private void set(String base) throws IOException {
    scene.set(
        """
        [base]
        %s
        [dependent]
        run = %s
        needs = ["base"]
        """
            .formatted(base, serve("dependent")));
  }

  /** The base runs and is not ready; then a person lets it be. */
  private void holdsBackUntil(String toBeReady) throws Exception {
    scene.run();
    scene.awaitNote("+base");
    scene.await("base", Stage.STARTING);
    scene.assertStage(Stage.WAITING, "dependent");
    assertThat(scene.notes()).doesNotContain("+dependent");
    scene.sh(toBeReady);
    scene.awaitNote("+dependent");
    scene.await("base", Stage.UP);
    assertThat(scene.end()).isZero();
  }

  private static final String UNTIL_GO = "until [ -e go ]; do sleep 0.02; done; ";

  @Test
  void descriptor() throws Exception {
    set("run = '. ./lib; note +base; " + UNTIL_GO + "echo >&5; rest'\nready = { fd = 5 }");
    holdsBackUntil("touch go");
  }

  @Test
  void notifySocket() throws Exception {
    Needs.debianPackage("python3");
    scene.file(
        "notify.py",
        """
        import os, socket, time
        open("notes", "a").write("+base\\n")
        while not os.path.exists("go"): time.sleep(0.02)
        s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        s.sendto(b"STATUS=here\\nREADY=1", os.environ["NOTIFY_SOCKET"])
        time.sleep(1000)
        """);
    set("run = [\"python3\", \"notify.py\"]\nready = { notify = true }");
    holdsBackUntil("touch go");
  }

  @Test
  void tcp() throws Exception {
    int port = freePort();
    set("run = '. ./lib; note +base; rest'\nready = { tcp = \"127.0.0.1:" + port + "\" }");
    scene.run();
    scene.awaitNote("+base");
    scene.await("base", Stage.STARTING);
    assertThat(scene.notes()).doesNotContain("+dependent");
    try (var _ = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
      scene.awaitNote("+dependent");
    }
    assertThat(scene.end()).isZero();
  }

  /** An answer that is an error is not the word. */
  @Test
  void http() throws Exception {
    var server =
        com.sun.net.httpserver.HttpServer.create(
            new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CountDownLatch asked = new CountDownLatch(2);
    server.createContext(
        "/health",
        exchange -> {
          asked.countDown();
          exchange.sendResponseHeaders(Files.exists(scene.at("go")) ? 204 : 503, -1);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      set(
          "run = '. ./lib; note +base; rest'\nready = { http = \"http://127.0.0.1:%d/health\" }"
              .formatted(port));
      scene.run();
      scene.await("the health was asked for twice", () -> asked.getCount() == 0);
      scene.assertStage(Stage.STARTING, "base");
      assertThat(scene.notes()).doesNotContain("+dependent");
      scene.sh("touch go");
      scene.awaitNote("+dependent");
    } finally {
      server.stop(0);
    }
    assertThat(scene.end()).isZero();
  }

  @Test
  void command() throws Exception {
    set("run = '. ./lib; note +base; rest'\nready = { exec = [\"test\", \"-e\", \"go\"] }");
    holdsBackUntil("touch go");
  }

  @Test
  void logLine() throws Exception {
    set(
        "run = '. ./lib; note +base; echo not yet ready; "
            + UNTIL_GO
            + "echo waiting for jobs; rest'\nready = { log = \"^waiting for (jobs|work)$\" }");
    holdsBackUntil("touch go");
  }

  @Test
  void file() throws Exception {
    set("run = '. ./lib; note +base; rest'\nready = { file = \"base.socket\" }");
    holdsBackUntil("touch base.socket");
  }

  @Test
  void withoutAnyItIsUpWhenItRuns() throws Exception {
    set("run = '. ./lib; note +base; rest'");
    scene.up();
    scene.awaitNote("+dependent");
    scene.assertStage(Stage.UP, "base", "dependent");
    assertThat(scene.end()).isZero();
  }

  @Test
  void whatTakesTooLongHasFailed() throws Exception {
    set("run = '. ./lib; serve base'\nready = { file = \"never\" }\ntimeout-up = \"300ms\"");
    scene.up();
    scene.assertStage(Stage.FAILED, "base", "dependent");
    scene.await("it is stopped", () -> scene.service("base").pid() == 0);
    assertThat(scene.notes()).containsExactly("+base", "-base");
    assertThat(scene.muster("why", "dependent").out()).contains("base").contains("longer");
    assertThat(scene.end()).isZero();
  }

  /** It died before it was ready: what needs it waits for the next one, which is. */
  @Test
  void oneThatDiesBeforeItIsReadyIsTriedAgain() throws Exception {
    set(
        "run = '. ./lib; note +base; [ -e second ] || { touch second; exit 7; }; echo >&3; rest'\n"
            + "ready = { fd = 3 }\nrestart = { delay = \"50ms\" }");
    scene.up();
    scene.awaitNote("+dependent");
    assertThat(scene.notes()).containsExactly("+base", "+base", "+dependent");
    assertThat(scene.service("base").restarts()).isEqualTo(1);
    assertThat(scene.end()).isZero();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
