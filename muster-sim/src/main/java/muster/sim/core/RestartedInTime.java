package muster.sim.core;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.State.StartFailure;
import muster.core.Step;
import muster.sim.Finding;
import muster.sim.Situation;

/**
 * What is wanted up starts by itself one second after it was ready, or else after its full stop; a
 * failed start is tried again in its time. Neither earlier nor later, whatever the wall clock does.
 */
final class RestartedInTime extends Rule {
  private static final long PAUSE = Moment.SECOND;

  private static final long NOT_READY = -1;

  private final long[] readySince = new long[World.SEATS_MAX];
  private final long[] dues = new long[World.SEATS_MAX];

  @Override
  void begins(Seat seat) {
    readySince[seat.number] = NOT_READY;
    dues[seat.number] = Long.MIN_VALUE;
  }

  @Override
  void asks(Seat seat, Event because, Effect effect, Moment now) {
    if (effect instanceof Effect.Start && because instanceof Event.Tick) {
      long due = dues[seat.number];
      if (now.nanos() < due) {
        throw new Finding(this, seat.name + " starts at " + now.nanos() + ", due " + due);
      }
    }
  }

  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    Situation was = Situation.of(before);
    Situation is = Situation.of(step.next());
    if (event instanceof Event.Ready && was.up() && seat.isCurrent(step.next().pid())) {
      if (step.next().status().ready() && !before.status().ready()) {
        readySince[seat.number] = now.nanos();
      }
    }
    if (was.awaitsStart() && is.up()) {
      readySince[seat.number] = NOT_READY;
    }
    boolean stops = was.awaitsFinish() || was.hasProcess() && !was.up();
    if (stops && is == Situation.DOWN) {
      long since = readySince[seat.number];
      dues[seat.number] = (since == NOT_READY ? now.nanos() : since) + PAUSE;
    } else if (event instanceof Event.StartFailed(StartFailure why) && was.awaitsStart()) {
      dues[seat.number] = retry(why, now.nanos());
    }
  }

  private static long retry(StartFailure why, long now) {
    return switch (why) {
      case NOT_EXECUTABLE -> now + 10 * Moment.SECOND;
      case NO_RESOURCES -> now + 60 * Moment.SECOND;
      case LOCKED -> now + Moment.SECOND;
      case CONTRADICTION -> Moment.NEVER;
    };
  }

  @Override
  void turned(World world, Moment now) {
    for (Seat seat : world.seats) {
      Situation situation = Situation.of(seat.service);
      boolean rests = situation == Situation.DOWN || situation == Situation.BACKOFF;
      long due = dues[seat.number];
      if (rests && seat.asked.up && due <= now.nanos()) {
        throw new Finding(this, seat.name + " rests at " + now.nanos() + ", due " + due);
      }
    }
  }
}
