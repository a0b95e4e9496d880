package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small commands beside the least that a JVM can do. */
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
    List<String> plan = List.of(muster, "plan", "--from", "tsort", graph.toString());
    Command.milliseconds(version); // which builds, if it has to
    double[][] samples = Command.interleaved(rounds, List.of(BareJvm.command(), version, plan));
    Files.delete(graph);
    Result bare = Result.of(BareJvm.WHAT, "ms", samples[0], Double.POSITIVE_INFINITY);
    return List.of(
        bare,
        Result.of("./muster --version, exec to exit", "ms", samples[1], MOST * bare.median()),
        Result.of("./muster plan of 1 2, 3 4", "ms", samples[2], MOST * bare.median()));
  }
}
