package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code ./muster} costs before there is a JVM: with the image's java replaced by true. */
final class ChangeDetection implements Benchmark {
  /** More than the house will ever have. */
  private static final int SOURCES = 1_000;

  private static final double LIMIT_MS = 10;

  @Override
  public String name() {
    return "change-detection";
  }

  @Override
  public List<Result> run(int rounds) throws IOException, InterruptedException {
    Path root = Files.createTempDirectory("muster-bench-");
    try {
      makeCheckout(root);
      String script = root.resolve("muster").toString();
      List<String> command = List.of(script, "--version");
      List<String> nothing = List.of("sh", "-c", "exec true");
      double[][] samples = Command.interleaved(rounds, List.of(nothing, command));
      return List.of(
          Result.of("sh -c 'exec true'", "ms", samples[0], Double.POSITIVE_INFINITY),
          Result.of("./muster until its exec, 1,000 sources", "ms", samples[1], LIMIT_MS));
    } finally {
      Command.milliseconds(List.of("rm", "-rf", root.toString()));
    }
  }

  private static void makeCheckout(Path root) throws IOException {
    Files.copy(
        Command.ROOT.resolve("muster"),
        root.resolve("muster"),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(root.resolve("dist"));
    Files.writeString(root.resolve("dist/build-image"), "");
    Files.writeString(root.resolve("pom.xml"), "");
    List<String> modules =
        Stream.of("cli", "core", "daemon", "kernel").map(m -> "muster-" + m).toList();
    for (String module : modules) {
      Path sources = Files.createDirectories(root.resolve(module).resolve("src/main/java/a/b"));
      Files.writeString(root.resolve(module).resolve("pom.xml"), "");
      for (int i = 0; i < SOURCES / modules.size(); i++) {
        Files.writeString(sources.resolve(i + ".java"), "");
      }
    }
    Path image = root.resolve(".muster/image-1");
    Files.createDirectories(image.resolve("runtime/bin"));
    Files.createSymbolicLink(image.resolve("runtime/bin/java"), Path.of("/bin/true"));
    Files.writeString(image.resolve("jars"), String.join(".jar ", modules) + ".jar\n");
    Files.writeString(root.resolve(".muster/current"), "image-1\n");
    Files.writeString(image.resolve("built"), "");
  }
}
