package muster.sim.manager;

import java.util.List;
import java.util.Set;
import muster.plan.Plan;

/** Which services a run is about. */
public sealed interface Cast {
  /** A small set that is new for each seed. */
  record ByChance() implements Cast {}

  /**
   * A set that somebody has: nothing of it is left to chance, only what happens to it.
   *
   * @param plan without cycles, with at least one service
   * @param first whom the first request starts
   * @param failing who fails at each start; if anybody does, nothing else goes wrong in that world,
   *     and nobody asks for anything more
   */
  record Own(Plan plan, List<Integer> first, Set<Integer> failing) implements Cast {
    /** Copies the numbers. */
    public Own {
      first = List.copyOf(first);
      failing = Set.copyOf(failing);
    }
  }
}
