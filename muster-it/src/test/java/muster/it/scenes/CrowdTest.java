package muster.it.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Scan directories that are full of things. */
class CrowdTest {
  private final @AutoClose Scene scene;

  CrowdTest() throws Exception {
    scene = new Scene();
  }

  /** 1,000 services, and 200 entries that are none and look like some. */
  @Test
  void aThousandServicesAmongEverythingElse() throws Exception {
    scene.sh(
        """
        long=$(printf '%0249d' 0)
        odd=$(printf 'not \\377\\376utf-8\\n')
        set --
        for i in $(seq 100); do
          set -- "$@" ../store/first$i ../store/second$i "$odd$i" "$long-$((10000 + i))"
          for j in 1 2 3 4 5 6; do set -- "$@" s$i-$j; done
        done
        mkdir "$@" $(seq -f .dot%g 40)
        for name; do printf '#!/bin/sh\\nexec sleep 1000\\n' >"$name/run"; done
        chmod +x */run ../store/*/run
        ln -s ../store/* .
        ln -s $(seq -f nowhere%g 40) .
        for i in $(seq 40); do ln -s circle$i circle$i; done
        mkfifo $(seq -f fifo%g 40)
        touch $(seq -f file%g 40)
        """);
    scene.start("", "max", "1000");
    Scene.await("all are up", () -> scene.running() == 1000);
    assertThat(scene.sh("ls -d .dot*/supervise 2>/dev/null || :")).isEmpty();
    assertThat(scene.said()).hasSize(3 + 80).allMatch(line -> line.indexOf('\n') < 0);
    assertThat(scene.said()).contains("muster: supervising 1000 services in " + scene.at(""));
    assertThat(scene.said())
        .filteredOn(line -> line.contains("cannot look at "))
        .hasSize(80)
        .anyMatch(line -> line.contains("cannot look at nowhere7: "))
        .anyMatch(line -> line.contains("cannot look at circle7: "));
    assertThat(scene.end()).isZero();
    assertThat(scene.running()).isZero();
  }

  /** What is beyond the limit of descriptors is told in one line, and the rest works. */
  @Test
  void moreServicesThanDescriptors() throws Exception {
    for (int i = 0; i < 40; i++) {
      scene.service("s" + i, Scene.SLEEPER);
    }
    scene.start("ulimit -n 90; ");
    scene.awaitSaying(": room for ");
    int room = room();
    assertThat(room).isBetween(10, 25);
    Scene.await("as many are up as there is room for", () -> scene.running() == room);
    assertThat(beyond())
        .singleElement()
        .asString()
        .matches(
            ".*supervise s\\d+, s\\d+, s\\d+ and " + (37 - room) + " more: no room for more.*");

    // What needs descriptors for a moment has them: this makes FIFOs, tells events, starts.
    String one = scene.sh("ls -d s*/supervise | head -n 1").replace("/supervise", "");
    scene.assertObeyed(one);

    // When one goes, the next one comes, and is not asked for.
    scene.sh("mv " + one + " ../store && s6-svscanctl -an .");
    Scene.await("another one has its place", () -> scene.running() == room);
    assertThat(beyond()).hasSizeBetween(2, 3);
    scene.signal("HUP"); // found no place among the descriptors in earlier times, and killed
    scene.assertObeyed(scene.sh("ls -d s*/supervise | head -n 1").replace("/supervise", ""));
    assertThat(scene.end()).isZero();
  }

  private int room() throws Exception {
    String line =
        scene.said().stream()
            .filter(each -> each.contains(": room for "))
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(line.replaceAll(".*room for (\\d+) .*", "$1"));
  }

  private List<String> beyond() throws Exception {
    return scene.said().stream().filter(line -> line.contains("cannot supervise")).toList();
  }
}
