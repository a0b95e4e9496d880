package muster.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service manager that keeps a {@link RunTree}, of which nothing is started yet. */
final class RunningManager implements AutoCloseable {
  /** Who is compared. */
  enum Kind {
    MUSTER("muster"),
    DINIT("dinit");

    final String program;

    Kind(String program) {
      this.program = program;
    }

    boolean isThere() {
      return this == MUSTER || Command.isInPath(program);
    }
  }

  private static final int PREPARED_SECONDS = 120;

  private final Kind kind;
  private final RunTree tree;
  private final String muster;
  private final Process process;

  private RunningManager(Kind kind, RunTree tree, Installed installed) throws IOException {
    this.kind = kind;
    this.tree = tree;
    this.muster = installed.muster();
    List<String> command =
        switch (kind) {
          case MUSTER ->
              List.of(
                  muster, "run", "--no-keeper", "--run", run(), tree.file("set.toml").toString());
          case DINIT -> List.of("dinit", "--user", "-q", "-d", dinit(), "-p", socket(), "boot");
        };
    this.process =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(Redirect.appendTo(tree.file(kind.program + ".out").toFile()))
            .redirectErrorStream(true)
            .start();
  }

  private String run() {
    return tree.file("run").toString();
  }

  private String dinit() {
    return tree.file("dinit").toString();
  }

  private String socket() {
    return tree.file("dinit.socket").toString();
  }

  /** Starts it, and waits until it takes requests. */
  static RunningManager start(Kind kind, RunTree tree, Installed installed)
      throws IOException, InterruptedException {
    RunningManager manager = new RunningManager(kind, tree, installed);
    List<String> probe =
        switch (kind) {
          case MUSTER -> manager.command("start", "default");
          case DINIT -> List.of("dinitctl", "-p", manager.socket(), "list");
        };
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PREPARED_SECONDS);
    while (!succeeds(probe)) {
      if (System.nanoTime() > deadline || !manager.process.isAlive()) {
        throw new IOException(
            kind.program
                + " does not begin: "
                + Files.readString(tree.file(kind.program + ".out")));
      }
    }
    return manager;
  }

  private static boolean succeeds(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** Starts all of the set. @return milliseconds, exec to exit of who asks for it */
  double startAll() throws IOException, InterruptedException {
    return Command.milliseconds(
        switch (kind) {
          case MUSTER -> command("start", "all");
          case DINIT -> List.of("dinitctl", "-p", socket(), "start", "all");
        });
  }

  /** Stops all of the set. @return milliseconds */
  double stopAll() throws IOException, InterruptedException {
    return Command.milliseconds(
        switch (kind) {
          case MUSTER -> command("stop", "all");
          case DINIT -> List.of("dinitctl", "-p", socket(), "stop", "all");
        });
  }

  /** One of Muster's commands, for this set. */
  List<String> command(String word, String... words) {
    List<String> command = new ArrayList<>(List.of(muster, word, "--run", run()));
    command.addAll(List.of(words));
    return command;
  }

  /** CPU that the manager's own process has used, in milliseconds. */
  double cpuMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10.0;
  }

  double pssMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
      if (line.startsWith("Pss:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    throw new IOException("no Pss of " + process.pid());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PREPARED_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(kind.program + " did not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
