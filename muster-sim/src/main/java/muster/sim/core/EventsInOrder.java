package muster.sim.core;

import java.util.Arrays;
import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.sim.Announcement;
import muster.sim.Finding;

/** Events come in the order that subscribers count on. */
final class EventsInOrder extends Rule {
  private final String[] last = new String[World.SEATS_MAX];

  EventsInOrder() {
    Arrays.fill(last, Announcement.NOTHING);
  }

  @Override
  void asks(Seat seat, Event because, Effect effect, Moment now) {
    if (effect instanceof Effect.Notify(String events)) {
      String before = last[seat.number];
      last[seat.number] = events;
      if (!Announcement.follows(before, events)) {
        throw new Finding(this, seat.name + ": " + events + " after " + before);
      }
    }
  }
}
