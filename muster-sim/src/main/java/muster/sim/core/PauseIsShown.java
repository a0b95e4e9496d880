package muster.sim.core;

import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.Step;
import muster.core.wire.Status;
import muster.sim.Finding;
import muster.sim.Situation;

/** A process that was paused and not resumed is shown as paused, and no other. */
final class PauseIsShown extends Rule {
  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    Child process = seat.process;
    Status written = seat.written;
    if (Situation.of(step.next()).up() && process != null && written != null) {
      if (process.stopped != written.paused() && process.alive) {
        throw new Finding(this, seat.name + " is stopped: " + process.stopped + ", " + written);
      }
    }
  }
}
