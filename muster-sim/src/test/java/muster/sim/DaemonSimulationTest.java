package muster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import muster.sim.daemon.DaemonCoverage;
import muster.sim.daemon.DaemonSimulation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The daemon against 1,000 seeds, or what the property {@code muster.sim.seeds.daemon} says. */
class DaemonSimulationTest {
  private static final long SEEDS = Long.getLong("muster.sim.seeds.daemon", 1_200);
  private static final long SEEDS_LONG = Long.getLong("muster.sim.seeds.daemon.long", 200_000);

  /** All that is counted is met as often in all. */
  private static final long MET_MIN = 100;

  private static final long EVENTS_MIN = 50;

  @Test
  void nothingForbiddenHappensAndWhatCanHappenDoes() {
    DaemonCoverage coverage = run(0, SEEDS);
    System.out.println(SEEDS + " seeds of the daemon\n" + coverage.table());
    assertThat(coverage.metThoughImpossible()).isEmpty();
    assertThat(coverage.metLessThan(MET_MIN)).isEmpty();
  }

  @Test
  @Tag("long")
  void nothingForbiddenHappensInManyRuns() {
    run(SEEDS, SEEDS_LONG);
  }

  @Test
  void aSeedReplaysByteForByte() {
    for (long seed = 0; seed < 20; seed++) {
      Outcome first = DaemonSimulation.run(seed, new DaemonCoverage(), true);
      assertThat(DaemonSimulation.run(seed, new DaemonCoverage(), true)).isEqualTo(first);
      assertThat(first.trace()).isNotBlank();
    }
  }

  private static DaemonCoverage run(long from, long count) {
    return Runs.all(
        from, count, EVENTS_MIN, DaemonSimulation::run, DaemonCoverage::new, DaemonCoverage::plus);
  }
}
