package muster.sim.core;

import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.Step;
import muster.sim.Finding;
import muster.sim.Situation;

/** The last word about what is wanted counts, whenever it came; so does the file down. */
final class WantedIsWhatWasAsked extends Rule {
  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    if (Situation.of(step.next()) == Situation.GONE) {
      return;
    }
    Asked asked = seat.asked;
    if (step.next().wanted().up() != asked.up) {
      throw new Finding(this, seat.name + " wants up: " + !asked.up + " after " + event);
    }
    if (step.next().wanted().leaving() != asked.leaving) {
      throw new Finding(this, seat.name + " leaves: " + !asked.leaving + " after " + event);
    }
    if (seat.downFile != asked.downFile) {
      throw new Finding(this, seat.name + " has the file down: " + seat.downFile);
    }
  }
}
