package muster.it.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import muster.it.Needs;
import muster.it.conformance.Cleaner;
import muster.it.conformance.Stage;
import muster.it.conformance.StatusFile;
import muster.it.conformance.Target;

/** A scan directory of real services, {@code muster scan} on it, and a shell beside them. */
final class Scene implements AutoCloseable {
  /** At least twenty times what anything here takes on an idle machine. */
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final long LOOK_EVERY_MILLIS = 25;

  /** A service that is there and does nothing. */
  static final String SLEEPER = "exec sleep 1000";

  private final Path base;
  private final Stage stage;

  /** Where the mounts of the daemon are seen from outside its namespace; empty: it has none. */
  private String mounts = "";

  Scene() throws IOException {
    Needs.debianPackage("s6");
    base = Cleaner.makeBase();
    stage = new Stage(Target.MUSTER, base);
  }

  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  // ---- before it starts ---------------------------------------------------------------------

  /** A service whose {@code run} is a shell script; {@code name} is as in {@code web/log}. */
  void service(String name, String script) throws IOException {
    script(name + "/run", script);
  }

  void script(String path, String script) throws IOException {
    file(path, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(at(path), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  void file(String path, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(at(path).getParent()));
    Files.writeString(at(path), text);
  }

  /** In the scan directory, as the daemon sees it. */
  Path at(String path) {
    return mounts.isEmpty() ? stage.path(path) : Path.of(mounts + stage.path("")).resolve(path);
  }

  // ---- the daemon ---------------------------------------------------------------------------

  /**
   * Starts the daemon and waits until it listens.
   *
   * @param before shell text that runs in its process before it
   */
  void start(String before, String... options) throws Exception {
    stage.start(List.of(options), before);
    await("the daemon listens", () -> stage.run("s6-svscanctl -z .").code() == 0);
  }

  /**
   * Starts it in a mount namespace of its own.
   *
   * @param mounting shell text that mounts, in the directory above the scan directory {@code scan}
   */
  void startWithMounts(String mounting) throws Exception {
    launchWithMounts(mounting);
    mounts = "/proc/" + stage.supervisorPid() + "/root";
    await("the daemon listens", () -> sh("s6-svscanctl -z . 2>/dev/null || echo no").isEmpty());
  }

  /** The same for a daemon that will not come to listen. */
  void launchWithMounts(String mounting) throws IOException {
    Needs.debianPackage("util-linux");
    String inside = "set -e; " + mounting + "; exec \"$@\"";
    stage.start(List.of(), "exec unshare -rm sh -c '" + inside + "' sh \"$@\"; ");
  }

  long pid() {
    return stage.supervisorPid();
  }

  /** Sends the daemon a signal. */
  void signal(String name) throws Exception {
    sh("kill -" + name + " " + pid());
  }

  /** Stops everything. @return the exit code of the daemon, which by then has no services */
  int end() throws Exception {
    signal("TERM");
    return ended();
  }

  int ended() throws Exception {
    await("the daemon ends", () -> !stage.isRunning());
    return stage.exitCode();
  }

  /** What the daemon has told people so far. */
  List<String> said() throws IOException {
    return Files.readAllLines(stage.stderr());
  }

  void awaitSaying(String text) throws Exception {
    await("it says: " + text, () -> said().stream().anyMatch(line -> line.contains(text)));
  }

  // ---- its services -------------------------------------------------------------------------

  boolean isUp(String name) {
    return StatusFile.read(at(name)).filter(StatusFile::isUp).isPresent();
  }

  void awaitUp(String... names) throws Exception {
    for (String name : names) {
      await(name + " is up", () -> isUp(name));
    }
  }

  long pidOf(String name) {
    return StatusFile.read(at(name)).orElseThrow().pid();
  }

  /** In how many services' directories there are processes. */
  int running() throws Exception {
    String find = "find /proc/[0-9]*/cwd -maxdepth 0 -lname '%s/*/*' -printf '%%l\\0' 2>/dev/null";
    return Integer.parseInt(
        sh(("{ " + find + " || :; } | sort -zu | tr -cd '\\0' | wc -c").formatted(stage.root())));
  }

  /** Proves that the daemon lives and serves: takes a service down and up again. */
  void assertObeyed(String name) throws Exception {
    sh("s6-svc -wD -T 60000 -d " + name + " && s6-svc -wu -T 60000 -u " + name);
  }

  // ---- beside them --------------------------------------------------------------------------

  /** Runs shell text in the scan directory, which must succeed. @return what it wrote */
  String sh(String text) throws Exception {
    String cd = mounts.isEmpty() ? "" : "cd " + at("") + " && ";
    Stage.Result result = stage.run(cd + text);
    assertThat(result.code()).as("%s\n%s", text, result.err()).isZero();
    return result.out().strip();
  }

  static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (!holds(condition)) {
      assertThat(System.nanoTime()).as("deadline: " + what).isLessThan(deadline);
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private static boolean holds(Condition condition) throws Exception {
    try {
      return condition.holds();
    } catch (IOException _) {
      return false; // not yet there
    }
  }

  @Override
  public void close() throws IOException {
    if (!mounts.isEmpty()) {
      killNamespace();
    }
    stage.close();
    Files.delete(base);
  }

  /** Whoever shares the daemon's mounts cannot be told from outside by the directory it is in. */
  private void killNamespace() throws IOException {
    Path own = Path.of("/proc", Long.toString(pid()), "ns/mnt");
    if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path namespace = Files.readSymbolicLink(own);
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        try {
          if (Files.readSymbolicLink(process.resolve("ns/mnt")).equals(namespace)) {
            ProcessHandle.of(Long.parseLong(String.valueOf(process.getFileName())))
                .ifPresent(ProcessHandle::destroyForcibly);
          }
        } catch (IOException _) {
          // It has just ended.
        }
      }
    }
  }
}
