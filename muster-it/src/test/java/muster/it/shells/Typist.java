package muster.it.shells;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Types into an interactive shell on a terminal of its own, and reads its screen. */
final class Typist implements AutoCloseable {
  private final Process process;
  private final OutputStream keys;
  private final StringBuilder screen = new StringBuilder();

  /**
   * @param shell its command line
   * @param home where it is and finds its files: nothing of the user's
   */
  Typist(String shell, Path home, Map<String, String> environment) throws IOException {
    // script gives it a terminal, and takes its keys from a pipe.
    ProcessBuilder builder =
        new ProcessBuilder("script", "-q", "-f", "-e", "-c", shell, "/dev/null")
            .directory(home.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("MUSTER_"));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("XDG_CONFIG_HOME", home.toString());
    builder.environment().put("XDG_DATA_HOME", home.toString());
    builder.environment().put("TERM", "xterm");
    builder.environment().putAll(environment);
    process = builder.start();
    keys = process.getOutputStream();
    Thread reader = new Thread(this::read, "screen");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    byte[] bytes = new byte[8192];
    try (InputStream in = process.getInputStream()) {
      for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
        synchronized (screen) {
          screen.append(new String(bytes, 0, count, UTF_8));
          screen.notifyAll();
        }
      }
    } catch (IOException e) {
      // the shell has gone: who waits for its words will say so
    }
  }

  void type(String text) throws IOException {
    keys.write(text.getBytes(UTF_8));
    keys.flush();
  }

  /** Waits until the screen shows something, and forgets what is on it. */
  void await(String wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Program.DEADLINE_SECONDS);
    synchronized (screen) {
      while (screen.indexOf(wanted) < 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("no \"" + wanted + "\" on the screen: " + screen);
        }
        screen.wait(left);
      }
      screen.setLength(0);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
