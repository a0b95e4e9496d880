package muster.sim.core;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.wire.Status;
import muster.sim.Finding;

/** Who hears an event and then reads the status finds there what the event told. */
final class StatusBeforeEvent extends Rule {
  @Override
  void asks(Seat seat, Event because, Effect effect, Moment now) {
    if (effect instanceof Effect.Notify(String events)) {
      Status written = seat.written;
      if (written == null || !tells(events, written)) {
        throw new Finding(this, seat.name + ": " + events + " after " + written);
      }
    }
  }

  private static boolean tells(String events, Status status) {
    boolean runs = status.pid() != 0 && !status.finishing();
    return switch (events) {
      case "s", "x" -> true;
      case "u" -> runs && !status.ready();
      case "U" -> runs && status.ready();
      case "d" -> !runs && !status.ready();
      case "D", "dD" -> status.pid() == 0 && status.ready();
      case "OD" -> status.pid() == 0 && status.ready() && !status.wantedUp();
      default -> false;
    };
  }
}
