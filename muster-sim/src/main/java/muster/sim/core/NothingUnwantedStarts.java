package muster.sim.core;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.sim.Finding;

/** Only what is wanted up is started, and what {@code o} asks for. */
final class NothingUnwantedStarts extends Rule {
  @Override
  void asks(Seat seat, Event because, Effect effect, Moment now) {
    if (effect instanceof Effect.Start && !seat.asked.up && !(because instanceof Event.Once)) {
      throw new Finding(this, seat.name + " is started by " + because + " and wanted down");
    }
  }
}
