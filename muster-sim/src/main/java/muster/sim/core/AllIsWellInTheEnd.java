package muster.sim.core;

import muster.sim.Finding;
import muster.sim.Situation;

/** When the world behaves, what is wanted up is up, and what was stopped is down. */
final class AllIsWellInTheEnd extends Rule {
  @Override
  void ended(World world) {
    for (Seat seat : world.seats) {
      Situation situation = Situation.of(seat.service);
      Child process = seat.process;
      boolean up = situation.up() && process != null && process.alive;
      boolean down = situation == Situation.DOWN || situation == Situation.BACKOFF;
      boolean asWanted = seat.asked.up ? up : down || up && !seat.stopAsked;
      if (!asWanted) {
        throw new Finding(
            this, seat.name + " is " + seat.service + ", wanted up: " + seat.asked.up);
      }
    }
  }
}
