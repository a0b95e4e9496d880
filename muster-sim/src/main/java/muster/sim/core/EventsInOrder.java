package muster.sim.core;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.sim.Finding;

/**
 * What subscribers hear is {@code s (u U? (d (D|OD) | dD))* x}; nothing ends a supervision but x.
 */
final class EventsInOrder extends Rule {
  private final String[] last = new String[World.SEATS_MAX];

  @Override
  void begins(Seat seat) {
    last[seat.number] = "";
  }

  @Override
  void asks(Seat seat, Event because, Effect effect, Moment now) {
    if (effect instanceof Effect.Notify(String events)) {
      String before = last[seat.number];
      last[seat.number] = events;
      if (!follows(before, events)) {
        throw new Finding(this, seat.name + ": " + events + " after " + before);
      }
    }
  }

  private static boolean follows(String before, String events) {
    boolean rests = before.equals("s") || before.endsWith("D");
    boolean runs = before.equals("u") || before.equals("U");
    return switch (events) {
      case "s" -> before.isEmpty();
      case "u" -> rests;
      case "U" -> before.equals("u");
      case "d", "dD" -> runs;
      case "D", "OD" -> before.equals("d");
      case "x" -> rests || runs || before.equals("d");
      default -> false;
    };
  }
}
