package muster.sim.manager;

import muster.core.Moment;
import muster.core.Stage;
import muster.core.manager.ManagerEffect;
import muster.core.manager.Notice;
import muster.sim.Finding;

/**
 * Who does not say in time that it is alive, or says that it hangs, is killed for that; nobody else
 * is.
 */
final class WatchdogsAreKept extends Rule {
  @Override
  void heard(World world, Child run, Notice notice) {
    if (run.seat.service.pid() != run.pid) {
      return;
    }
    switch (notice) {
      case Notice.Watchdog _ -> run.fedAt = world.now;
      case Notice.WatchdogInterval(long micros) -> {
        run.fedAt = world.now;
        run.watchdog = micros * 1000;
      }
      case Notice.WatchdogTrigger _ -> run.saidThatItHangs = true;
      case Notice.Ready _,
          Notice.Status _,
          Notice.Stopping _,
          Notice.Reloading _,
          Notice.MainPid _,
          Notice.Extend _ -> {}
    }
  }

  @Override
  void asks(World world, ManagerEffect effect) {
    if (!(effect instanceof ManagerEffect.Kill(int node))) {
      return;
    }
    Child run = world.seats.get(node).process;
    boolean hangs = run != null && (run.saidThatItHangs || silent(run, run.fedAt, world.now));
    if (!hangs) {
      throw new Finding(this, "s" + node + " is killed, and it does what it has to");
    }
    if (run != null) {
      run.punished = true;
    }
  }

  private static boolean silent(Child run, long since, long now) {
    return run.watchdog > 0 && since + run.watchdog <= now;
  }

  @Override
  void turned(World world, Moment now) {
    for (Seat seat : world.seats) {
      Child run = seat.process;
      if (run == null || run.role != Child.Role.RUN) {
        continue;
      }
      if (!seat.serves()) {
        run.servesSince = Moment.NEVER;
        continue;
      }
      if (run.servesSince == Moment.NEVER) { // perhaps again: then it may have its whole interval
        run.servesSince = now.nanos();
        run.fedAt = run.fedAt == 0 ? now.nanos() : run.fedAt;
      }
      boolean serves = seat.stage() == Stage.UP && seat.service.pid() == run.pid;
      if (serves
          && !run.punished
          && silent(run, Math.max(run.fedAt, run.servesSince), now.nanos() - 1)) {
        throw new Finding(this, seat.name() + " hangs, and nobody kills it");
      }
    }
  }
}
