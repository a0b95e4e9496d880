package muster.sim;

import java.util.function.LongFunction;
import muster.sim.core.CoreSimulation;
import muster.sim.core.Coverage;
import muster.sim.daemon.DaemonCoverage;
import muster.sim.daemon.DaemonSimulation;

/** Looks for the first seed that finds something. */
public final class Search {
  /** No seed found anything. */
  public static final String NOTHING = "";

  private Search() {}

  /**
   * @return {@code seed N: what was found}, or {@link #NOTHING}
   */
  public static String core(long seeds) {
    Coverage coverage = new Coverage();
    return first(seeds, seed -> CoreSimulation.run(seed, coverage, false));
  }

  /** As {@link #core}, with the whole daemon. */
  public static String daemon(long seeds) {
    DaemonCoverage coverage = new DaemonCoverage();
    return first(seeds, seed -> DaemonSimulation.run(seed, coverage, false));
  }

  private static String first(long seeds, LongFunction<Outcome> run) {
    for (long seed = 0; seed < seeds; seed++) {
      String finding = run.apply(seed).finding();
      if (finding != null) {
        return "seed " + seed + ": " + finding;
      }
    }
    return NOTHING;
  }
}
