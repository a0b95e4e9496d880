package muster.sim.daemon;

import java.nio.charset.StandardCharsets;
import muster.sim.kernel.FakeProcess;
import muster.sim.kernel.Node;
import muster.sim.kernel.Program;
import org.jspecify.annotations.Nullable;

/** What services' programs do. */
final class Lives {
  private static final long SECOND = DaemonWorld.SECOND;
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final byte[] NEWLINE = {'\n'};
  private static final byte[] LINE = "a line\n".getBytes(StandardCharsets.US_ASCII);
  private static final long CHILD_LIVES = 20 * SECOND;

  private final DaemonWorld world;
  private final People people;

  Lives(DaemonWorld world, People people) {
    this.world = world;
    this.people = people;
  }

  // ---- run ----------------------------------------------------------------------------------

  Program run(Site site, @Nullable Pair pair) {
    return self -> {
      boolean deaf = world.strikes(Trouble.IGNORES_STOP, 5);
      self.listen(signal -> {
        if (deaf) {
          world.whenFaultsEnd(() -> stop(self, signal));
        } else {
          stop(self, signal);
        }
        return false;
      });
      if (self.has(Files.READINESS_FD)) {
        readiness(site, self);
      }
      if (world.strikes(Trouble.LEAVES_A_CHILD, 4)) {
        leaveChild(site, self, pair);
      }
      if (pair != null) {
        talk(self, pair);
      }
      if (world.strikes(Trouble.DIES_AT_ONCE, 10)) {
        exitLater(self, SECOND / 1000);
      } else if (world.strikes(Trouble.DIES_LATER, 2)) {
        exitLater(self, 30 * SECOND);
      }
    };
  }

  private void readiness(Site site, FakeProcess self) {
    if (world.strikes(Trouble.NEVER_READY, 6)) {
      return;
    }
    boolean closes = world.strikes(Trouble.CLOSES_READINESS, 6);
    long takes = world.chance.latency(3 * SECOND);
    people.beforeReadiness(site, takes);
    self.after(
        takes,
        () ->
            whenNotStopped(
                self,
                () -> {
                  if (closes) {
                    self.close(Files.READINESS_FD);
                  } else {
                    site.restarting.saysReady();
                    self.write(Files.READINESS_FD, NEWLINE, 0);
                  }
                }));
  }

  private void talk(FakeProcess self, Pair pair) {
    self.after(
        world.chance.between(SECOND / 10, 5 * SECOND),
        () -> {
          if (!self.stopped()) {
            pair.written(self.write(STDOUT, LINE, 0));
          }
          talk(self, pair);
        });
  }

  /** It goes on when its parent is dead, with all the descriptors that its parent had. */
  void leaveChild(Site site, FakeProcess self, @Nullable Pair pair) {
    FakeProcess child =
        self.fork(own -> {
          own.listen(_ -> false);
          if (pair != null) {
            talk(own, pair);
          }
          own.after(world.chance.latency(CHILD_LIVES), () -> own.exit(0));
        });
    world.say(site.name, () -> "leaves its child, pid " + child.pid);
    site.forked(child);
    if (site.holdsLock(child)) {
      world.coverage.trouble(Trouble.CHILD_KEEPS_THE_LOCK);
    }
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

  // ---- the others ---------------------------------------------------------------------------

  Program finish(Site site) {
    return self -> {
      people.duringFinish(site);
      if (world.strikes(Trouble.FINISH_HANGS, 8)) {
        self.listen(_ -> !world.faults);
        return;
      }
      int code = world.strikes(Trouble.FINISH_SAYS_NEVER_AGAIN, 12) ? 125 : world.chance.below(3);
      self.after(world.chance.latency(SECOND), () -> whenNotStopped(self, () -> self.exit(code)));
    };
  }

  /** Reads its standard input to the end, then exits: what a logger does. */
  Program logger(Pair pair) {
    return self ->
        self.drain(
            STDIN,
            pair::read,
            () -> {
              pair.ended();
              self.exit(0);
            });
  }

  /** Reads a FIFO, and lets go of standard output, which leads into it. */
  Program catchAll(Node.Fifo fifo) {
    return self -> {
      self.openToRead(STDIN, fifo);
      self.close(STDOUT);
      self.drain(STDIN, _ -> {}, () -> self.exit(0));
    };
  }

  /** A script of {@code .s6-svscan}: it does something, or asks the daemon to. */
  Program script(Runnable what) {
    return self ->
        self.after(
            world.chance.latency(SECOND / 10),
            () -> {
              what.run();
              self.exit(0);
            });
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
