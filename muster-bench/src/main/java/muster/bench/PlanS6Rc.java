package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A source directory of s6-rc with a thousand services, checked and compiled, beside s6-rc. */
final class PlanS6Rc implements Benchmark {
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
    Path root = Files.createTempDirectory("muster-bench-");
    try {
      String source = write(root.resolve("source")).toString();
      String muster = Command.ROOT.resolve("muster").toString();
      List<String> check = List.of(muster, "check", "--from", "s6-rc", source);
      List<String> compile =
          List.of(muster, "compile", "-o", root + "/plan", "--from", "s6-rc", source);
      List<String> s6 =
          List.of(
              "sh",
              "-c",
              "rm -rf \"$0\" && exec s6-rc-compile \"$0\" \"$1\"",
              root + "/compiled",
              source);
      Command.milliseconds(check); // which builds, if it has to
      boolean peer = Command.isInPath("s6-rc-compile");
      double[][] samples =
          Command.interleaved(rounds, peer ? List.of(check, compile, s6) : List.of(check, compile));
      String tree = ", a tree of " + SERVICES;
      List<Result> results = new ArrayList<>();
      results.add(Result.of("muster check" + tree, "ms", samples[0], MOST_MS));
      results.add(Result.of("muster compile" + tree, "ms", samples[1], MOST_MS));
      if (peer) {
        results.add(Result.of("s6-rc-compile" + tree, "ms", samples[2], Double.POSITIVE_INFINITY));
      } else {
        System.out.println("s6-rc-compile is not installed: not measured");
      }
      return results;
    } finally {
      Command.milliseconds(List.of("rm", "-rf", root.toString()));
    }
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
