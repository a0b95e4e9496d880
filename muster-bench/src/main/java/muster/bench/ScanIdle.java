package muster.bench;

import java.io.IOException;
import java.util.List;

/** How often an idle supervisor of ten services wakes: the loop, and all threads of the JVM. */
final class ScanIdle implements Benchmark {
  private static final int SERVICES = 10;
  private static final long SETTLE_MS = 15_000;
  private static final long WATCH_MS = 60_000;
  private static final double MOST_IN_ALL = 100;

  @Override
  public String name() {
    return "scan-idle";
  }

  @Override
  public List<Result> run(int rounds) throws IOException, InterruptedException {
    boolean small = rounds == 1;
    try (ScanTree tree = ScanTree.make(SERVICES, false);
        Supervisor supervisor = Supervisor.start(Supervisor.Kind.MUSTER, tree)) {
      supervisor.awaitRunning(SERVICES);
      Thread.sleep(small ? 100 : SETTLE_MS);
      long loop = supervisor.loopSwitches();
      long all = supervisor.voluntarySwitches();
      Thread.sleep(small ? 500 : WATCH_MS);
      double[] loopWakes = {supervisor.loopSwitches() - loop};
      double[] allWakes = {supervisor.voluntarySwitches() - all};
      String watched = small ? " in half a second" : " in 60 s";
      return List.of(
          Result.of("muster scan, wake-ups of the loop" + watched, "", loopWakes, 0),
          Result.of("muster scan, wake-ups of the JVM" + watched, "", allWakes, MOST_IN_ALL));
    }
  }
}
