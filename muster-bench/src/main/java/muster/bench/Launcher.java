package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    Command.milliseconds(version); // which builds, if it has to
    Path installed = install();
    List<String> plan = List.of(installed.toString(), "plan", "--from", "tsort", graph.toString());
    List<String> quick = List.of(installed.toString(), "--version");
    double[][] samples =
        Command.interleaved(rounds, List.of(BareJvm.command(), version, quick, plan));
    Files.delete(installed);
    Files.delete(graph);
    Result bare = Result.of(BareJvm.WHAT, "ms", samples[0], Double.POSITIVE_INFINITY);
    return List.of(
        bare,
        Result.of("./muster --version, exec to exit", "ms", samples[1], MOST * bare.median()),
        Result.of("muster --version, installed", "ms", samples[2], MOST * bare.median()),
        Result.of("muster plan of 1 2, 3 4, installed", "ms", samples[3], MOST * bare.median()));
  }

  /** Installed, the script lies in its image. */
  private static Path install() throws IOException {
    Path home = Command.ROOT.resolve(".muster");
    Path image = home.resolve(Files.readString(home.resolve("current")).strip());
    Path script = image.resolve("muster");
    return Files.copy(
        Command.ROOT.resolve("muster"),
        script,
        StandardCopyOption.COPY_ATTRIBUTES,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
