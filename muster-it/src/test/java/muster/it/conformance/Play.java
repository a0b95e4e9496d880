package muster.it.conformance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Plays one scenario against one target and writes down what is seen. */
final class Play implements AutoCloseable {
  /** How long to wait before looking whether a command was obeyed, and giving it again. */
  private static final long SETTLE_MILLIS = 20;

  private static final Pattern PROCESS = Pattern.compile("(.+)#(\\d+)");

  private final Scenario scenario;
  private final Path templates;
  private final Stage stage;
  private final Plain plain;
  private final Await await;
  private final Map<String, Ear> ears = new HashMap<>();
  private final List<String> transcript = new ArrayList<>();

  /** The transcript, and the message of the step that could not be done, empty if all could. */
  record Outcome(Target target, List<String> transcript, String failure) {}

  private Play(Scenario scenario, Target target, Path conformance, Path base) throws IOException {
    this.scenario = scenario;
    this.templates = conformance.resolve("services");
    this.stage = new Stage(target, base);
    this.plain = new Plain(stage.root());
    this.await = new Await(stage, ears);
  }

  /** Plays it; {@code base} is where the scratch directory is made. */
  static Outcome play(Scenario scenario, Target target, Path conformance, Path base)
      throws IOException, InterruptedException {
    try (var play = new Play(scenario, target, conformance, base)) {
      return new Outcome(target, play.transcript, play.perform());
    }
  }

  private String perform() throws InterruptedException {
    for (var step : scenario.steps()) {
      transcript.add(step.toString());
      int seen = transcript.size();
      try {
        perform(step);
        checkExpected(step, transcript.subList(seen, transcript.size()));
      } catch (IOException | PlayFailed e) {
        return "%s:%d: %s%s".formatted(scenario.file(), step.line(), e, lastWords());
      }
    }
    return "";
  }

  private void checkExpected(Step step, List<String> seen) {
    var wanted = step.expected().stream().map(line -> "  " + line).toList();
    if (!wanted.isEmpty() && !wanted.equals(seen)) {
      throw new PlayFailed(
          "expected\n%s\nbut saw\n%s"
              .formatted(String.join("\n", wanted), String.join("\n", seen)));
    }
  }

  private String lastWords() {
    try {
      var lines = Files.readAllLines(stage.stderr());
      var last = lines.subList(Math.max(0, lines.size() - 15), lines.size());
      return "\nthe supervisor "
          + (stage.isRunning() ? "runs" : "does not run")
          + (last.isEmpty() ? "" : ", its last words:\n  " + String.join("\n  ", last));
    } catch (IOException _) {
      return "";
    }
  }

  private void perform(Step step) throws IOException, InterruptedException {
    switch (step.verb()) {
      case "service" -> makeService(step);
      case "file" -> makeFile(step);
      case "do" -> mustWork(step.argument());
      case "$" -> saw(stage.run(step.argument()));
      case "back" -> stage.background(step.word(0), step.after(1));
      case "join" -> saw(stage.join(step.word(0)));
      case "start" -> start(step);
      case "signal" -> mustWork("kill -" + step.word(0) + " " + pidOf(step.word(1)));
      case "await" -> await.reached(step);
      case "settle" -> settle(step);
      case "listen" -> listen(step.word(0));
      case "heard" -> heard(ear(step.word(0)));
      case "gap" -> gap(step);
      case "quiet" -> quiet(step);
      case "status" -> saw(status(step.word(0)).shown(step.word(0), plain));
      case "flags" -> saw("0x%02x".formatted(status(step.word(0)).flags()));
      case "tally" ->
          DeathTally.shown(stage.path(step.word(0)), step.word(0), plain).forEach(this::saw);
      case "tree" -> TreeLook.shown(stage.path(step.word(0))).forEach(this::saw);
      case "kind" -> saw(TreeLook.kind(stage.path(step.word(0))));
      case "cat" -> cat(stage.path(step.word(0)));
      case "output" -> cat(stage.stdout());
      case "mentions" ->
          saw(Files.readString(stage.stderr()).contains(step.argument()) ? "yes" : "no");
      case "process" -> process(step);
      case "alive" -> saw(Stage.isAlive(pidOf(step.word(0))) ? "yes" : "no");
      case "exit" -> saw("code " + stage.exitCode());
      default -> throw new PlayFailed("unknown verb `" + step.verb() + "`");
    }
  }

  private void saw(String text) {
    plain.text(text, stage.living()).lines().forEach(line -> transcript.add("  " + line));
  }

  private void saw(Stage.Result result) {
    saw(
        result.out()
            + result.err().replaceAll("(?m)^", "error: ").replaceAll("error: \\z", "")
            + "code "
            + result.code());
  }

  private void cat(Path path) throws IOException {
    saw(Files.readString(path));
  }

  private void mustWork(String command) throws IOException, InterruptedException {
    var result = stage.run(command);
    if (result.code() != 0) {
      throw new PlayFailed("`%s` exited %d: %s".formatted(command, result.code(), result.err()));
    }
  }

  /** {@code start [OPTION VALUE]… [with SHELL TEXT]}, then waits until it listens. */
  private void start(Step step) throws IOException, InterruptedException {
    var words = step.words();
    int with = words.indexOf("with");
    var options = with < 0 ? words : words.subList(0, with);
    stage.start(options, with < 0 ? "" : step.after(with + 1));
    await.reached(new Step(step.line(), "await", "$ s6-svscanctl -z .", List.of(), List.of()));
  }

  /**
   * {@code settle NAME up|down}: waits until everything that was written to the control FIFO before
   * is done. It says once more what is wanted, and waits for the status file that this writes anew;
   * again and again, because two files of one moment can look the same.
   */
  private void settle(Step step) throws IOException, InterruptedException {
    var directory = stage.path(step.word(0)).resolve("supervise");
    var again = step.word(1).equals("up") ? "u" : "O";
    var before = version(directory.resolve("status"));
    await.until(
        step,
        () -> {
          Files.writeString(directory.resolve("control"), again);
          Thread.sleep(SETTLE_MILLIS);
          return !version(directory.resolve("status")).equals(before);
        });
  }

  private static Map<String, Object> version(Path file) throws IOException {
    return Files.readAttributes(file, "unix:ino,ctime");
  }

  private void listen(String service) throws IOException, InterruptedException {
    if (!Files.exists(stage.path(service).resolve("event"))) {
      mustWork("s6-mkfifodir " + service + "/event");
    }
    var before = ears.put(service, new Ear(stage.path(service)));
    if (before != null) {
      before.close();
    }
  }

  private Ear ear(String service) {
    var ear = ears.get(service);
    if (ear == null) {
      throw new PlayFailed("nobody listens to " + service);
    }
    return ear;
  }

  private void heard(Ear ear) throws IOException, InterruptedException {
    ear.catchUp();
    saw(ear.events());
  }

  /** The largest of the given numbers of seconds that passed between two events. */
  private void gap(Step step) {
    double seconds = ear(step.word(0)).gapSeconds(step.word(1).charAt(0), step.word(2).charAt(0));
    int chosen = 0;
    for (var choice : step.words().subList(3, step.words().size())) {
      int whole = Integer.parseInt(choice);
      if (seconds >= whole - 0.15) {
        chosen = whole;
      }
    }
    saw(chosen == 0 ? "at once" : "after " + chosen + " s");
  }

  /** What is heard in a stretch of time in which nothing should be. */
  private void quiet(Step step) throws IOException, InterruptedException {
    var ear = ear(step.word(0));
    ear.catchUp();
    int before = ear.count();
    Thread.sleep(Long.parseLong(step.word(1)));
    ear.catchUp();
    saw("heard `" + ear.events().substring(before) + "`");
  }

  private StatusFile status(String service) {
    return StatusFile.read(stage.path(service))
        .orElseThrow(() -> new PlayFailed("no whole status file of " + service));
  }

  /** Looks when the process rests: one that has just been executed still opens and closes files. */
  private void process(Step step) throws IOException, InterruptedException {
    long pid = pidOf(step.word(0));
    await.until(step, () -> Stage.isAsleep(pid));
    var look = new ProcessLook(pid, plain, stage.root());
    for (var aspect : step.words().subList(1, step.words().size())) {
      for (var line : look.shown(aspect)) {
        saw(line);
      }
    }
  }

  /**
   * {@code supervisor}, a service's process of now, or one that was seen before ({@code web#1}).
   */
  private long pidOf(String name) {
    if (name.equals("supervisor")) {
      return stage.supervisorPid();
    }
    if (PROCESS.matcher(name).matches()) {
      return plain.pidNamed("<" + name + ">");
    }
    var status = status(name);
    if (status.pid() == 0) {
      throw new PlayFailed(name + " has no process");
    }
    plain.pid(status.pid(), status.owner(name));
    return status.pid();
  }

  /** {@code service PATH [like TEMPLATE]}: a directory, with a copy of a template's files. */
  private void makeService(Step step) throws IOException {
    var to = stage.path(step.word(0));
    Files.createDirectories(to);
    if (step.words().size() < 3) {
      return;
    }
    var from = templates.resolve(step.word(2));
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(dir).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                to.resolve(from.relativize(file).toString()),
                StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * {@code file PATH [MODE]}: written whole; a script may be executed unless a mode says otherwise.
   */
  private void makeFile(Step step) throws IOException {
    var path = stage.path(step.word(0));
    Files.createDirectories(path.getParent());
    var script = !step.body().isEmpty() && step.body().getFirst().startsWith("#!");
    var mode = step.words().size() > 1 ? step.word(1) : script ? "755" : "644";
    Files.deleteIfExists(path);
    Files.writeString(path, step.body().isEmpty() ? "" : String.join("\n", step.body()) + "\n");
    Files.setPosixFilePermissions(path, permissions(Integer.parseInt(mode, 8)));
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    var all = PosixFilePermission.values(); // From owner's read to others' execute.
    var set = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < all.length; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        set.add(all[bit]);
      }
    }
    return set;
  }

  @Override
  public void close() throws IOException {
    for (var ear : ears.values()) {
      ear.close();
    }
    stage.close();
  }
}
