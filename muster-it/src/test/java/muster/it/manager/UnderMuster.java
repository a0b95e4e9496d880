package muster.it.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import muster.core.Stage;
import muster.view.Snapshot;

/** {@code muster run}, asked by commands, or as a program asks it. */
final class UnderMuster implements RcSide {
  private final Scene scene;
  private final ControlFifo control;

  UnderMuster() throws Exception {
    scene = new Scene();
    control = new ControlFifo(scene);
  }

  @Override
  public void begin(List<RcTree> trees) throws Exception {
    for (RcTree tree : trees) {
      tree.write(scene);
    }
    Files.createDirectories(scene.at("source/none/contents.d"));
    scene.file("source/none/type", "bundle\n");
    scene.source("source");
    scene.up("--up", "none");
  }

  @Override
  public int ask(RcTree tree, List<String> ask) throws Exception {
    return tree.hasCommands() ? command(ask) : request(ask);
  }

  private int command(List<String> ask) throws Exception {
    List<String> words = new ArrayList<>(ask);
    if (ask.getFirst().equals("prune")) {
      words.set(0, "start");
      words.add(1, "--prune");
    }
    return scene.muster(words.toArray(String[]::new)).code();
  }

  /** Of a prune, its start is the second half. */
  private int request(List<String> ask) throws Exception {
    List<String> names = ask.subList(1, ask.size());
    int code = request(ask.getFirst(), names);
    return code == 0 && ask.getFirst().equals("prune") ? request("start", names) : code;
  }

  private int request(String verb, List<String> names) throws Exception {
    control.ask(verb, names);
    return control.answers().getLast();
  }

  /** A request is answered when its outcome is known, and what it has begun may go on. */
  @Override
  public Set<String> up() throws Exception {
    scene.await(
        "nothing moves",
        () ->
            in(Stage.WAITING, Stage.STARTING, Stage.BACKOFF, Stage.STOPPING, Stage.FINISHING)
                .isEmpty());
    return in(Stage.UP);
  }

  private Set<String> in(Stage... stages) throws IOException {
    Set<String> names = new HashSet<>();
    Snapshot snapshot = Snapshot.of(Files.readAllBytes(scene.at("run/trace")), new byte[0]);
    snapshot
        .services()
        .forEach((name, service) -> {
          if (List.of(stages).contains(service.stage())) {
            names.add(name);
          }
        });
    return names;
  }

  @Override
  public List<String> end() throws Exception {
    assertThat(scene.end()).isZero();
    return scene.notes();
  }

  @Override
  public void close() throws IOException {
    scene.close();
  }
}
