package muster.sim.core;

import muster.sim.Finding;
import org.jspecify.annotations.Nullable;

/** A service has at most one process: run or finish, alive or not yet reaped. */
final class OneInstance extends Rule {
  @Override
  void born(Child process, @Nullable Child before) {
    if (before != null) {
      throw new Finding(
          this, process.seat.name + " has pid " + before.pid + " and gets pid " + process.pid);
    }
  }
}
