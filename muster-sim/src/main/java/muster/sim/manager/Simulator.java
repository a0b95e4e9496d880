package muster.sim.manager;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import muster.plan.Plan;
import muster.plan.PlanReader;
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
   * Runs seeds of a set of one's own until one finds something.
   *
   * @param plan a plan file
   * @return as {@link Search#first}
   */
  public static String search(byte[] plan, long seeds) throws PlanReader.Refused {
    Plan own = PlanReader.read(plan);
    List<Integer> all = IntStream.range(0, own.services().size()).boxed().toList();
    Cast.Own cast = new Cast.Own(own, all, Set.of());
    Coverage coverage = new Coverage();
    Survey survey = new Survey(own);
    return Search.first(seeds, seed -> ManagerSimulation.run(seed, cast, coverage, survey, false));
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
