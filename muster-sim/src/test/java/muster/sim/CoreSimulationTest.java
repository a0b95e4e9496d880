package muster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import muster.sim.core.CoreSimulation;
import muster.sim.core.Coverage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The core against 20,000 seeds, or as many as the property {@code muster.sim.seeds.core} says. */
class CoreSimulationTest {
  private static final long SEEDS = Long.getLong("muster.sim.seeds.core", 20_000);
  private static final long SEEDS_LONG = Long.getLong("muster.sim.seeds.core.long", 2_000_000);

  /** Each pair and each fault is met as often in all. */
  private static final long MET_MIN = 100;

  private static final long EVENTS_MIN = 50;

  @Test
  void nothingForbiddenHappensAndWhatCanHappenDoes() {
    Coverage coverage = run(0, SEEDS);
    System.out.println(SEEDS + " seeds, " + coverage.events() + " events\n" + coverage.table());
    assertThat(coverage.metThoughUnreachable()).isEmpty();
    assertThat(coverage.metLessThan(MET_MIN)).isEmpty();
  }

  @Test
  @Tag("long")
  void nothingForbiddenHappensInMillionsOfRuns() {
    run(SEEDS, SEEDS_LONG);
  }

  @Test
  void aSeedReplaysByteForByte() {
    for (long seed = 0; seed < 20; seed++) {
      Outcome first = CoreSimulation.run(seed, new Coverage(), true);
      Outcome second = CoreSimulation.run(seed, new Coverage(), true);
      assertThat(first).isEqualTo(second);
      assertThat(first.trace()).isNotBlank();
    }
  }

  private static Coverage run(long from, long count) {
    return Runs.all(from, count, EVENTS_MIN, CoreSimulation::run, Coverage::new, Coverage::plus);
  }
}
