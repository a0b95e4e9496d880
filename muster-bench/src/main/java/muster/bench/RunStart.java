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
    List<Result> results = new ArrayList<>();
    try (Installed installed = new Installed()) {
      measure(most == 1 ? SMALL : services, Math.min(most, ROUNDS), installed, results);
    }
    return results;
  }

  private void measure(int services, int rounds, Installed installed, List<Result> results)
      throws IOException, InterruptedException {
    double none = Double.POSITIVE_INFINITY;
    double[][] ratio = new double[Kind.values().length][rounds];
    double[] floor = new double[rounds];
    double[][] cpu = new double[Kind.values().length][rounds];
    double[][] stop = new double[Kind.values().length][rounds];
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
          try (RunningManager manager = RunningManager.start(kind, tree, installed)) {
            double before = manager.cpuMillis();
            ratio[kind.ordinal()][round] = manager.startAll() / floor[round];
            cpu[kind.ordinal()][round] = (manager.cpuMillis() - before) / services;
            if (kind == Kind.MUSTER) {
              pss[round] = manager.pssMegabytes();
              status[round] = manager.ask("status");
              one[round] = manager.ask("start", "s0");
            }
            stop[kind.ordinal()][round] = manager.stopAll() / spawned[1];
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
        double cpuMost = kind == Kind.MUSTER && services != SMALL ? CPU_MS_A_START : none;
        what = of + kind.program + ", CPU of the manager a start";
        results.add(Result.of(what, "ms", cpu[kind.ordinal()], cpuMost));
        double stopMost = kind == Kind.MUSTER && services == 1000 ? STOP_RATIO : none;
        what = of + kind.program + ", stop ÷ kill and reap";
        results.add(Result.of(what, "", stop[kind.ordinal()], stopMost));
      } else {
        System.out.println(of + kind.program + ": not measured, it is not installed");
      }
    }
    results.add(Result.of(of + "PSS", "MB", pss, services == 1000 ? PSS_MB : none));
    results.add(Result.of(of + "muster status", "ms", status, services <= 200 ? CLIENT_MS : none));
    results.add(
        Result.of(
            of + "muster start of one that is up", "ms", one, services <= 200 ? CLIENT_MS : none));
  }
}
