package muster.sim.core;

import muster.core.Event;
import muster.core.Moment;

/** How processes of the simulated world live, hear signals, and die. */
final class Lives {
  private static final long SECOND = Moment.SECOND;
  private static final int SAYS_NEVER_AGAIN = 125;
  private static final int[] EXIT_CODES = {0, 0, 1, 2, 100, 111, 125, 126, 127, 255};
  private static final int[] SIGNALS = {6, 9, 11, 15, 0x80 | 11};

  private final World world;

  Lives(World world) {
    this.world = world;
  }

  // ---- run ----------------------------------------------------------------------------------

  void run(Child run) {
    run.ignoresDownSignal = world.strikes(Fault.IGNORES_DOWN_SIGNAL, 4);
    run.stopNanos = slowly(Fault.SLOW_TO_STOP, 4 * SECOND, SECOND);
    run.killNanos = slowly(Fault.SLOW_TO_BE_KILLED, 12 * SECOND, 5 * SECOND);
    if (run.seat.notifies) {
      readiness(run);
    }
    if (world.strikes(Fault.DIES_AT_ONCE, 12)) {
      die(run, world.chance.latency(Moment.MILLISECOND));
    } else if (world.faults && world.chance.oneIn(2)) {
      die(run, world.chance.latency(30 * SECOND));
    }
  }

  private void die(Child run, long after) {
    int waitStatus = waitStatus();
    world.in(after, () -> dieUnlessStopped(run, waitStatus));
  }

  /** A stopped process dies of nothing but SIGKILL. */
  private void dieUnlessStopped(Child run, int waitStatus) {
    if (!run.stopped) {
      world.die(run, waitStatus);
    }
  }

  private int waitStatus() {
    return world.chance.oneIn(4)
        ? SIGNALS[world.chance.below(SIGNALS.length)]
        : EXIT_CODES[world.chance.below(EXIT_CODES.length)] << 8;
  }

  private void readiness(Child run) {
    if (world.strikes(Fault.READINESS_NEVER_SAID, 8)) {
      return;
    }
    boolean closes = world.strikes(Fault.READINESS_CLOSED_UNSAID, 8);
    Event event = closes ? new Event.ReadinessClosed(run.pid) : new Event.Ready(run.pid);
    world.in(
        world.chance.latency(5 * SECOND),
        () -> {
          if (run.alive && !run.stopped && !run.abandoned) {
            world.tell(run.seat, event);
          }
        });
  }

  // ---- finish -------------------------------------------------------------------------------

  void finish(Child finish) {
    finish.killNanos = slowly(Fault.SLOW_TO_BE_KILLED, 8 * SECOND, 5 * SECOND);
    if (world.strikes(Fault.FINISH_HANGS, 6)) {
      return;
    }
    boolean never = world.strikes(Fault.FINISH_SAYS_NEVER_AGAIN, 12);
    int waitStatus = never ? SAYS_NEVER_AGAIN << 8 : world.faults ? waitStatus() : 0;
    long takes = world.chance.latency(2 * SECOND);
    world.in(takes, () -> world.die(finish, waitStatus));
  }

  // ---- both ---------------------------------------------------------------------------------

  /** It hears a signal that means to end. */
  void stop(Child process, int signal) {
    process.askedToStop = true;
    if (!process.stopped && !process.ignoresDownSignal) {
      world.in(process.stopNanos, () -> dieUnlessStopped(process, signal));
    }
  }

  /** From now on the world behaves: who was asked to stop does, what hangs ends. */
  void heal(Child process) {
    process.ignoresDownSignal = false;
    process.stopNanos = Math.min(process.stopNanos, SECOND);
    process.killNanos = Math.min(process.killNanos, SECOND);
    if (process.killed || !process.isRun) {
      world.in(process.killNanos, () -> world.die(process, 9));
    } else if (process.askedToStop) {
      stop(process, process.seat.signals.downSignal());
    }
  }

  private long slowly(Fault fault, long max, long slow) {
    long takes = world.chance.latency(max);
    if (!world.faults) {
      return Math.min(takes, Moment.MILLISECOND);
    }
    if (takes > slow) {
      world.fault(fault);
    }
    return takes;
  }
}
