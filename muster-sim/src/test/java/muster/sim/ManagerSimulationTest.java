package muster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import muster.sim.manager.Coverage;
import muster.sim.manager.ManagerSimulation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sets of services against 20,000 seeds, or as many as the property {@code
 * muster.sim.seeds.manager} says.
 */
class ManagerSimulationTest {
  private static final long SEEDS = Long.getLong("muster.sim.seeds.manager", 20_000);
  private static final long SEEDS_LONG = Long.getLong("muster.sim.seeds.manager.long", 2_000_000);

  /** Each pair and each fault is met as often in all. */
  private static final long MET_MIN = 100;

  private static final long EVENTS_MIN = 2;

  @Test
  void nothingForbiddenHappensAndWhatCanHappenDoes() {
    Coverage coverage = run(0, SEEDS);
    System.out.println(
        SEEDS + " seeds of managers, " + coverage.events() + " events\n" + coverage.table());
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
      Outcome first = ManagerSimulation.run(seed, new Coverage(), true);
      Outcome second = ManagerSimulation.run(seed, new Coverage(), true);
      assertThat(first).isEqualTo(second);
      assertThat(first.trace()).isNotBlank();
    }
  }

  private static Coverage run(long from, long count) {
    return Runs.all(from, count, EVENTS_MIN, ManagerSimulation::run, Coverage::new, Coverage::plus);
  }
}
