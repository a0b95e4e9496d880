package muster.sim.core;

import java.io.PrintStream;
import muster.sim.Outcome;

/** Runs the core against chance, from a seed. */
public final class Simulator {
  private Simulator() {}

  /** Runs the core with one seed, and prints the trace. @return whether nothing was found */
  public static boolean core(long seed, PrintStream out) {
    Outcome outcome = CoreSimulation.run(seed, new Coverage(), true);
    out.print(outcome.trace());
    out.println(outcome.good() ? "seed " + seed + ": good" : outcome.finding());
    return outcome.good();
  }
}
