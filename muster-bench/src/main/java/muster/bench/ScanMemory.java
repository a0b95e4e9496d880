package muster.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import muster.bench.Supervisor.Kind;

/** Memory of the supervisor itself, at rest, with more and more services. */
final class ScanMemory implements Benchmark {
  private static final int[] SERVICES = {10, 100, 1000, most()};
  private static final double[] MOST_MEGABYTES = {36, Double.POSITIVE_INFINITY, 40, 80};
  private static final long REST_MS = 2000;

  /** The daemon's own, and those that it keeps back. */
  private static final int OTHER_DESCRIPTORS = 100;

  @Override
  public String name() {
    return "scan-memory";
  }

  @Override
  public List<Result> run(int rounds) throws IOException, InterruptedException {
    List<Result> results = new ArrayList<>();
    int sizes = rounds == 1 ? 1 : SERVICES.length;
    int repeats = Math.min(rounds, 5);
    for (int i = 0; i < sizes; i++) {
      int times = SERVICES[i] > 1000 ? 1 : repeats; // these take minutes, and hardly differ
      double[] muster = new double[times];
      double[] s6 = new double[times];
      for (int round = 0; round < times; round++) {
        s6[round] = pss(Kind.S6, SERVICES[i]);
        muster[round] = pss(Kind.MUSTER, SERVICES[i]);
      }
      String at = " PSS at " + SERVICES[i] + " services";
      results.add(
          Result.of("s6-svscan and s6-supervise," + at, "MB", s6, Double.POSITIVE_INFINITY));
      results.add(Result.of("muster scan," + at, "MB", muster, MOST_MEGABYTES[i]));
    }
    return results;
  }

  /** 10,000, or as many as the hard limit of descriptors has room for, at three each. */
  private static int most() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
        if (line.startsWith("Max open files")) {
          long hard = Long.parseLong(line.split(" +", -1)[4]);
          return Math.clamp((hard - OTHER_DESCRIPTORS) / 3, 1001, 10_000);
        }
      }
      throw new IllegalStateException("no limit of open files");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double pss(Kind kind, int services) throws IOException, InterruptedException {
    try (ScanTree tree = ScanTree.make(services, false);
        Supervisor supervisor = Supervisor.start(kind, tree)) {
      supervisor.awaitRunning(services);
      Thread.sleep(REST_MS); // what is measured is a state, and it has to be reached
      return supervisor.pssMegabytes();
    }
  }
}
