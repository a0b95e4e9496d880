package muster.sim.core;

import muster.core.DeathRule;
import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.Step;
import muster.sim.Finding;
import muster.sim.Situation;

/** A finish that takes longer than timeout-finish is killed then, and again every five seconds. */
final class FinishKilledInTime extends Rule {
  private static final int SIGKILL = 9;
  private static final long AGAIN = 5 * Moment.SECOND;

  private final long[] timeouts = new long[World.SEATS_MAX];
  private final long[] dues = new long[World.SEATS_MAX];

  @Override
  void begins(Seat seat) {
    dues[seat.number] = Moment.NEVER;
  }

  @Override
  void asks(Seat seat, Event because, Effect effect, Moment now) {
    boolean finishing = finishing(seat.service) && because instanceof Event.Tick;
    if (finishing && effect instanceof Effect.Signal(_, int signal, _) && signal == SIGKILL) {
      long due = dues[seat.number];
      if (now.nanos() < due) {
        throw new Finding(this, seat.name + ": " + effect + " at " + now.nanos() + ", " + due);
      }
      dues[seat.number] = now.nanos() + AGAIN;
    }
  }

  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    if (event instanceof Event.Died(_, _, DeathRule rule) && Situation.of(before).up()) {
      timeouts[seat.number] = rule.finishTimeoutNanos();
    }
    if (!finishing(step.next())) {
      dues[seat.number] = Moment.NEVER;
    } else if (event instanceof Event.FinishStarted && timeouts[seat.number] != 0) {
      dues[seat.number] = now.nanos() + timeouts[seat.number];
    }
  }

  @Override
  void turned(World world, Moment now) {
    for (Seat seat : world.seats) {
      long due = dues[seat.number];
      if (due <= now.nanos()) {
        throw new Finding(this, seat.name + ": finish lives at " + now.nanos() + ", due " + due);
      }
    }
  }

  private static boolean finishing(Service service) {
    Situation situation = Situation.of(service);
    return situation.hasProcess() && !situation.up();
  }
}
