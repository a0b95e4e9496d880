package muster.sim.manager;

import muster.core.Moment;
import muster.core.trace.TraceRecord;
import muster.sim.Finding;

/** In a world that behaves everything comes to rest: no transition waits for ever. */
final class AllIsAtRest extends Rule {
  @Override
  void rested(World world) {
    for (Seat seat : world.seats) {
      boolean rests =
          switch (seat.stage()) {
            case UP -> true;
            case DOWN -> !seat.wantedUp();
            case FAILED -> !seat.reason().isEmpty();
            case WAITING -> seat.waitsInVain();
            case STARTING, STOPPING, FINISHING, BACKOFF -> false;
          };
      if (!rests || seat.lives() && seat.told != null && isDue(seat.told)) {
        throw new Finding(this, "there is " + seat.told);
      }
    }
  }

  private static boolean isDue(TraceRecord.Changed told) {
    return told.due() != Moment.NEVER || told.limit() != Moment.NEVER;
  }
}
