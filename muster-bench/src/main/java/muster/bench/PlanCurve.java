package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code muster plan} costs, with more and more edges: it is to grow as they do. */
final class PlanCurve implements Benchmark {
  private static final long SEED = 2;
  private static final int[] EDGES = {1_000, 10_000, 100_000, 300_000, 1_000_000};
  private static final int[] EDGES_IN_SMALL = {1_000, 10_000};
  private static final int EDGES_A_NODE = 4;

  /** What an edge costs more in the largest graph than in the one of a tenth. */
  private static final double MOST_GROWTH = 2;

  @Override
  public String name() {
    return "plan-curve";
  }

  @Override
  public List<Result> run(int most) throws IOException, InterruptedException {
    int rounds = Math.min(most, 5);
    int[] sizes = rounds == 1 ? EDGES_IN_SMALL : EDGES;
    List<Path> files = new ArrayList<>();
    try {
      List<List<String>> commands = new ArrayList<>();
      for (int edges : sizes) {
        Path file = Files.createTempFile("muster-bench-", "");
        files.add(file);
        DebianLike.write(file, SEED, edges / EDGES_A_NODE, edges);
        commands.add(PlanDebian.plan(file));
      }
      Command.milliseconds(commands.getFirst()); // which builds, if it has to
      return results(sizes, Command.interleaved(rounds, commands));
    } finally {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  private static List<Result> results(int[] sizes, double[][] samples) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      String what = String.format(Locale.ROOT, "muster plan, %,d edges", sizes[i]);
      results.add(Result.of(what, "ms", samples[i], Double.POSITIVE_INFINITY));
    }
    int last = sizes.length - 1;
    int tenth = sizes.length == EDGES.length ? last - 2 : last - 1;
    double[] growth = new double[samples[last].length];
    for (int round = 0; round < growth.length; round++) {
      growth[round] = samples[last][round] / samples[tenth][round] * sizes[tenth] / sizes[last];
    }
    results.add(Result.of("an edge of the largest to one of a tenth", "x", growth, MOST_GROWTH));
    return results;
  }
}
