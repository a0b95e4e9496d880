package muster.sim.core;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.SignalRule;
import muster.core.Step;
import muster.sim.Finding;
import muster.sim.Situation;
import org.jspecify.annotations.Nullable;

/**
 * What was asked to stop and has a timeout-kill is killed when that is over, not before, and again
 * every five seconds until it is dead.
 */
final class KilledInTime extends Rule {
  private static final int SIGKILL = 9;
  private static final long AGAIN = 5 * Moment.SECOND;

  private record Due(long at, boolean group) {}

  private final @Nullable Due[] dues = new Due[World.SEATS_MAX];

  @Override
  void begins(Seat seat) {
    dues[seat.number] = null;
  }

  @Override
  void asks(Seat seat, Event because, Effect effect, Moment now) {
    boolean byTimer = because instanceof Event.Tick && Situation.of(seat.service).up();
    if (byTimer && effect instanceof Effect.Signal(_, int signal, boolean group)) {
      Due due = dues[seat.number];
      if (due == null || signal != SIGKILL || group != due.group() || now.nanos() < due.at()) {
        throw new Finding(this, seat.name + ": " + effect + " at " + now.nanos() + ", " + due);
      }
      dues[seat.number] = new Due(now.nanos() + AGAIN, group);
    }
  }

  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    if (!Situation.of(step.next()).up()) {
      dues[seat.number] = null;
      return;
    }
    if (event instanceof Event.Down(_, SignalRule rule)) {
      promise(seat, rule, now);
    } else if (event instanceof Event.Terminate(SignalRule rule)) {
      promise(seat, rule, now);
    }
  }

  private void promise(Seat seat, SignalRule rule, Moment now) {
    if (rule.killAfterNanos() == 0) {
      dues[seat.number] = null;
    } else {
      long at = now.nanos() + rule.killAfterNanos();
      dues[seat.number] = new Due(at, rule.killGroup());
    }
  }

  @Override
  void turned(World world, Moment now) {
    for (Seat seat : world.seats) {
      Due due = dues[seat.number];
      if (due != null && due.at() <= now.nanos()) {
        throw new Finding(this, seat.name + " lives at " + now.nanos() + ", " + due);
      }
    }
  }
}
