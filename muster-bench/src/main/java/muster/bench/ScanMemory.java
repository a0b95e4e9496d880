package muster.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.bench.Supervisor.Kind;

/** Memory of the supervisor itself, at rest, with more and more services. */
final class ScanMemory implements Benchmark {
  private static final int[] SERVICES = {10, 100, 1000};
  private static final double[] MOST_MEGABYTES = {36, Double.POSITIVE_INFINITY, 40};
  private static final long REST_MS = 2000;

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
      double[] muster = new double[repeats];
      double[] s6 = new double[repeats];
      for (int round = 0; round < repeats; round++) {
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

  private static double pss(Kind kind, int services) throws IOException, InterruptedException {
    try (ScanTree tree = ScanTree.make(services, false);
        Supervisor supervisor = Supervisor.start(kind, tree)) {
      supervisor.awaitRunning(services);
      Thread.sleep(REST_MS); // what is measured is a state, and it has to be reached
      return supervisor.pssMegabytes();
    }
  }
}
