package muster.it.manager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A pseudo-terminal on which the script {@code shell} of a scene runs, and somebody before it. */
final class Console {
  private final Path directory;
  private final Process process;
  private final OutputStream keys;
  private final Thread reader;
  private final StringBuilder arrived = new StringBuilder();
  private final Screen screen;

  Console(Path directory, int columns, int rows, Map<String, String> environment)
      throws IOException {
    this.directory = directory;
    this.screen = new Screen(columns, rows);
    // script makes the terminal, and takes its keys from a pipe.
    ProcessBuilder builder =
        new ProcessBuilder(
                "env", "--default-signal", "script", "-qfec", "exec ./shell", "/dev/null")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("COLUMNS", "LINES", "NO_COLOR"));
    builder.environment().putAll(Map.of("SHELL", "/bin/sh", "TERM", "xterm"));
    builder.environment().putAll(environment);
    process = builder.start();
    keys = process.getOutputStream();
    reader = new Thread(this::read, "terminal");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    char[] text = new char[8192];
    try (Reader in = new InputStreamReader(process.getInputStream(), UTF_8)) {
      for (int count = in.read(text); count > 0; count = in.read(text)) {
        synchronized (arrived) {
          arrived.append(text, 0, count);
        }
      }
    } catch (IOException _) {
      // it was closed: who waits for something on it will say so
    }
  }

  Process process() {
    return process;
  }

  void type(String text) throws IOException {
    keys.write(text.getBytes(UTF_8));
    keys.flush();
  }

  /** As by pulling at the corner of its window. */
  void resize(int columns, int rows) throws Exception {
    String tty = Files.readString(directory.resolve("tty")).strip();
    List<String> words = List.of("stty", "-F", tty, "columns", "" + columns, "rows", "" + rows);
    screen();
    assertThat(new ProcessBuilder(words).start().waitFor()).isZero();
    screen.resize(columns, rows);
  }

  /** What is on it now. */
  Screen screen() {
    synchronized (arrived) {
      screen.show(arrived.toString());
      arrived.setLength(0);
    }
    return screen;
  }

  /** What is on it when the program has ended. */
  Screen last() throws InterruptedException {
    reader.join();
    return screen();
  }
}
