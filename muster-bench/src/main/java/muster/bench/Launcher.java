package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Small commands beside the least that a JVM can do: in a checkout, which is looked through for
 * changes first, and as installed.
 */
final class Launcher implements Benchmark {
  private static final double MOST = 1.6;

  @Override
  public String name() {
    return "launcher";
  }

  @Override
  public List<Result> run(int rounds) throws IOException, InterruptedException {
    String muster = Command.ROOT.resolve("muster").toString();
    Path graph = Files.createTempFile("muster-bench-", "");
    Files.writeString(graph, "1 2\n3 4\n");
    List<String> version = List.of(muster, "--version");
    double[][] samples;
    try (Installed installed = new Installed()) {
      List<String> plan = List.of(installed.muster(), "plan", "--from", "tsort", graph.toString());
      List<String> quick = List.of(installed.muster(), "--version");
      samples = Command.interleaved(rounds, List.of(BareJvm.command(), version, quick, plan));
    }
    Files.delete(graph);
    Result bare = Result.of(BareJvm.WHAT, "ms", samples[0], Double.POSITIVE_INFINITY);
    return List.of(
        bare,
        Result.of("./muster --version, exec to exit", "ms", samples[1], MOST * bare.median()),
        Result.of("muster --version, installed", "ms", samples[2], MOST * bare.median()),
        Result.of("muster plan of 1 2, 3 4, installed", "ms", samples[3], MOST * bare.median()));
  }
}
