package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code muster plan} of a graph of the size and shape of Debian's packages, and of the real one
 * where apt knows it, beside tsort, which gives an order and no ranks.
 */
final class PlanDebian implements Benchmark {
  private static final long SEED = 1;
  private static final double MOST_MS = 800;
  private static final double MOST_MEGABYTES = 256;

  @Override
  public String name() {
    return "plan-debian";
  }

  @Override
  public List<Result> run(int most) throws IOException, InterruptedException {
    int rounds = Math.min(most, 11);
    Path file = Files.createTempFile("muster-bench-", "");
    try {
      DebianLike.write(file, SEED, DebianLike.NODES, DebianLike.EDGES);
      List<Result> results = new ArrayList<>(measure("like Debian's packages", file, rounds));
      if (DebianPackages.write(file)) {
        results.addAll(measure("Debian's packages", file, rounds));
      }
      return results;
    } finally {
      Files.delete(file);
    }
  }

  private static List<Result> measure(String what, Path file, int rounds)
      throws IOException, InterruptedException {
    List<String> plan = plan(file);
    Command.milliseconds(plan); // which builds, if it has to
    double[][] samples =
        Command.interleaved(
            rounds, List.of(List.of("sh", "-c", "tsort \"$0\" || :", file.toString()), plan));
    double[] megabytes = new double[Math.min(rounds, 5)];
    for (int round = 0; round < megabytes.length; round++) {
      megabytes[round] = Command.mostMegabytes(plan);
    }
    return List.of(
        Result.of("tsort, " + what, "ms", samples[0], Double.POSITIVE_INFINITY),
        Result.of("muster plan, " + what, "ms", samples[1], MOST_MS),
        Result.of("muster plan, " + what + ", RSS", "MB", megabytes, MOST_MEGABYTES));
  }

  static List<String> plan(Path file) {
    return Arrays.asList(
        Command.ROOT.resolve("muster").toString(),
        "plan",
        "--from",
        "tsort",
        "--break-cycles",
        file.toString());
  }
}
