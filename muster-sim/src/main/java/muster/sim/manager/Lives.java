package muster.sim.manager;

import java.util.List;
import muster.core.Event;
import muster.core.Moment;

/** How processes of the simulated world live, hear signals, and die. */
final class Lives {
  private static final long SECOND = Moment.SECOND;
  private static final int KILL = 9;
  private static final int TERM = 15;
  private static final int NEVER_AGAIN = 125 << 8;
  private static final int[] STATUSES = {0, 0, 1 << 8, 2 << 8, 100 << 8, 6, 9, 11, 0x80 | 11};

  private final World world;
  private final ManagerSimulation simulation;

  Lives(World world, ManagerSimulation simulation) {
    this.world = world;
    this.simulation = simulation;
  }

  // ---- births -------------------------------------------------------------------------------

  void run(Child run) {
    run.ignoresSignals = world.strikes(Fault.IGNORES_ITS_SIGNAL, 6);
    if (run.seat.notifies()) {
      readiness(run);
    }
    if (world.strikes(Fault.DIES_AT_ONCE, 10)) {
      die(run, world.chance.latency(Moment.MILLISECOND), status());
    } else if (world.strikes(Fault.DIES_LATER, 4)) {
      die(run, world.chance.latency(30 * SECOND), status());
    }
  }

  private void readiness(Child run) {
    if (world.strikes(Fault.READINESS_NEVER_SAID, 8)) {
      return;
    }
    boolean closes = world.strikes(Fault.READINESS_CLOSED_UNSAID, 10);
    Event event = closes ? new Event.ReadinessClosed(run.pid) : new Event.Ready(run.pid);
    world.in(
        world.takes(5 * SECOND),
        () -> {
          if (run.alive) {
            simulation.toMachine(run.seat, event);
          }
        });
  }

  void finish(Child finish) {
    if (!world.strikes(Fault.FINISH_HANGS, 6)) {
      boolean never = world.strikes(Fault.FINISH_SAYS_NEVER_AGAIN, 10);
      die(finish, world.takes(2 * SECOND), never ? NEVER_AGAIN : 0);
    }
  }

  void oneshot(Child program) {
    program.ignoresSignals = world.strikes(Fault.IGNORES_ITS_SIGNAL, 3);
    if (world.mustFail(program.seat) && program.role == Child.Role.DO) {
      die(program, world.takes(5 * SECOND), 1 << 8);
      return;
    }
    if (!world.strikes(Fault.ONESHOT_HANGS, 8)) {
      int status = world.strikes(Fault.ONESHOT_FAILS, 5) ? status() : 0;
      die(program, world.takes(5 * SECOND), status);
    }
  }

  private int status() {
    return STATUSES[world.chance.below(STATUSES.length)];
  }

  // ---- signals and deaths -------------------------------------------------------------------

  void signal(int pid, int signal) {
    Child process = world.find(pid);
    if (process == null || !process.alive) {
      return; // a zombie hears nothing
    }
    if (signal == KILL) {
      process.killed = true;
      die(process, world.takes(3 * SECOND), KILL);
    } else if (signal == TERM) {
      process.askedToEnd = true;
      if (!process.ignoresSignals) {
        end(process);
      }
    }
  }

  private void end(Child process) {
    boolean done =
        process.role == Child.Role.DO && world.strikes(Fault.ONESHOT_DONE_THOUGH_INTERRUPTED, 4);
    die(process, world.takes(4 * SECOND), done ? 0 : TERM);
  }

  private void die(Child process, long after, int waitStatus) {
    process.mayEnd = true;
    world.in(
        after,
        () -> {
          if (process.alive) {
            process.alive = false;
            world.say(process.seat.name(), () -> "pid " + process.pid + " dies with " + waitStatus);
            simulation.died(process, waitStatus);
          }
        });
  }

  /** From now on the world behaves: who was asked to end does, what hangs ends. */
  void healAll() {
    for (Child process : List.copyOf(world.processes)) {
      process.ignoresSignals = false;
      if (process.alive && process.role == Child.Role.RUN && !process.askedToEnd) {
        if (process.seat.notifies()) {
          readiness(process);
        }
      } else if (process.alive) {
        die(process, world.takes(SECOND), process.role == Child.Role.DO ? 0 : TERM);
      }
    }
  }
}
