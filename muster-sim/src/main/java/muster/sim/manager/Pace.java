package muster.sim.manager;

import muster.core.Moment;
import muster.plan.Definition;
import muster.plan.Plan;
import muster.plan.Work;
import muster.plan.graph.Ranks;

/**
 * How long the parts of a run go on.
 *
 * @param faultsEnd from then on the world behaves
 * @param rest by then all has come to rest, and the end is asked for
 * @param end by then it has ended
 */
record Pace(long faultsEnd, long rest, long end) {
  private static final long FAULTS = 40 * Moment.SECOND;

  /** Longer than the longest pause of a machine, a minute, and all that can follow it. */
  private static final long HEALING = 150 * Moment.SECOND;

  private static final long ENDING = 100 * Moment.SECOND;

  /** For sets by chance, all of whose times are short. */
  static final Pace SHORT = of(0, 0);

  private static Pace of(long stopNanos, long pauseNanos) {
    long faultsEnd = FAULTS + stopNanos;
    long rest = faultsEnd + HEALING + pauseNanos;
    return new Pace(faultsEnd, rest, rest + ENDING);
  }

  /** The slowest stop has room among the faults, and the longest pause behind them. */
  static Pace of(Plan plan) {
    Ranks ranks = Ranks.of(plan.graph()).orElseThrow();
    long stop = 0;
    long pause = 0;
    for (int rank = 0; rank < ranks.count(); rank++) {
      long slowest = 0;
      for (int node : ranks.nodes(rank)) {
        slowest = Math.max(slowest, stopMillis(plan.services().get(node)));
        pause = Math.max(pause, pauseMillis(plan.services().get(node)));
      }
      stop += slowest;
    }
    return of(stop * Moment.MILLISECOND, pause * Moment.MILLISECOND);
  }

  private static long stopMillis(Definition service) {
    long own = service.work() instanceof Work.Longrun run ? run.stop().killMillis() : 0;
    long finish = service.work() instanceof Work.Longrun run ? run.finishMillis() : 0;
    return Math.max(own + finish, service.settings().downMillis());
  }

  private static long pauseMillis(Definition service) {
    return switch (service.work()) {
      case Work.Longrun run ->
          Math.max(run.restart().delayMillis(), run.restart().delayMaxMillis());
      case Work.Oneshot oneshot -> oneshot.retry().delayMaxMillis();
      case Work.Milestone _, Work.Bundle _ -> 0;
    };
  }
}
