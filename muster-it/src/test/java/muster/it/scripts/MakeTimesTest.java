package muster.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import muster.it.Needs;
import muster.plan.graph.Ranks;
import muster.sources.script.Script;
import muster.sources.script.Sync;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long make really takes. It cannot be played on a clock of our own as the shells can, see
 * {@link ClockworkTest}; what other programs take from it in one plan they give back in another, so
 * that only the sums are compared.
 */
class MakeTimesTest {
  private static final int PLANS = Boolean.getBoolean("muster.long") ? 200 : 20;
  private static final int MILLIS_MAX = 100;

  /** So much slower may be noise. */
  private static final double NOISE = 1.1;

  private static final String SLEEPER =
      """
      #!/bin/dash
      rest=${1#*~} && millis=${rest%%~*} && rest=${rest#*~}
      [ "$millis" = 000 ] || sleep "0.$millis"
      exit "${rest%%~*}"
      """;

  @TempDir Path top;

  @Test
  void preciselyIsNotSlowerThanByRanks() throws Exception {
    Needs.debianPackage(Interpreter.MAKE.debian);
    Needs.debianPackage("dash");
    Path sleeper = Run.program(top.resolve("sleep"), SLEEPER);
    long precise = 0;
    long ranked = 0;
    for (int seed = 0; seed < PLANS; seed++) {
      RandomPlan random = RandomPlan.make(new SplittableRandom(2000 + seed), MILLIS_MAX, null);
      precise += play(random, Sync.PRECISE, seed, sleeper);
      ranked += play(random, Sync.RANKS, seed, sleeper);
    }
    System.out.printf(
        "make, %d plans: %.1f s precisely, %.1f s by ranks%n", PLANS, precise / 1e9, ranked / 1e9);
    assertThat((double) precise).isLessThan(ranked * NOISE);
  }

  private long play(RandomPlan random, Sync sync, int seed, Path sleeper)
      throws IOException, InterruptedException {
    Ranks ranks = Ranks.of(random.plan.graph()).orElseThrow();
    Path directory = Files.createDirectory(top.resolve(seed + "-" + sync));
    String script = new Script(random.plan, ranks, sync, List.of("test")).makefile();
    Map<String, String> environment = Map.of("MUSTER_START", sleeper.toString());
    long start = System.nanoTime();
    Run.of(Interpreter.MAKE, script, directory, environment);
    return System.nanoTime() - start;
  }
}
