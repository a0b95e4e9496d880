package muster.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running supervisor of a {@link ScanTree}, Muster or its peer, and what it costs. */
final class Supervisor implements AutoCloseable {
  /** The two that are compared. */
  enum Kind {
    MUSTER,
    S6
  }

  private static final int STOP_SECONDS = 120;

  private final Process process;
  private final RandomAccessFile fifo;

  /** CLOCK_MONOTONIC just before exec. */
  final long startNanos = System.nanoTime();

  private Supervisor(Kind kind, ScanTree tree) throws IOException {
    this.fifo = new RandomAccessFile(tree.fifo().toFile(), "rw"); // both ends: never at its end
    this.process =
        new ProcessBuilder(command(kind, tree))
            .redirectInput(new File("/dev/null"))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
  }

  static Supervisor start(Kind kind, ScanTree tree) throws IOException {
    return new Supervisor(kind, tree);
  }

  private static List<String> command(Kind kind, ScanTree tree) {
    String scan = tree.scan().toString();
    String max = Integer.toString(Math.max(tree.services(), 2));
    return switch (kind) {
      case MUSTER -> List.of(Command.ROOT.resolve("muster").toString(), "scan", "--max", max, scan);
      case S6 -> List.of("s6-svscan", "-c", max, "-t", "0", scan);
    };
  }

  /** Waits until so many services have said that they run. @return milliseconds since the start */
  double awaitRunning(int count) throws IOException {
    byte[] bytes = new byte[4096];
    for (int seen = 0; seen < count; ) {
      seen += fifo.read(bytes, 0, Math.min(bytes.length, count - seen));
    }
    return (System.nanoTime() - startNanos) / 1e6;
  }

  long pid() {
    return process.pid();
  }

  /** The proportional set size of the supervisor and, for s6, its supervisors a service, in MB. */
  double pssMegabytes() throws IOException {
    double kilobytes = pssKilobytes(pid());
    List<ProcessHandle> children = process.children().toList();
    for (ProcessHandle child : children) {
      if (Files.readString(Path.of("/proc/" + child.pid() + "/comm")).startsWith("s6-supervise")) {
        kilobytes += pssKilobytes(child.pid());
      }
    }
    return kilobytes / 1024;
  }

  private static double pssKilobytes(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      if (line.startsWith("Pss:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no Pss of " + pid);
  }

  /** How often the threads of the supervisor's own process have gone to sleep by themselves. */
  long voluntarySwitches() throws IOException {
    long sum = 0;
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid() + "/task"))) {
      for (Path task : tasks.toList()) {
        sum += switches(task);
      }
    }
    return sum;
  }

  /** The same of the one thread that is the loop: the JVM runs main in it. */
  long loopSwitches() throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid() + "/task"))) {
      for (Path task : tasks.toList()) {
        boolean primordial = task.getFileName().toString().equals(Long.toString(pid()));
        if (!primordial && Files.readString(task.resolve("comm")).strip().equals("java")) {
          return switches(task);
        }
      }
    }
    throw new IOException("no loop in " + pid());
  }

  private static long switches(Path task) throws IOException {
    for (String line : Files.readAllLines(task.resolve("status"))) {
      if (line.startsWith("voluntary_ctxt_switches:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no switches in " + task);
  }

  /** Busy time of the whole machine since boot, in milliseconds: nothing else is to run. */
  static double busyMilliseconds() throws IOException {
    try (var stat = new FileInputStream("/proc/stat")) {
      String[] fields = new String(stat.readNBytes(256), UTF_8).split("\n", -1)[0].split(" +", -1);
      long ticks = 0;
      for (int field : new int[] {1, 2, 3, 6, 7}) { // user nice system irq softirq
        ticks += Long.parseLong(fields[field]);
      }
      return ticks * 10.0;
    }
  }

  /** Stops it and its services in order. */
  @Override
  public void close() throws IOException {
    process.destroy(); // SIGTERM
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the supervisor did not stop in " + STOP_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    fifo.close();
  }
}
