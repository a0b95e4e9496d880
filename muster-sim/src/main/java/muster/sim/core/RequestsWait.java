package muster.sim.core;

import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.Step;
import muster.sim.Finding;
import muster.sim.Situation;

/** While the kernel is at something, requests do nothing and show nowhere. */
final class RequestsWait extends Rule {
  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    if (event instanceof Event.Request && Situation.of(before).awaits()) {
      boolean waits = Situation.of(step.next()) == Situation.of(before);
      boolean unseen = step.next().status().equals(before.status()) && step.effects().isEmpty();
      if (!waits || !unseen) {
        throw new Finding(this, seat.name + ": " + event + " does " + step);
      }
    }
  }
}
