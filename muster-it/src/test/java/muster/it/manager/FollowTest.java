package muster.it.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code muster logs -f} beside a daemon that writes and rotates. */
class FollowTest {
  private static final int LINES = 20_000;

  private final @AutoClose Scene scene;

  FollowTest() throws Exception {
    scene = new Scene();
  }

  @Test
  void eachLineOnceAndWhatIsStartedLater() throws Exception {
    scene.set(
        """
        [default]
        bundle = ["web"]
        [web]
        run = '. ./lib; i=0; while [ $i -lt %d ]; do i=$((i+1)); echo "line $i"; done; rest'
        log = { size = 4096, keep = 1000 }
        [late]
        needs = ["web"]
        run = '. ./lib; seq -f "also %%g" 5000; rest'
        log = { size = 4096, keep = 1000 }
        [quiet]
        needs = ["web"]
        run = '. ./lib; echo caught; rest'
        log = "catch-all"
        """
            .formatted(LINES));
    scene.run();
    scene.await("it logs", () -> Files.exists(scene.at("run/log/web/current")));
    Scene.Asked followed = scene.ask("logs", "-f", "--since", "1h");
    scene.await("the last line is printed", () -> followed.said().contains("line " + LINES));
    Scene.Asked fromNow = scene.ask("logs", "-f", "-n", "1");
    scene.await("it follows", () -> fromNow.said().contains("line " + LINES));
    scene.sh("kill -STOP " + fromNow.pid()); // so that it finds a log that was rotated already
    scene.muster("start", "late", "quiet");
    scene.await("what was started later", () -> followed.said().contains("late: also 5000"));
    scene.sh("kill -CONT " + fromNow.pid());
    scene.await("by both", () -> fromNow.said().contains("late: also 5000"));
    fromNow.stop();
    assertThat(fromNow.said()).contains("late: also 1\n"); // all of it, for it is new
    scene.await("and the catch-all", () -> followed.said().contains("quiet: caught"));
    followed.stop();
    List<String> lines =
        followed
            .said()
            .lines()
            .filter(line -> line.contains(" web: "))
            .map(FollowTest::text)
            .toList();
    assertThat(lines)
        .isEqualTo(IntStream.rangeClosed(1, LINES).mapToObj(i -> "line " + i).toList());
    assertThat(scene.end()).isZero();
    assertThat(scene.sh("ls run/log/web | grep -c '^@'")).matches("[1-9][0-9]+"); // it was rotated
  }

  private static String text(String line) {
    return line.substring(line.indexOf(" web: ") + " web: ".length());
  }
}
