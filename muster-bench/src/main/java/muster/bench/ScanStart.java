package muster.bench;

import java.io.IOException;
import java.util.List;

/** From exec until the services run: one, and a thousand; and what that costs. */
final class ScanStart implements Benchmark {
  private static final int MANY = 1000;
  private static final int MANY_IN_SMALL = 20;
  private static final double FIRST_SPAWN_MS = 90;
  private static final double WALL_RATIO = 0.95;
  private static final double CPU_RATIO = 0.8;

  @Override
  public String name() {
    return "scan-start";
  }

  @Override
  public List<Result> run(int most) throws IOException, InterruptedException {
    int rounds = Math.min(most, 5); // each takes half a minute
    Command.milliseconds(List.of(Command.ROOT.resolve("muster").toString(), "--version")); // builds
    int many = rounds == 1 ? MANY_IN_SMALL : MANY;
    int kinds = Supervisor.Kind.values().length;
    double[][] first = new double[kinds][rounds];
    double[][] wall = new double[kinds][rounds];
    double[][] cpu = new double[kinds][rounds];
    for (int round = 0; round < rounds; round++) {
      for (Supervisor.Kind kind : Supervisor.Kind.values()) {
        int k = kind.ordinal();
        first[k][round] = timeUntilUp(kind, 1);
        double before = Supervisor.busyMilliseconds();
        wall[k][round] = timeUntilUp(kind, many);
        cpu[k][round] = Supervisor.busyMilliseconds() - before;
      }
    }
    double none = Double.POSITIVE_INFINITY;
    Result s6Wall = Result.of("s6-svscan, " + many + " run", "ms", wall[1], none);
    Result s6Cpu = Result.of("s6-svscan, " + many + " run and stopped, CPU", "ms", cpu[1], none);
    return List.of(
        Result.of("s6-svscan, exec to first service runs", "ms", first[1], none),
        Result.of("muster scan, exec to first service runs", "ms", first[0], FIRST_SPAWN_MS),
        s6Wall,
        Result.of("muster scan, " + many + " run", "ms", wall[0], WALL_RATIO * s6Wall.median()),
        s6Cpu,
        Result.of(
            "muster scan, " + many + " run and stopped, CPU",
            "ms",
            cpu[0],
            CPU_RATIO * s6Cpu.median()));
  }

  private static double timeUntilUp(Supervisor.Kind kind, int services)
      throws IOException, InterruptedException {
    try (ScanTree tree = ScanTree.make(services, false);
        Supervisor supervisor = Supervisor.start(kind, tree)) {
      return supervisor.awaitRunning(services);
    }
  }
}
