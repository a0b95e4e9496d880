package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A source directory of s6-rc with a thousand services, checked and compiled, beside s6-rc-compile,
 * which does both at once.
 */
final class PlanS6Rc implements Benchmark {
  private static final String PEER = "s6-rc-compile";
  private static final int SERVICES = 1000;
  private static final int NEEDS_MOST = 4;
  private static final long SEED = 3;
  private static final double MOST_MS = 400;

  @Override
  public String name() {
    return "plan-s6-rc";
  }

  @Override
  public List<Result> run(int rounds) throws IOException, InterruptedException {
    Path root = Files.createTempDirectory(Path.of("/dev/shm"), "muster-bench");
    try (Installed installed = new Installed()) {
      String source = write(root.resolve("source")).toString();
      List<String> check = List.of(installed.muster(), "check", "--from", "s6-rc", source);
      boolean peer = Command.isInPath(PEER);
      double[][] samples = new double[3][rounds];
      for (int round = 0; round < rounds; round++) { // each compiles into a place of its own
        samples[0][round] = Command.milliseconds(check);
        String plan = root + "/plan-" + round;
        samples[1][round] =
            Command.milliseconds(
                List.of(installed.muster(), "compile", "-o", plan, "--from", "s6-rc", source));
        if (peer) {
          String compiled = root + "/compiled-" + round;
          samples[2][round] = Command.milliseconds(List.of(PEER, compiled, source));
        }
      }
      return results(samples, peer);
    } finally {
      Command.milliseconds(List.of("rm", "-rf", root.toString()));
    }
  }

  private static List<Result> results(double[][] samples, boolean peer) {
    String tree = ", a tree of " + SERVICES;
    List<Result> results = new ArrayList<>();
    results.add(Result.of("muster check" + tree, "ms", samples[0], MOST_MS));
    results.add(Result.of("muster compile" + tree, "ms", samples[1], MOST_MS));
    if (peer) {
      results.add(Result.of(PEER + tree, "ms", samples[2], Double.POSITIVE_INFINITY));
    } else {
      System.out.println(PEER + tree + ": not measured, it is not installed");
    }
    return results;
  }

  /** Two of three are longruns; each needs up to four of those before it. */
  private static Path write(Path source) throws IOException {
    SplittableRandom chance = new SplittableRandom(SEED);
    for (int i = 0; i < SERVICES; i++) {
      Path service = Files.createDirectories(source.resolve(name(i)));
      if (i % 3 == 0) {
        Files.writeString(service.resolve("type"), "oneshot\n");
        Files.writeString(service.resolve("up"), "s6-echo -- \"" + name(i) + " is up\"\n");
      } else {
        Files.writeString(service.resolve("type"), "longrun\n");
        Files.writeString(service.resolve("notification-fd"), "3\n");
        Path run = service.resolve("run");
        Files.writeString(run, "#!/bin/sh\nexec sleep 1000000\n");
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      Path needs = Files.createDirectories(service.resolve("dependencies.d"));
      for (int k = chance.nextInt(Math.min(i, NEEDS_MOST) + 1); k > 0; k--) {
        Files.writeString(needs.resolve(name(chance.nextInt(i))), "");
      }
    }
    return source;
  }

  private static String name(int number) {
    return "service-" + number;
  }
}
