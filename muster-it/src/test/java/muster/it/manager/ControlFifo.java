package muster.it.manager;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the daemon as docs/runtime-directory.md tells programs to, many times at once: a JVM for
 * each request would take longer than the request.
 */
final class ControlFifo {
  /** Fewer than there are reply FIFOs: the real commands want one, too. */
  private static final int AT_ONCE_MAX = 12;

  private final Scene scene;
  private final List<Reply> awaited = new ArrayList<>();
  private final List<Integer> codes = new ArrayList<>();
  private int last;

  /** Where an answer comes. It is open to read and write, so nobody waits for a reader. */
  private record Reply(String request, RandomAccessFile fifo, FileInputStream in) {
    boolean isThere() throws IOException {
      return in.available() > 0;
    }

    /** The answer, {@code CODE TEXT}, comes in one piece. */
    int code() throws IOException {
      byte[] bytes = new byte[in.available()];
      fifo.readFully(bytes);
      fifo.close();
      String answer = new String(bytes, UTF_8);
      return Integer.parseInt(answer.substring(0, answer.indexOf(' ')));
    }
  }

  ControlFifo(Scene scene) {
    this.scene = scene;
  }

  /** Waits only if very many have not been answered. */
  void ask(String verb, List<String> names) throws Exception {
    scene.await(
        "one of these is answered: " + awaited, () -> collect() && awaited.size() < AT_ONCE_MAX);
    String name = "soak-" + ++last;
    Path claimed = scene.at("run/reply/" + name);
    scene.await("a reply FIFO is free", () -> claim(claimed));
    RandomAccessFile fifo = new RandomAccessFile(claimed.toFile(), "rw");
    String request = "%s %s 0 0 %s".formatted(verb, name, String.join(" ", names));
    awaited.add(new Reply(request, fifo, new FileInputStream(fifo.getFD())));
    Files.writeString(scene.at("run/control"), request + "\n", StandardOpenOption.WRITE);
  }

  /** Until all have been answered. @return the codes of all answers so far */
  List<Integer> answers() throws Exception {
    scene.await("these are answered: " + awaited, () -> collect() && awaited.isEmpty());
    return List.copyOf(codes);
  }

  private boolean collect() throws IOException {
    for (Reply reply : List.copyOf(awaited)) {
      if (reply.isThere()) {
        codes.add(reply.code());
        awaited.remove(reply);
      }
    }
    return true;
  }

  /** Who renames one has it. */
  private boolean claim(Path claimed) throws IOException {
    try (var spares = Files.newDirectoryStream(scene.at("run/reply"), "spare-*")) {
      for (Path spare : spares) {
        Files.move(spare, claimed);
        return true;
      }
    } catch (NoSuchFileException _) {
      // Somebody else was quicker.
    }
    return false;
  }
}
