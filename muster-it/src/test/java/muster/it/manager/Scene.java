package muster.it.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import muster.core.Stage;
import muster.core.trace.Trace;
import muster.core.trace.TraceRecord;
import muster.it.conformance.Cleaner;
import muster.view.Snapshot;

/**
 * A set of services in a directory of its own, {@code muster run} on it, and people beside it.
 *
 * <p>Services write down what happens to them, a line each, into one file: {@code +web} when web
 * starts, {@code -web} when it has ended as it was asked to. Their order there is the order in
 * which it happened.
 */
final class Scene implements AutoCloseable {
  /** At least twenty times what anything here takes on an idle machine. */
  private static final long DEADLINE_SECONDS = 60;

  private static final long LOOK_EVERY_MILLIS = 20;

  /**
   * What scripts of services begin with. Each service that serves holds a lock: a second one of it
   * writes down that it is a twin.
   */
  private static final String LIBRARY =
      """
      note() { echo "$*" >>notes; }
      alone() { exec 9>>"lock-$1"; flock -n 9 || { note "twin $1"; exit 99; }; }
      rest() { exec 8<>silence; while :; do read -r _ <&8; done; }
      serve() { alone "$1"; trap "note -$1; exit 0" TERM; note "+$1"; rest; }
      """;

  private final Path base;
  private final Path root;
  private final Path launcher;
  private String source = "set.toml";
  private Optional<Process> keeper = Optional.empty();

  /** What a command wrote and how it ended. */
  record Result(int code, String out, String err) {}

  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  Scene() throws Exception {
    base = Cleaner.makeBase();
    root = Files.createTempDirectory(base, "scene-").toRealPath();
    launcher = Launcher.make(root.resolve("home"));
    for (Path directory : List.of(base, root)) { // services may have other users
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    file("lib", LIBRARY);
    file("notes", "");
    sh("mkfifo -m 666 silence; chmod 666 notes");
  }

  // ---- before it starts ---------------------------------------------------------------------

  void set(String toml) throws IOException {
    file("set.toml", toml);
  }

  /** Shell text, as it stands in TOML, that serves until it is told to stop. */
  static String serve(String name) {
    return "'. ./lib; serve " + name + "'";
  }

  /** Instead of {@code set.toml}. */
  void source(String path) {
    source = path;
  }

  void file(String path, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(at(path).getParent()));
    Files.writeString(at(path), text);
  }

  void script(String path, String text) throws IOException {
    file(path, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(at(path), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Path at(String path) {
    return root.resolve(path);
  }

  // ---- muster run ---------------------------------------------------------------------------

  /** Begins, and waits for nothing. */
  void run(String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("run", "--run", "run"));
    words.addAll(List.of(options));
    words.add(source);
    keeper = Optional.of(process(words, "said"));
  }

  /** Begins on a terminal, as somebody's shell would do it. */
  Console runOnTerminal(int columns, int rows, Map<String, String> environment) throws Exception {
    script(
        "shell",
        """
        stty columns %d rows %d && tty >tty && stty -g >before
        trap : INT
        '%s' run --run run %s
        code=$?
        stty -g >after
        exit $code
        """
            .formatted(columns, rows, launcher, source));
    Console console = new Console(root, columns, rows, environment);
    keeper = Optional.of(console.process());
    return console;
  }

  /** Begins, and waits until all that is to come up has come up or failed. */
  void up(String... options) throws Exception {
    run(options);
    awaitAnswer();
  }

  /** Until the daemon has done what it was started for. */
  void awaitAnswer() throws Exception {
    await(
        "the daemon has answered itself",
        () ->
            Trace.read(Files.readAllBytes(at("run/trace"))).stream()
                .anyMatch(
                    record -> record instanceof TraceRecord.Answered(_, long id, _, _) && id == 1));
  }

  /** The process that people know. */
  long keeper() {
    return keeper.orElseThrow().pid();
  }

  long daemon() throws IOException {
    String pid = Files.readString(at("run/lock")).strip();
    if (pid.isEmpty()) {
      throw new IOException("a new daemon is just about to write its pid");
    }
    return Long.parseLong(pid);
  }

  /** Everything that the keeper and the daemon have said. */
  String said() throws IOException {
    return Files.readString(at("said"));
  }

  void awaitSaying(String text) throws Exception {
    await("it says: " + text, () -> said().contains(text));
  }

  /** Stops everything, as Ctrl-C does. @return the exit code; nothing is left by then */
  int end() throws Exception {
    sh("kill -INT " + keeper());
    return ended();
  }

  /** Waits for the end. @return the exit code; nothing is left by then, and nobody had a twin */
  int ended() throws Exception {
    await("muster run ends", () -> !keeper.orElseThrow().isAlive());
    assertThat(left()).isEmpty();
    assertThat(notes()).noneMatch(note -> note.startsWith("twin"));
    return keeper.orElseThrow().exitValue();
  }

  /** Command lines of processes that work in this directory, or have a file in it open. */
  List<String> left() throws IOException {
    List<String> found = new ArrayList<>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (isHere(process)) {
          found.add(process + ": " + commandLine(process));
        }
      }
    }
    return found;
  }

  private boolean isHere(Path process) {
    try (var open = Files.newDirectoryStream(process.resolve("fd"))) {
      if (Files.readSymbolicLink(process.resolve("cwd")).startsWith(root)) {
        return true;
      }
      for (Path fd : open) {
        if (Files.readSymbolicLink(fd).startsWith(root)) {
          return true;
        }
      }
    } catch (IOException _) {
      // It has just ended, or that file was closed.
    }
    return false;
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
    } catch (IOException _) {
      return "it has just ended";
    }
  }

  // ---- what happens -------------------------------------------------------------------------

  List<String> notes() throws IOException {
    return Files.readAllLines(at("notes"));
  }

  void awaitNote(String note) throws Exception {
    await("services note " + note, () -> notes().contains(note));
  }

  TraceRecord.Changed service(String name) throws IOException {
    return Snapshot.of(Files.readAllBytes(at("run/trace")), new byte[0]).service(name);
  }

  void await(String name, Stage stage) throws Exception {
    await(name + " is " + stage.word(), () -> service(name).stage() == stage);
  }

  void assertStage(Stage stage, String... names) throws Exception {
    for (String name : names) {
      assertThat(service(name).stage()).as(name).isEqualTo(stage);
    }
  }

  void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!holds(condition)) {
      assertThat(System.nanoTime())
          .withFailMessage(() -> "deadline: " + what + "\n" + all())
          .isLessThan(deadline);
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

  private String all() {
    try {
      return sh("tail -n 1000 said notes run/trace 2>&1 || :");
    } catch (Exception e) {
      return String.valueOf(e);
    }
  }

  // ---- people -------------------------------------------------------------------------------

  /** A command of Muster's, which must end in time. */
  Result muster(String... words) throws Exception {
    return Objects.requireNonNull(ask(words)).result();
  }

  /** A command that goes on while others are given. */
  final class Asked {
    private final Process process;
    private final Path out;

    private Asked(Process process, Path out) {
      this.process = process;
      this.out = out;
    }

    long pid() {
      return process.pid();
    }

    /** What it has written so far. */
    String said() throws IOException {
      return Files.readString(out);
    }

    /** Ends it, if it does not end by itself. */
    void stop() throws InterruptedException {
      process.destroy();
      process.waitFor();
    }

    Result result() throws Exception {
      assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS))
          .withFailMessage(() -> "a command does not end\n" + all())
          .isTrue();
      return new Result(
          process.exitValue(), Files.readString(out), Files.readString(Path.of(out + ".err")));
    }
  }

  Asked ask(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(1, List.of("--run", "run"));
    Path out = Files.createTempFile(root, "out-", "");
    return new Asked(process(all, String.valueOf(out.getFileName())), out);
  }

  private Process process(List<String> words, String out) throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal", launcher.toString()));
    command.addAll(words);
    boolean both = out.equals("said");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(at(out).toFile());
    return both
        ? builder.redirectErrorStream(true).start()
        : builder.redirectError(at(out + ".err").toFile()).start();
  }

  /** Shell text in the scene's directory, which must succeed. @return what it wrote */
  String sh(String text) throws Exception {
    Path out = Files.createTempFile(base, "sh", "");
    Process shell =
        new ProcessBuilder("sh", "-c", text)
            .directory(root.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(shell.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).as(text).isTrue();
    String output = Files.readString(out);
    Files.delete(out);
    assertThat(shell.exitValue()).as("%s\n%s", text, output).isZero();
    return output.strip();
  }

  @Override
  public void close() throws IOException {
    keeper.ifPresent(Process::destroyForcibly);
    Cleaner.clear(root);
    Files.delete(base);
  }
}
