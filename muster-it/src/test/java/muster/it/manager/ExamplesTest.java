package muster.it.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import muster.core.Stage;
import muster.it.Needs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is in {@code examples/}, as a new user runs it: a copy, on ports that are free here. */
class ExamplesTest {
  private final @AutoClose Scene scene;

  ExamplesTest() throws Exception {
    scene = new Scene();
  }

  /** Copies an example, and dist/, where it looks for Java. */
  private void copy(String example) throws Exception {
    Path root = Path.of(System.getProperty("muster.root"));
    scene.sh(
        "mkdir examples && cp -R %1$s/dist . && cp -R %1$s/examples/%2$s examples/%2$s"
            .formatted(root, example));
    scene.source("examples/" + example);
  }

  /** Writes other words into all files of the example. */
  private void replace(String word, String by) throws Exception {
    scene.sh("find examples -type f -exec sed -i 's|%s|%s|g' {} +".formatted(word, by));
  }

  private int freePort(int port) throws Exception {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    replace(Integer.toString(port), Integer.toString(free));
    return free;
  }

  private String get(int port) throws Exception {
    var url = java.net.URI.create("http://127.0.0.1:" + port + "/").toURL();
    try (var in = url.openStream()) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Test
  void quickstart() throws Exception {
    copy("quickstart");
    int port = freePort(8765);
    replace("^shop=.*", "shop=" + scene.at("shop"));
    scene.up();
    scene.assertStage(Stage.UP, "directory", "pages", "web", "access", "counter", "clock");
    assertThat(scene.service("counter").restarts()).isEqualTo(2);
    assertThat(get(port)).contains("The shop is open");
    scene.await("access heard of it", () -> scene.sh("cat shop/requests").contains("GET / "));
    assertThat(scene.muster("why", "counter").out()).contains("exited 3");
    assertThat(scene.muster("chart").out()).contains("counter");
    assertThat(scene.end()).isZero();
    assertThat(scene.at("shop")).doesNotExist();
  }

  @Test
  void webstack() throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root has users");
    for (String debian : new String[] {"postgresql", "redis-server", "nginx-light"}) {
      Needs.debianPackage(debian);
    }
    copy("webstack");
    int page = freePort(8790);
    for (int port : new int[] {8791, 54390, 63790}) {
      freePort(port);
    }
    replace("/run/muster-webstack", scene.at("stack").toString());
    scene.up();
    scene.assertStage(Stage.UP, "database", "migrate", "cache", "app", "nginx");
    assertThat(get(page)).startsWith("orders: 3\nvisits: ");
    for (String[] each : new String[][] {{"database", "postgres"}, {"nginx", "www-data"}}) {
      String user = "stat -c %U /proc/" + scene.service(each[0]).pid();
      assertThat(scene.sh(user)).as(each[0]).isEqualTo(each[1]);
    }

    // The cache is only wanted.
    assertThat(scene.muster("stop", "cache").code()).isZero();
    assertThat(get(page)).startsWith("orders: 3\nvisits: not counted");
    assertThat(scene.end()).isZero();
  }

  @Test
  void s6Overlay() throws Exception {
    Needs.debianPackage("s6");
    Needs.debianPackage("execline");
    copy("s6-overlay");
    scene.up();
    scene.assertStage(Stage.UP, "prepare", "web", "web-log", "legacy-services");
    assertThat(scene.sh("s6-svstat -o ready run/service/web")).isEqualTo("true");
    scene.awaitSaying("web-log: log of web: open");
    assertThat(scene.end()).isZero();
    assertThat(scene.said()).contains("prepare: all is put away");
  }
}
