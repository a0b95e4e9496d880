package muster.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.bench.RunningManager.Kind;

/**
 * A random set of services from nothing to all ready, and back: the time of {@code muster start},
 * divided by what no manager can be faster than.
 */
final class RunStart implements Benchmark {
  private static final int SMALL = 20;
  private static final int ROUNDS = 5;
  private static final double CPU_MS_A_START = 0.3;
  private static final double STOP_RATIO = 1.5;
  private static final double PSS_MB = 45;
  private static final double CLIENT_MS = 45;

  private final int services;
  private final double limit;

  /**
   * @param services how many
   * @param limit of the ratio
   */
  RunStart(int services, double limit) {
    this.services = services;
    this.limit = limit;
  }

  @Override
  public String name() {
    return "run-start-" + services;
  }

  @Override
  public List<Result> run(int most) throws IOException, InterruptedException {
    Command.milliseconds(List.of(Command.ROOT.resolve("muster").toString(), "--version")); // builds
    List<Result> results = new ArrayList<>();
    measure(most == 1 ? SMALL : services, Math.min(most, ROUNDS), results);
    return results;
  }

  private void measure(int services, int rounds, List<Result> results)
      throws IOException, InterruptedException {
    double none = Double.POSITIVE_INFINITY;
    double[][] ratio = new double[Kind.values().length][rounds];
    double[] floor = new double[rounds];
    double[] cpu = new double[rounds];
    double[] stop = new double[rounds];
    double[] pss = new double[rounds];
    double[] status = new double[rounds];
    double[] one = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      try (RunTree tree = RunTree.make(services, 1)) {
        double[] spawned = SpawnFloor.measure(tree);
        floor[round] = Math.max(spawned[0], tree.criticalMillis());
        for (Kind kind : Kind.values()) {
          if (!kind.isThere()) {
            continue;
          }
          try (RunningManager manager = RunningManager.start(kind, tree)) {
            double before = manager.cpuMillis();
            ratio[kind.ordinal()][round] = manager.startAll() / floor[round];
            if (kind == Kind.MUSTER) {
              cpu[round] = (manager.cpuMillis() - before) / services;
              pss[round] = manager.pssMegabytes();
              status[round] = manager.ask("status");
              one[round] = manager.ask("start", "s0");
              stop[round] = manager.stopAll() / spawned[1];
            } else {
              manager.stopAll();
            }
          }
        }
      }
    }
    String of = services + " services: ";
    results.add(Result.of(of + "the floor", "ms", floor, none));
    for (Kind kind : Kind.values()) {
      if (kind.isThere()) {
        double most = kind == Kind.MUSTER && services != SMALL ? limit : none;
        String what = of + kind.program + ", all ready ÷ floor";
        results.add(Result.of(what, "", ratio[kind.ordinal()], most));
      } else {
        System.out.println(of + kind.program + ": not measured, it is not installed");
      }
    }
    boolean small = services == SMALL;
    results.add(
        Result.of(of + "CPU of the daemon a start", "ms", cpu, small ? none : CPU_MS_A_START));
    results.add(
        Result.of(of + "stop ÷ kill and reap", "", stop, services == 1000 ? STOP_RATIO : none));
    results.add(Result.of(of + "PSS", "MB", pss, services == 1000 ? PSS_MB : none));
    results.add(Result.of(of + "muster status", "ms", status, services <= 200 ? CLIENT_MS : none));
    results.add(
        Result.of(
            of + "muster start of one that is up", "ms", one, services <= 200 ? CLIENT_MS : none));
  }
}
