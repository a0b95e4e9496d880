package muster.it.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A fresh directory with a scan directory in it, the supervisor under test, and every process that
 * belongs to it. Closing it leaves no process and no file behind.
 */
public final class Stage implements AutoCloseable {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /**
   * How long a client program may take; all of them finish in milliseconds or have a time limit of
   * their own.
   */
  private static final long COMMAND_SECONDS = 120;

  private final Target target;
  private final Path root;
  private final Path scan;
  private final Map<String, Process> background = new HashMap<>();
  private Optional<Process> supervisor = Optional.empty();

  /** What a command wrote and how it ended. */
  public record Result(String out, String err, int code) {}

  public Stage(Target target, Path base) throws IOException {
    this.target = target;
    this.root = Files.createTempDirectory(base, "play-").toRealPath();
    this.scan = Files.createDirectory(root.resolve("scan"));
    Files.createDirectory(root.resolve("store"));
  }

  public Path root() {
    return root;
  }

  /** A path of a scenario: relative to the scan directory. */
  public Path path(String relative) {
    return scan.resolve(relative).normalize();
  }

  /** Starts the supervisor; {@code wrapper} is shell text put before it, such as redirections. */
  public void start(List<String> options, String wrapper) throws IOException {
    var command = new ArrayList<>(List.of("env", "-i", "--default-signal", "PATH=" + PATH));
    command.add("MUSTER_JAVA_HOME=" + System.getProperty("java.home"));
    command.add("SCENARIO=yes");
    command.add("setsid");
    command.addAll(List.of("sh", "-c", "umask 022; " + wrapper + " exec \"$@\"", "sh"));
    command.addAll(target.command(options));
    command.add(scan.toString());
    supervisor =
        Optional.of(
            new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(stdout().toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(stderr().toFile()))
                .start());
  }

  Path stdout() {
    return root.resolve("stdout");
  }

  public Path stderr() {
    return root.resolve("stderr");
  }

  public boolean isRunning() {
    return supervisor.filter(Process::isAlive).isPresent();
  }

  public long supervisorPid() {
    return started().pid();
  }

  private Process started() {
    return supervisor.orElseThrow(() -> new PlayFailed("the supervisor was not started"));
  }

  /** The exit code of the supervisor, 128 and the signal's number if it was killed. */
  public int exitCode() {
    return started().exitValue();
  }

  /** Runs shell text in the scan directory and waits for it. */
  public Result run(String text) throws IOException, InterruptedException {
    var out = Files.createTempFile(root, "out", "");
    var err = Files.createTempFile(root, "err", "");
    var process = shell(text, out, err);
    if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new PlayFailed("still running after " + COMMAND_SECONDS + " s: " + text);
    }
    var result = new Result(Files.readString(out), Files.readString(err), process.exitValue());
    Files.delete(out);
    Files.delete(err);
    return result;
  }

  /** Starts shell text in the scan directory and goes on; {@link #join} has its result. */
  void background(String name, String text) throws IOException {
    background.put(name, shell(text, root.resolve(name + ".out"), root.resolve(name + ".err")));
  }

  Result join(String name) throws IOException, InterruptedException {
    var process = background.get(name);
    if (process == null) {
      throw new PlayFailed("nothing was started in the background as " + name);
    }
    if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
      throw new PlayFailed("still running after " + COMMAND_SECONDS + " s: background " + name);
    }
    return new Result(
        Files.readString(root.resolve(name + ".out")),
        Files.readString(root.resolve(name + ".err")),
        process.exitValue());
  }

  private Process shell(String text, Path out, Path err) throws IOException {
    var scanCommand = String.join(" ", target.command(List.of()));
    var builder = new ProcessBuilder("sh", "-c", text.replace("{supervisor}", scanCommand));
    builder.environment().clear();
    builder.environment().put("PATH", PATH);
    builder.environment().put("MUSTER_JAVA_HOME", System.getProperty("java.home"));
    return builder
        .directory(scan.toFile())
        .redirectInput(new File("/dev/null"))
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  /** The processes that services' status files name now, and which service each belongs to. */
  Map<Long, String> living() {
    var found = new HashMap<Long, String>();
    for (var base : List.of(scan, root.resolve("store"))) {
      try (var files = Files.find(base, 3, (path, _) -> path.endsWith("supervise"))) {
        files.forEach(directory -> {
          var service = Objects.requireNonNull(directory.getParent());
          var name = base.relativize(service).toString();
          StatusFile.read(service)
              .filter(status -> status.pid() != 0)
              .ifPresent(status -> found.putIfAbsent(status.pid(), status.owner(name)));
        });
      } catch (IOException | UncheckedIOException _) {
        // A directory that vanishes while it is read has no process that matters.
      }
    }
    return found;
  }

  /** Whether a process exists and is not a zombie. */
  static boolean isAlive(long pid) {
    return "Z-".indexOf(state(pid)) < 0;
  }

  /** Whether a process waits for something, and for no disk. */
  static boolean isAsleep(long pid) {
    return state(pid) == 'S';
  }

  private static char state(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException _) {
      return '-';
    }
  }

  @Override
  public void close() throws IOException {
    supervisor.ifPresent(Process::destroyForcibly);
    background.values().forEach(Process::destroyForcibly);
    Cleaner.clear(root);
  }
}
