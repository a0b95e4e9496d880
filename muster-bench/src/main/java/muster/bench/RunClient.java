package muster.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.bench.RunningManager.Kind;

/** What people ask of a set that is up, beside the least that a JVM can do; exec to exit. */
final class RunClient implements Benchmark {
  private static final int SERVICES = 200;
  private static final int SMALL = 20;
  private static final double MOST_MS = 45;

  @Override
  public String name() {
    return "run-client";
  }

  @Override
  public List<Result> run(int rounds) throws IOException, InterruptedException {
    int services = rounds == 1 ? SMALL : SERVICES;
    List<Result> results = new ArrayList<>();
    try (Installed installed = new Installed();
        RunTree tree = RunTree.make(services, 1);
        RunningManager manager = RunningManager.start(Kind.MUSTER, tree, installed)) {
      manager.startAll();
      double[][] samples =
          Command.interleaved(
              rounds,
              List.of(
                  BareJvm.command(), manager.command("status"), manager.command("start", "s0")));
      String of = services + " services: ";
      results.add(Result.of(BareJvm.WHAT, "ms", samples[0], Double.POSITIVE_INFINITY));
      results.add(Result.of(of + "muster status", "ms", samples[1], MOST_MS));
      results.add(Result.of(of + "muster start of one that is up", "ms", samples[2], MOST_MS));
    }
    return results;
  }
}
