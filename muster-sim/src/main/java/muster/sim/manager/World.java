package muster.sim.manager;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import muster.core.DeathRule;
import muster.core.Moment;
import muster.core.RestartRule;
import muster.core.SignalRule;
import muster.plan.Definition;
import muster.plan.Plan;
import muster.plan.Work;
import muster.sim.Agenda;
import muster.sim.Chance;
import muster.sim.Trace;
import org.jspecify.annotations.Nullable;

/** All that is outside of the policy in one run: clocks, processes, and what is due. */
final class World {
  private static final int PID_FIRST = 100;
  private static final int PIDS_MIN = 40;
  private static final int PIDS_EACH = 4;
  private static final long WALL_START = 1_795_426_247L * Moment.SECOND;
  private static final int TERM = 15;
  private static final int HUP = 1;

  final Chance chance;
  final Trace trace;
  final Coverage coverage;
  final Agenda agenda = new Agenda();
  final Cast cast;
  final Plan plan;
  final Pace pace;
  final List<Seat> seats = new ArrayList<>();
  final List<Child> processes = new ArrayList<>();

  /** What the loop is to hear in its next turn. */
  final List<Runnable> inbox = new ArrayList<>();

  /** What it hears before all else: answers. */
  final Deque<Runnable> answers = new ArrayDeque<>();

  /** Off in the liveness phase: from then on the world behaves. */
  boolean faults;

  /** Everything is to end. */
  boolean ending;

  long now;
  private long wallOffset = WALL_START;
  private int lastPid = PID_FIRST;
  private final Map<String, Seat> byName = new HashMap<>();

  World(long seed, Cast cast, Coverage coverage, boolean traced) {
    this.chance = new Chance(seed);
    this.trace = new Trace(traced);
    this.coverage = coverage;
    this.cast = cast;
    switch (cast) {
      case Cast.ByChance _ -> {
        plan = new Plans(chance).some();
        pace = Pace.SHORT;
        faults = true;
      }
      case Cast.Own(Plan own, _, Set<Integer> failing) -> {
        plan = own;
        pace = Pace.of(own);
        faults = failing.isEmpty();
      }
    }
    for (Definition definition : plan.services()) {
      Seat seat = seat(definition);
      seats.add(seat);
      byName.put(seat.name(), seat);
    }
  }

  private Seat seat(Definition definition) {
    return switch (cast) {
      case Cast.ByChance _ -> {
        long kill = chance.oneIn(2) ? 0 : chance.latency(8 * Moment.SECOND);
        yield seat(definition, kill, 2 * Moment.SECOND, chance.oneIn(2));
      }
      case Cast.Own _ ->
          definition.work() instanceof Work.Longrun run
              ? seat(
                  definition,
                  run.stop().killMillis() * Moment.MILLISECOND,
                  run.finishMillis() * Moment.MILLISECOND,
                  run.finish() != null)
              : seat(definition, 0, 0, false);
    };
  }

  private Seat seat(Definition definition, long killNanos, long finishNanos, boolean hasFinish) {
    RestartRule restart =
        definition.work() instanceof Work.Longrun run
            ? RestartRule.of(run.restart())
            : RestartRule.S6;
    SignalRule signals = new SignalRule(TERM, HUP, killNanos, false, false);
    DeathRule death = new DeathRule(finishNanos, 0, restart);
    return new Seat(seats.size(), definition, signals, death, hasFinish);
  }

  /** Whose name that is. */
  Seat seat(String name) {
    return Objects.requireNonNull(byName.get(name));
  }

  /** Whether somebody wants to know what its failure means. */
  boolean mustFail(Seat seat) {
    return cast instanceof Cast.Own(_, _, Set<Integer> failing) && failing.contains(seat.node);
  }

  // ---- time ---------------------------------------------------------------------------------

  Moment moment() {
    return new Moment(now, now + wallOffset);
  }

  void stepWallClock() {
    long by = chance.latency(1_000_000 * Moment.SECOND);
    wallOffset += chance.oneIn(2) ? by : -by;
    fault(Fault.WALL_CLOCK_STEPPED);
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

  /** How long something takes; not long in a world that behaves. */
  long takes(long maxNanos) {
    long takes = chance.latency(maxNanos);
    return faults ? takes : Math.min(takes, Moment.MILLISECOND);
  }

  void say(String whom, Supplier<String> what) {
    if (trace.wanted()) {
      trace.line(now, whom, what.get());
    }
  }

  // ---- processes ----------------------------------------------------------------------------

  Child fork(Seat seat, Child.Role role) {
    int pids = Math.max(PIDS_MIN, PIDS_EACH * seats.size());
    do {
      lastPid = lastPid + 1 < PID_FIRST + pids ? lastPid + 1 : PID_FIRST;
    } while (find(lastPid) != null);
    Child process = new Child(lastPid, seat, role);
    processes.add(process);
    seat.process = process;
    say(seat.name(), () -> role + " is pid " + process.pid);
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

  void reap(Child process) {
    processes.remove(process);
    if (process.seat.process == process) {
      process.seat.process = null;
    }
  }
}
