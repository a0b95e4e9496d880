package muster.sim.manager;

import java.util.HashMap;
import java.util.Map;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.manager.ManagerEvent;
import muster.core.trace.TraceRecord.Verb;
import muster.sim.Finding;

/** When everything hurries, what is being stopped is killed; what is stopped later soon is. */
final class HurriedAreKilled extends Rule {
  private static final long SOON = Moment.SECOND;

  /** A oneshot that is not yet there when it is to be killed is looked at again then. */
  private static final long LATER = 5 * Moment.SECOND;

  private final Map<Child, Long> killedBy = new HashMap<>();
  private boolean hurrying;

  @Override
  void asked(World world, ManagerEvent.Asked asked) {
    if (asked.verb() == Verb.HURRY) {
      hurrying = true;
      for (Child process : world.processes) {
        if (isStopped(world, process) && process.seat.stage() == Stage.STOPPING) {
          killedBy.put(process, world.now);
        }
      }
    }
  }

  @Override
  void turned(World world, Moment now) {
    if (!hurrying) {
      return;
    }
    for (Child process : world.processes) {
      if (isStopped(world, process)) {
        long by = now.nanos() + (process.seat.isLongrun() ? SOON : LATER);
        if (killedBy.computeIfAbsent(process, _ -> by) <= now.nanos()) {
          throw new Finding(this, "pid " + process.pid + " is not killed: " + process.seat.told);
        }
      }
    }
  }

  /** It is to end, is still there, and nobody has killed it. */
  private static boolean isStopped(World world, Child process) {
    Stage stage = process.seat.stage();
    boolean stopped = stage == Stage.STOPPING || stage == Stage.FINISHING && isNext(world, process);
    return stopped && process.alive && !process.killed;
  }

  /** It has ended by itself, perhaps, and will be stopped when its turn comes. */
  private static boolean isNext(World world, Child process) {
    return world.plan.edges().stream()
        .filter(edge -> edge.from() == process.seat.node)
        .allMatch(edge -> world.seats.get(edge.to()).gone());
  }
}
