package muster.sim.core;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.sim.Finding;

/**
 * A signal goes to the process that the service has, and has not reaped; a pid that is used again
 * by somebody else is never hit.
 */
final class SignalsReachTheirTarget extends Rule {
  @Override
  void asks(Seat seat, Event because, Effect effect, Moment now) {
    if (effect instanceof Effect.Signal(int pid, int signal, _) && !seat.isCurrent(pid)) {
      throw new Finding(this, seat.name + ": signal " + signal + " to pid " + pid);
    }
  }
}
