package muster.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Whole programs, from exec to exit. */
final class Command {
  private Command() {}

  private static final File NULL = new File("/dev/null");

  /** The checkout, where benchmarks are started. */
  static final Path ROOT = Path.of("").toAbsolutePath();

  /** Is there a program of that name, as a shell would find it? */
  static boolean isInPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  static double milliseconds(List<String> command) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command)
            .redirectInput(NULL)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    long end = System.nanoTime();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " exits " + code);
    }
    return (end - start) / 1e6;
  }

  /**
   * The most memory that a command had (VmHWM), looked at as often as can be: what it takes in its
   * last moment is not seen.
   */
  static double mostMegabytes(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(NULL)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    Path status = Path.of("/proc/" + process.pid() + "/status");
    double most = 0;
    while (process.isAlive()) {
      try (Stream<String> lines = Files.lines(status)) {
        most =
            lines
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1000)
                .reduce(most, Math::max);
      } catch (IOException | UncheckedIOException e) {
        break; // it has just ended
      }
    }
    process.waitFor();
    return most;
  }

  /** Measures all of them once a round, so that what disturbs one disturbs the others. */
  static double[][] interleaved(int rounds, List<List<String>> commands)
      throws IOException, InterruptedException {
    double[][] samples = new double[commands.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < samples.length; i++) {
        samples[i][round] = milliseconds(commands.get(i));
      }
    }
    return samples;
  }
}
