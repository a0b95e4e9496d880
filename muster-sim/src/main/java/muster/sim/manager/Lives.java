package muster.sim.manager;

import java.util.List;
import muster.core.Event;
import muster.core.Moment;
import muster.core.manager.Notice;
import muster.plan.Readiness;
import muster.plan.Work;

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
    run.watchdog = watchdog(run.seat);
    if (run.seat.notifies()) {
      readiness(run);
    }
    if (world.strikes(Fault.DIES_AT_ONCE, 10)) {
      die(run, world.chance.latency(Moment.MILLISECOND), status());
    } else if (world.strikes(Fault.DIES_LATER, 4)) {
      die(run, world.chance.latency(30 * SECOND), status());
    }
  }

  private static long watchdog(Seat seat) {
    return seat.definition.work() instanceof Work.Longrun longrun
            && longrun.readiness() instanceof Readiness.Notify(long millis)
        ? millis * Moment.MILLISECOND
        : 0;
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
            talk(run);
          }
        });
  }

  /** It says that it is alive twice as often as it has to, and at times something else. */
  private void talk(Child run) {
    if (!(run.seat.definition.work() instanceof Work.Longrun longrun)
        || !(longrun.readiness() instanceof Readiness.Notify)
        || run.watchdog > 0 && world.strikes(Fault.HANGS, 30)) {
      return;
    }
    if (world.strikes(Fault.TALKS, 4)) {
      simulation.says(run, something(run));
    }
    if (run.watchdog > 0) {
      simulation.says(run, new Notice.Watchdog());
    }
    if (run.watchdog > 0 || world.faults) {
      world.in(run.watchdog > 0 ? run.watchdog / 2 : SECOND, () -> talkOn(run));
    }
  }

  private void talkOn(Child run) {
    if (run.alive) {
      talk(run);
    }
  }

  private Notice something(Child run) {
    return switch (world.chance.below(8)) {
      case 0 -> new Notice.Ready();
      case 1 -> new Notice.Reloading();
      case 2 -> new Notice.Stopping();
      case 3 -> new Notice.WatchdogTrigger();
      case 4 -> new Notice.WatchdogInterval(world.chance.pick(0, 1_000_000, 3_000_000));
      case 5 -> new Notice.Extend(1_000_000);
      default -> new Notice.Status("pid " + run.pid);
    };
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
