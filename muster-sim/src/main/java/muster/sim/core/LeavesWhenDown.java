package muster.sim.core;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.Step;
import muster.sim.Finding;
import muster.sim.Situation;

/**
 * A supervision ends with a release, and with nothing else; one that is to leave ends when down.
 */
final class LeavesWhenDown extends Rule {
  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    Situation is = Situation.of(step.next());
    long releases = 0;
    for (Effect effect : step.effects()) {
      releases += effect instanceof Effect.Release ? 1 : 0;
    }
    boolean ends = is == Situation.GONE && Situation.of(before) != Situation.GONE;
    if (releases != (ends ? 1 : 0)) {
      throw new Finding(this, seat.name + " is " + is + " with releases: " + releases);
    }
    boolean rests = is == Situation.DOWN || is == Situation.BACKOFF;
    if (rests && seat.asked.leaving) {
      throw new Finding(this, seat.name + " is " + is + " and was to leave");
    }
    if (ends && !mayEnd(seat, before, event)) {
      throw new Finding(this, seat.name + " leaves because of " + event);
    }
  }

  private static boolean mayEnd(Seat seat, Service before, Event event) {
    Situation was = Situation.of(before);
    boolean rested = was == Situation.DOWN || was == Situation.BACKOFF;
    if (event instanceof Event.Abandon || event instanceof Event.Interrupt) {
      return true;
    }
    if (event instanceof Event.Leave || event instanceof Event.Terminate) {
      return rested;
    }
    return seat.asked.leaving && !rested && !was.up();
  }
}
