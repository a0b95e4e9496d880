package muster.sim.core;

import muster.core.Event;
import muster.core.wire.WaitStatus;
import muster.sim.Situation;

/**
 * What people asked of a service, found out without the core: rules hold the core against it. Each
 * request has a word on it; a death of {@code finish} with 125 has one, too.
 */
final class Asked {
  private static final int NEVER_AGAIN = 125;

  boolean up;
  boolean leaving;

  /** Whether the file {@code down} is to be there. */
  boolean downFile;

  Asked(boolean downFile) {
    this.up = !downFile;
    this.downFile = downFile;
  }

  void hear(Seat seat, Event event) {
    Situation before = Situation.of(seat.service);
    if (before == Situation.GONE) {
      return;
    }
    switch (event) {
      case Event.Up(boolean lasting) -> want(true, lasting);
      case Event.Once _ -> want(false, false);
      case Event.AtMostOnce(boolean lasting) -> want(false, lasting);
      case Event.Down(boolean lasting, _) -> want(false, lasting);
      case Event.Terminate _ -> {
        leaving = true;
        up = up && !before.up();
      }
      case Event.Leave _ -> leaving = true;
      case Event.Died(int pid, int waitStatus, _) -> {
        boolean finish = before.hasProcess() && !before.up() && pid == seat.service.pid();
        if (finish && WaitStatus.exited(waitStatus, NEVER_AGAIN)) {
          up = false;
        }
      }
      case Event.Started _,
          Event.StartFailed _,
          Event.Ready _,
          Event.ReadinessClosed _,
          Event.FinishStarted _,
          Event.FinishFailed _,
          Event.Tick _,
          Event.Kill _,
          Event.Hurry _,
          Event.Pause _,
          Event.Resume _,
          Event.Abandon _,
          Event.Interrupt _ -> {}
    }
  }

  private void want(boolean next, boolean lasting) {
    up = next;
    if (lasting) {
      downFile = !next;
    }
  }
}
