package muster.sim.core;

import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.Step;
import muster.sim.Finding;
import muster.sim.Happening;
import muster.sim.Situation;

/** What comes too late, or too early, changes nothing. */
final class StaleChangesNothing extends Rule {
  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    boolean stale =
        switch (Happening.of(before, event, now)) {
          case DIED_STALE, READY_STALE, READINESS_CLOSED_STALE, TICK_EARLY -> true;
          default -> Situation.of(before) == Situation.GONE;
        };
    if (stale && !(step.effects().isEmpty() && step.next().equals(before))) {
      throw new Finding(this, seat.name + ": " + event + " does " + step);
    }
  }
}
