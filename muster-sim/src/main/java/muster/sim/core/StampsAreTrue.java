package muster.sim.core;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.Step;
import muster.sim.Finding;
import muster.sim.Situation;

/** The stamps are the wall clock's at start and death, and at readiness and full stop. */
final class StampsAreTrue extends Rule {
  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    Service next = step.next();
    Situation was = Situation.of(before);
    Situation is = Situation.of(next);
    boolean changes = !was.up() && is.up() || was.up() && is.awaitsFinish();
    boolean stops = tellsFullStop(step);
    boolean says = before.status().ready() != next.status().ready() && is.up() && was.up();
    check(seat, "changed", changes, before.changedAtWall(), next.changedAtWall(), now);
    check(seat, "ready", stops || says, before.readyAtWall(), next.readyAtWall(), now);
  }

  private static boolean tellsFullStop(Step step) {
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Notify(String events) && events.endsWith("D")) {
        return true;
      }
    }
    return false;
  }

  private void check(Seat seat, String which, boolean moves, long before, long next, Moment now) {
    if (next != (moves ? now.wallNanos() : before)) {
      throw new Finding(this, seat.name + ": the stamp " + which + " is " + next + " at " + now);
    }
  }
}
