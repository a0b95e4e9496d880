package muster.sim.manager;

import muster.core.manager.ManagerEffect;
import muster.sim.Finding;

/** A machine is not asked for up when it is wanted up, nor for down a second time. */
final class AskedOnce extends Rule {
  @Override
  void asks(World world, ManagerEffect effect) {
    if (effect instanceof ManagerEffect.Start(int node)) {
      Seat seat = world.seats.get(node);
      if (seat.service.wanted().up() || Occasion.of(seat.service) == Occasion.GONE) {
        throw new Finding(this, seat.name() + " is started as " + seat.service);
      }
    } else if (effect instanceof ManagerEffect.Stop(int node)) {
      Seat seat = world.seats.get(node);
      Occasion occasion = Occasion.of(seat.service);
      if (occasion == Occasion.DOWN || occasion == Occasion.GIVEN_UP || occasion == Occasion.GONE) {
        throw new Finding(this, seat.name() + " is stopped as " + seat.service);
      }
    }
  }
}
