package muster.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import muster.it.Needs;
import muster.plan.graph.Ranks;
import muster.plan.graph.Schedule;
import muster.sources.script.Sync;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * How long scripts take, on a clock that nothing else can slow down: services end when the test
 * says so, and the time in between is counted and not waited for.
 *
 * <p>Make is left out: GNU make 4.3 now and then begins something that may begin only when the next
 * job ends, if one has ended while it was beginning others.
 */
class ClockworkTest {
  private static final int PLANS = Boolean.getBoolean("muster.long") ? 200 : 20;
  private static final int MILLIS_MAX = 100;

  @TempDir Path top;

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "MAKE")
  void preciselyIsAsFastAsTheCriticalPathAndNeverSlowerThanByRanks(Interpreter interpreter)
      throws Exception {
    Needs.debianPackage(interpreter.debian);
    Needs.debianPackage("dash");
    long precisely = 0;
    long byRanks = 0;
    for (int seed = 0; seed < PLANS; seed++) {
      RandomPlan random = RandomPlan.make(new SplittableRandom(1000 + seed), MILLIS_MAX, null);
      Ranks ranks = Ranks.of(random.plan.graph()).orElseThrow();
      try {
        long precise = play(random, ranks, interpreter, Sync.PRECISE, seed);
        long ranked = play(random, ranks, interpreter, Sync.RANKS, seed);
        assertThat(precise).isEqualTo(criticalPath(random, ranks)).isLessThanOrEqualTo(ranked);
        precisely += precise;
        byRanks += ranked;
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", " + interpreter, e);
      }
    }
    assertThat(precisely).isLessThan(byRanks);
  }

  private long play(RandomPlan random, Ranks ranks, Interpreter interpreter, Sync sync, int seed)
      throws Exception {
    Path directory = Files.createDirectory(top.resolve(seed + "-" + sync));
    try (Clockwork clockwork = new Clockwork(random, ranks, sync, directory)) {
      return clockwork.play(interpreter);
    }
  }

  /** What is not started takes no time. */
  private static long criticalPath(RandomPlan random, Ranks ranks) {
    Expectation expectation = new Expectation(random, ranks);
    long[] millis = new long[random.plan.services().size()];
    Arrays.setAll(millis, node -> expectation.isSkipped(node) ? 0 : random.millis(node));
    return Schedule.of(random.plan.graph(), ranks, millis).length();
  }
}
