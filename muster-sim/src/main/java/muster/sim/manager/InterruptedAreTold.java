package muster.sim.manager;

import muster.core.Moment;
import muster.core.Stage;
import muster.sim.Finding;

/** A oneshot that is to end before it is done is told so as soon as it has a process. */
final class InterruptedAreTold extends Rule {
  @Override
  void turned(World world, Moment now) {
    for (Child process : world.processes) {
      boolean told = process.askedToEnd || process.killed || !process.alive;
      if (process.role == Child.Role.DO && process.seat.stage() == Stage.STOPPING && !told) {
        throw new Finding(this, "nobody tells pid " + process.pid + ": " + process.seat.told);
      }
    }
  }
}
