package muster.sim.daemon;

import java.nio.charset.StandardCharsets;
import muster.sim.kernel.FakeProcess;
import muster.sim.kernel.Program;

/** What services' programs do. */
final class Lives {
  private static final long SECOND = DaemonWorld.SECOND;
  private static final int READINESS_FD = 3;
  private static final byte[] NEWLINE = "\n".getBytes(StandardCharsets.US_ASCII);

  private final DaemonWorld world;

  Lives(DaemonWorld world) {
    this.world = world;
  }

  Program run(boolean notifies) {
    return self -> {
      world.say("pid", () -> self.pid + " is " + self.arguments);
      boolean deaf = world.strikes(Trouble.IGNORES_STOP, 5);
      self.listen(signal -> {
        if (!deaf || !world.faults) {
          stop(self, signal);
        }
        return false;
      });
      if (notifies && !world.strikes(Trouble.NEVER_READY, 6)) {
        self.after(
            world.chance.latency(3 * SECOND),
            () -> whenNotStopped(self, () -> self.write(READINESS_FD, NEWLINE, 0)));
      }
      if (world.strikes(Trouble.DIES_AT_ONCE, 10)) {
        exitLater(self, SECOND / 1000);
      } else if (world.strikes(Trouble.DIES_LATER, 2)) {
        exitLater(self, 30 * SECOND);
      }
    };
  }

  Program finish() {
    return self -> {
      if (world.strikes(Trouble.FINISH_HANGS, 8)) {
        self.listen(_ -> !world.faults);
        return;
      }
      int code = world.strikes(Trouble.FINISH_SAYS_NEVER_AGAIN, 12) ? 125 : world.chance.below(3);
      self.after(world.chance.latency(SECOND), () -> whenNotStopped(self, () -> self.exit(code)));
    };
  }

  /** Reads its standard input to the end, then exits: what a logger does. */
  Program logger() {
    return self -> {
      self.listen(_ -> true);
      self.drain(0, () -> self.exit(0));
    };
  }

  private void stop(FakeProcess self, int signal) {
    long takes = world.chance.latency(3 * SECOND);
    if (takes > SECOND && world.faults) {
      world.coverage.trouble(Trouble.SLOW_TO_STOP);
    }
    self.after(takes, () -> whenNotStopped(self, () -> self.die(signal)));
  }

  private void exitLater(FakeProcess self, long max) {
    int code = world.chance.pick(0, 1, 100, 111);
    self.after(world.chance.latency(max), () -> whenNotStopped(self, () -> self.exit(code)));
  }

  private static void whenNotStopped(FakeProcess self, Runnable what) {
    if (self.stopped()) {
      self.after(SECOND / 2, () -> whenNotStopped(self, what));
    } else {
      what.run();
    }
  }

  /** How long a process takes to die of SIGKILL. */
  long killLatency() {
    return world.strikes(Trouble.SLOW_TO_BE_KILLED, 6)
        ? world.chance.between(SECOND, 8 * SECOND)
        : world.chance.latency(SECOND / 100);
  }
}
