package muster.sim.manager;

import java.util.List;
import muster.core.Moment;
import muster.core.manager.ManagerEffect;
import muster.core.trace.TraceRecord;
import muster.sim.Finding;

/** No rule but what the others read: the last record of each service. Nothing is told twice. */
final class IsWrittenDown extends Rule {
  @Override
  void settled(World world, List<ManagerEffect> effects, Moment now) {
    for (ManagerEffect effect : effects) {
      if (effect instanceof ManagerEffect.Tell(TraceRecord.Changed told)) {
        Seat seat = world.seat(told.service());
        if (seat.told != null && told.equals(seat.told)) {
          throw new Finding(this, told + " is told twice");
        }
        seat.told = told;
      }
    }
  }
}
