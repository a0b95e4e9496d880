package muster.sim.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import muster.core.Event;
import muster.core.Moment;
import muster.sim.Agenda;
import muster.sim.Chance;
import muster.sim.Trace;
import org.jspecify.annotations.Nullable;

/** All that is outside of the core in one run: clocks, processes, directories, and what is due. */
final class World {
  /** More than any run has. */
  static final int SEATS_MAX = 10;

  private static final int SEATS_MIN = 5;
  private static final int SEATS_MORE = SEATS_MAX - SEATS_MIN;
  private static final int PID_FIRST = 100;

  /** Few, so that they come round again within a run. */
  private static final int PIDS = 64;

  private static final long WALL_START = 1_795_426_247L * Moment.SECOND;

  /** Something to tell a supervision. */
  record Letter(Seat seat, int supervision, Event event, Kind kind) {}

  /** How something comes to be told. */
  enum Kind {
    /** The kernel's answer to a request: comes before all else. */
    ANSWER,
    NEWS,
    /** About a process that is gone; lost when its pid is in use again. */
    STALE
  }

  final Chance chance;
  final Trace trace;
  final Coverage coverage;
  final Agenda agenda = new Agenda();
  final List<Seat> seats = new ArrayList<>();
  final List<Letter> inbox = new ArrayList<>();
  final List<Child> processes = new ArrayList<>();

  /** Off in the liveness phase: from then on the world behaves. */
  boolean faults = true;

  long now;
  private long wallOffset = WALL_START;
  private int lastPid = PID_FIRST;
  private final boolean[] pidWasUsed = new boolean[PID_FIRST + PIDS];

  World(long seed, Coverage coverage, boolean traced) {
    this.chance = new Chance(seed);
    this.trace = new Trace(traced);
    this.coverage = coverage;
    int count = SEATS_MIN + chance.below(SEATS_MORE);
    for (int number = 0; number < count; number++) {
      seats.add(new Seat(number));
    }
  }

  // ---- time ---------------------------------------------------------------------------------

  Moment moment() {
    return new Moment(now, now + wallOffset);
  }

  void stepWallClock() {
    boolean back = chance.oneIn(2);
    long by = chance.latency(1_000_000 * Moment.SECOND);
    wallOffset += back ? -by : by;
    fault(back ? Fault.WALL_CLOCK_BACK : Fault.WALL_CLOCK_FORWARD);
    say("-", () -> "the wall clock is stepped by " + (back ? -by : by) + " ns");
  }

  void in(long delay, Runnable what) {
    agenda.add(now + delay, what);
  }

  // ---- chance -------------------------------------------------------------------------------

  /** Once in so many times, while there are faults at all; and it is counted. */
  boolean strikes(Fault fault, int oneIn) {
    if (!faults || !chance.oneIn(oneIn)) {
      return false;
    }
    fault(fault);
    return true;
  }

  void fault(Fault fault) {
    coverage.fault(fault);
  }

  // ---- telling ------------------------------------------------------------------------------

  /** The supervision that the seat has now is to hear of it in the loop's next turn. */
  void tell(Seat seat, Event event) {
    inbox.add(new Letter(seat, seat.supervision, event, Kind.NEWS));
  }

  void tellLate(Seat seat, int supervision, Event event) {
    inbox.add(new Letter(seat, supervision, event, Kind.STALE));
  }

  void answer(Seat seat, int supervision, Event event) {
    inbox.add(new Letter(seat, supervision, event, Kind.ANSWER));
  }

  void say(String whom, Supplier<String> what) {
    if (trace.wanted()) {
      trace.line(now, whom, what.get());
    }
  }

  // ---- processes ----------------------------------------------------------------------------

  Child fork(Seat seat, boolean isRun) {
    do {
      lastPid = lastPid + 1 < pidWasUsed.length ? lastPid + 1 : PID_FIRST;
    } while (find(lastPid) != null);
    if (pidWasUsed[lastPid]) {
      fault(Fault.PID_USED_AGAIN);
    }
    pidWasUsed[lastPid] = true;
    Child process = new Child(lastPid, seat, isRun);
    processes.add(process);
    seat.process = process;
    return process;
  }

  /** The process or zombie with that pid. */
  @Nullable Child find(int pid) {
    for (Child process : processes) {
      if (process.pid == pid) {
        return process;
      }
    }
    return null;
  }

  /** It dies, and is reaped when the loop comes to it. */
  void die(Child process, int waitStatus) {
    if (!process.alive) {
      return;
    }
    process.alive = false;
    say(process.seat.name, () -> "pid " + process.pid + " dies with " + waitStatus);
    if (process.abandoned) {
      processes.remove(process);
    } else {
      Event death = new Event.Died(process.pid, waitStatus, process.seat.death);
      tell(process.seat, death);
    }
  }

  void reap(Child process) {
    process.reaped = true;
    processes.remove(process);
    if (process.seat.process == process) {
      process.seat.process = null;
    }
  }
}
