package muster.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import muster.bench.RunningManager.Kind;

/**
 * A random set of services from nothing to all ready, and back: the time of {@code muster start},
 * divided by what no manager can be faster than.
 */
final class RunStart implements Benchmark {
  private static final int SMALL = 20;
  private static final int ROUNDS = 5;
  private static final double CPU_MS_A_START = 0.3;
  private static final double NONE = Double.POSITIVE_INFINITY;

  /** For these two, the goals are for a thousand services. */
  private static final int THOUSAND = 1000;

  private static final double STOP_RATIO = 1.5;
  private static final double PSS_MB = 45;

  private final int services;
  private final double limit;

  /** Of one manager, a number a round. */
  private static final class Samples {
    final double[] ready;
    final double[] cpu;
    final double[] stop;
    final double[] memory;

    Samples(int rounds) {
      ready = new double[rounds];
      cpu = new double[rounds];
      stop = new double[rounds];
      memory = new double[rounds];
    }
  }

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
    boolean small = most == 1;
    int count = small ? SMALL : services;
    double[] floor = new double[Math.min(most, ROUNDS)];
    Map<Kind, Samples> all = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      if (kind.isThere()) {
        all.put(kind, new Samples(floor.length));
      } else {
        System.out.println(kind.program + " is not installed: not measured");
      }
    }
    try (Installed installed = new Installed()) {
      for (int round = 0; round < floor.length; round++) {
        floor[round] = measure(round, count, installed, all);
      }
    }
    List<Result> results = new ArrayList<>();
    results.add(Result.of(count + " services: the floor", "ms", floor, NONE));
    all.forEach((kind, samples) -> results.addAll(results(kind, samples, count, small)));
    return results;
  }

  /** Everybody once, with one set. @return milliseconds, which no manager can be faster than */
  private static double measure(
      int round, int services, Installed installed, Map<Kind, Samples> all)
      throws IOException, InterruptedException {
    try (RunTree tree = RunTree.make(services, 1)) {
      SpawnFloor.Floor bare = SpawnFloor.measure(tree);
      double floor = Math.max(bare.readyMillis(), tree.criticalMillis());
      for (Map.Entry<Kind, Samples> entry : all.entrySet()) {
        Samples samples = entry.getValue();
        try (RunningManager manager = RunningManager.start(entry.getKey(), tree, installed)) {
          double before = manager.cpuMillis();
          samples.ready[round] = manager.startAll() / floor;
          samples.cpu[round] = (manager.cpuMillis() - before) / services;
          samples.memory[round] = manager.pssMegabytes();
          samples.stop[round] = manager.stopAll() / bare.goneMillis();
        }
      }
      return floor;
    }
  }

  private List<Result> results(Kind kind, Samples samples, int count, boolean small) {
    boolean held = kind == Kind.MUSTER && !small;
    boolean thousand = held && services == THOUSAND;
    String who = count + " services: " + kind.program + ", ";
    return List.of(
        Result.of(who + "all ready ÷ floor", "", samples.ready, held ? limit : NONE),
        Result.of(who + "CPU of it a start", "ms", samples.cpu, held ? CPU_MS_A_START : NONE),
        Result.of(who + "stop ÷ kill and reap", "", samples.stop, thousand ? STOP_RATIO : NONE),
        Result.of(who + "PSS", "MB", samples.memory, thousand ? PSS_MB : NONE));
  }
}
