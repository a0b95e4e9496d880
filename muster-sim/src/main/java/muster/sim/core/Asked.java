package muster.sim.core;

import muster.core.Event;
import muster.core.Settings;
import muster.core.wire.WaitStatus;
import org.jspecify.annotations.Nullable;

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

  /** A stop that was asked for while the start was under way. */
  @Nullable Settings stopAtStart;

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
      case Event.Up(boolean lasting) -> {
        want(true, lasting);
        stopAtStart = null;
      }
      case Event.Once _ -> {
        want(false, false);
        stopAtStart = null;
      }
      case Event.AtMostOnce(boolean lasting) -> want(false, lasting);
      case Event.Down(boolean lasting, Settings settings) -> {
        want(false, lasting);
        stopAtStart = before.awaitsStart() ? settings : null;
      }
      case Event.Terminate(Settings settings) -> {
        leaving = true;
        if (before.up() || before.awaitsStart()) {
          up = false;
          stopAtStart = before.awaitsStart() ? settings : null;
        }
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
