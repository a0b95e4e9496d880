package muster.sim.core;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.wire.Status;
import muster.sim.Announcement;
import muster.sim.Finding;

/** Who hears an event and then reads the status finds there what the event told. */
final class StatusBeforeEvent extends Rule {
  @Override
  void asks(Seat seat, Event because, Effect effect, Moment now) {
    if (effect instanceof Effect.Notify(String events)) {
      Status written = seat.written;
      if (written == null || !Announcement.agrees(events, written)) {
        throw new Finding(this, seat.name + ": " + events + " after " + written);
      }
    }
  }
}
