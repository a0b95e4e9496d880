package muster.sim.manager;

import java.io.PrintStream;
import muster.sim.Outcome;
import muster.sim.Search;

/** Runs managers against chance, from a seed. */
public final class Simulator {
  private Simulator() {}

  /**
   * Runs one seed, and prints the trace.
   *
   * @return whether nothing was found
   */
  public static boolean run(long seed, PrintStream out) {
    Outcome outcome = ManagerSimulation.run(seed, new Coverage(), true);
    out.print(outcome.trace());
    out.println(outcome.good() ? "seed " + seed + ": good" : outcome.finding());
    return outcome.good();
  }

  /**
   * Runs seeds until one finds something.
   *
   * @return as {@link Search#first}
   */
  public static String search(long seeds) {
    Coverage coverage = new Coverage();
    return Search.first(seeds, seed -> ManagerSimulation.run(seed, coverage, false));
  }
}
