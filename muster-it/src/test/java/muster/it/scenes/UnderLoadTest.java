package muster.it.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Floods, and directories that move while everybody works. */
class UnderLoadTest {
  private final @AutoClose Scene scene;

  UnderLoadTest() throws Exception {
    scene = new Scene();
  }

  /**
   * Services that are commanded, die and start all the time, while their directories are renamed
   * and removed. Each takes a lock: a second one of the same directory would be seen.
   */
  @Test
  void directoriesAreRenamedAndRemoved() throws Exception {
    String locked = "echo $$ >>pids; exec s6-setlock -n own " + Scene.SLEEPER.substring(5);
    for (int i = 0; i < 30; i++) {
      scene.service("s" + i, locked);
      scene.script("s" + i + "/finish", "test $1 = 256 || echo \"$@\" >>../../doubles");
    }
    scene.start("");
    for (int i = 0; i < 30; i++) {
      scene.awaitUp("s" + i);
    }
    scene.sh(
        """
        for round in 1 2 3 4; do
          for s in *[05]; do mv $s renamed-$s; s6-svc -k renamed-$s & done
          s6-svscanctl -an .
          for s in *[16]; do s6-svc -k $s & done
          for s in *s[27]; do mv $s ../store; done
          s6-svscanctl -an .
          for s in *[38]; do s6-svc -r $s & done
          mv ../store/* .
          s6-svscanctl -a .
          for s in *[49]; do rm -rf $s/event; s6-svc -t $s & done
          wait
        done
        rm -rf s4 s14 s24
        s6-svscanctl -an .
        """);
    Scene.await("each of the 27 that are left has one process", () -> scene.running() == 27);
    Scene.await("they are up", () -> scene.sh("s6-svstat -o up s* r* | sort -u").equals("true"));
    assertThat(scene.at("../doubles")).doesNotExist();
    assertThat(scene.end()).isZero();
    assertThat(scene.running()).isZero();
  }

  /** Its FIFO is full all the time; the others are obeyed meanwhile, and so is it in the end. */
  @Test
  void aFloodOfCommands() throws Exception {
    scene.service("flooded", Scene.SLEEPER);
    scene.service("other", Scene.SLEEPER);
    scene.start("");
    scene.awaitUp("flooded", "other");
    scene.sh("(while test -e flooded/run; do printf 'c\\377'; done) >flooded/supervise/control &");
    Scene.await("it is flooded", () -> saidOf("flooded: and 31 more in supervise/control") > 100);
    scene.assertObeyed("other");
    scene.sh("mv flooded/run flooded/no-more");
    assertThat(saidOf("flooded: unknown command in supervise/control: byte 255")).isPositive();
    scene.assertObeyed("other");
    scene.sh("s6-svc -wD -T 60000 -d flooded");
    assertThat(scene.pidOf("flooded")).isZero();
  }

  @Test
  void aFloodOfCommandsToTheScanner() throws Exception {
    scene.service("web", Scene.SLEEPER);
    scene.start("");
    scene.awaitUp("web");
    scene.sh("{ head -c 500000 /dev/zero; yes z | head -n 500000; } >.s6-svscan/control");
    scene.service("late", Scene.SLEEPER);
    scene.sh("s6-svscanctl -a .");
    scene.awaitUp("late");
    scene.assertObeyed("web");
    assertThat(saidOf("unknown command in .s6-svscan/control: byte 0")).isPositive();
    assertThat(scene.said().size()).isLessThan(100_000);
  }

  /** A logger that dies again and again gets every line once, though its service floods it. */
  @Test
  void aFloodOfLinesAndALoggerThatDies() throws Exception {
    int lines = 100_000;
    scene.service("web", "seq " + lines + "; echo >written; " + Scene.SLEEPER);
    scene.service("web/log", "exec dd bs=4k count=60 iflag=fullblock status=none >>lines");
    scene.service("other", Scene.SLEEPER);
    scene.start("");
    scene.awaitUp("other");
    scene.assertObeyed("other"); // while the pipe is full, and nobody reads it
    Scene.await("all is written", () -> Files.exists(scene.at("web/written")));
    assertThat(scene.sh("wc -c <web/supervise/death_tally")).isEqualTo("0");
    assertThat(scene.sh("wc -c <web/log/supervise/death_tally")).isEqualTo("28");
    assertThat(scene.end()).isZero();
    assertThat(Files.readAllLines(scene.at("web/log/lines")))
        .containsExactlyElementsOf(
            () -> IntStream.rangeClosed(1, lines).mapToObj(Integer::toString).iterator());
  }

  private long saidOf(String text) throws Exception {
    return scene.said().stream().filter(line -> line.equals("muster: warning: " + text)).count();
  }
}
