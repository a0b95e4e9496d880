package muster.it.manager;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The real s6-rc, which is not in Debian 12, above Debian's s6-svscan. */
final class UnderS6Rc implements RcSide {
  private final Scene scene;

  UnderS6Rc() throws Exception {
    scene = new Scene();
  }

  @Override
  public void begin(List<RcTree> trees) throws Exception {
    for (RcTree tree : trees) {
      tree.write(scene);
    }
    // The live directory's path is short when it is named: those of its sockets have a limit.
    scene.sh(
        """
        mkdir scan && s6-rc-compile compiled source
        s6-svscan scan >said 2>&1 &
        until s6-svscanctl -a scan 2>/dev/null; do sleep 0.02; done
        s6-rc-init -c "$PWD/compiled" -l "$PWD/live" "$PWD/scan"
        """);
  }

  @Override
  public int ask(RcTree tree, List<String> ask) throws Exception {
    String how =
        switch (ask.getFirst()) {
          case "start" -> "-u";
          case "stop" -> "-d";
          case "prune" -> "-u -p";
          default -> throw new IllegalArgumentException(ask.toString());
        };
    String names = String.join(" ", ask.subList(1, ask.size()));
    return Integer.parseInt(
        scene.sh("s6-rc -l live %s change %s 2>>said; echo $?".formatted(how, names)));
  }

  @Override
  public Set<String> up() throws Exception {
    return new HashSet<>(scene.sh("s6-rc -l live -a list").lines().toList());
  }

  @Override
  public List<String> end() throws Exception {
    scene.sh("s6-rc -l live -D -a change 2>>said; s6-svscanctl -t scan");
    scene.await("s6-svscan ends", () -> scene.left().isEmpty());
    return scene.notes();
  }

  @Override
  public void close() throws IOException {
    scene.close();
  }
}
