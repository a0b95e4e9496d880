package muster.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The conditions that a scenario can wait for. All are looked at again and again until a deadline.
 */
final class Await {
  /** At least twenty times what anything here takes on an idle machine. */
  private static final long DEADLINE_SECONDS = Long.getLong("muster.conformance.deadline", 60);

  private static final long LOOK_EVERY_MILLIS = 10;

  private final Stage stage;
  private final Map<String, Ear> ears;

  Await(Stage stage, Map<String, Ear> ears) {
    this.stage = stage;
    this.ears = ears;
  }

  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  void reached(Step step) throws InterruptedException {
    until(step, condition(step));
  }

  void until(Step step, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE_SECONDS * 1_000_000_000L;
    while (!holds(condition)) {
      if (System.nanoTime() > deadline) {
        throw new PlayFailed(
            "line %d: `%s` not reached in %d s%s"
                .formatted(step.line(), step, DEADLINE_SECONDS, hint(step)));
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private static boolean holds(Condition condition) throws InterruptedException {
    try {
      return condition.holds();
    } catch (IOException _) {
      return false;
    }
  }

  private String hint(Step step) {
    var ear = ears.get(step.word(0));
    var status = StatusFile.read(stage.path(step.word(0)));
    return (ear == null ? "" : "; heard `" + ear.events() + "`")
        + status.map(it -> "; " + it).orElse("");
  }

  private Condition condition(Step step) {
    var first = step.word(0);
    return switch (first) {
      case "file" -> () -> Files.exists(stage.path(step.word(1)));
      case "no" -> () -> !Files.exists(stage.path(step.word(1)));
      case "line" -> () -> Files.readAllLines(stage.path(step.word(1))).contains(step.after(2));
      case "lines" ->
          () ->
              Files.readAllLines(stage.path(step.word(1))).size() >= Integer.parseInt(step.word(2));
      case "end" -> () -> !stage.isRunning();
      case "$" -> () -> stage.run(step.after(1)).code() == 0;
      default -> ofService(first, step);
    };
  }

  private Condition ofService(String service, Step step) {
    return switch (step.word(1)) {
      case "up" -> status(service, StatusFile::isUp);
      case "down" -> status(service, StatusFile::isDown);
      case "finishing" -> status(service, StatusFile::isFinishing);
      case "ready" -> status(service, StatusFile::isReady);
      case "paused" -> status(service, StatusFile::isPaused);
      case "unpaused" -> status(service, status -> !status.isPaused());
      case "wanted" -> status(service, StatusFile::isWantedUp);
      case "unwanted" -> status(service, status -> !status.isWantedUp());
      case "supervised" -> () -> stage.run("s6-svok " + service).code() == 0;
      case "unsupervised" -> () -> stage.run("s6-svok " + service).code() == 1;
      case "hears" -> () -> ear(service).events().startsWith(step.after(2));
      case "listeners" -> () -> listeners(service) == Integer.parseInt(step.word(2));
      case "runs" -> () -> args(service).contains(step.after(2));
      default -> throw new PlayFailed("line " + step.line() + ": unknown condition `" + step + "`");
    };
  }

  private Condition status(String service, Predicate<StatusFile> predicate) {
    return () -> StatusFile.read(stage.path(service)).filter(predicate).isPresent();
  }

  private Ear ear(String service) {
    var ear = ears.get(service);
    if (ear == null) {
      throw new PlayFailed("nobody listens to " + service);
    }
    return ear;
  }

  /** Subscribers other than our own. */
  private int listeners(String service) throws IOException {
    try (var entries = Files.list(stage.path(service).resolve("event"))) {
      long all =
          entries.filter(path -> path.getFileName().toString().startsWith(Ear.PREFIX)).count();
      return (int) all - (ears.containsKey(service) ? 1 : 0);
    }
  }

  private String args(String service) throws IOException {
    var status = StatusFile.read(stage.path(service));
    if (status.isEmpty() || status.get().pid() == 0) {
      return "";
    }
    var proc = java.nio.file.Path.of("/proc", Long.toString(status.get().pid()), "cmdline");
    return Files.readString(proc).replace('\0', ' ');
  }
}
