package muster.sim.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import muster.sim.Chance;
import muster.sim.Finding;
import muster.sim.Trace;
import muster.sim.kernel.FakeMachine;
import muster.sim.kernel.Node;

/** What one run's simulated people and programs share. */
final class DaemonWorld {
  static final long SECOND = 1_000_000_000L;

  /** Longer than a turn of the loop ever takes: after that the daemon has seen what was done. */
  static final long SEEN = SECOND;

  private static final int INIT = 1;
  private static final int NOT_INIT = 300;

  final Chance chance;
  final Trace trace;
  final DaemonCoverage coverage;
  final FakeMachine machine;
  final Node.Directory scan;
  final List<Site> sites = new ArrayList<>();
  final List<Pair> pairs = new ArrayList<>();
  private final List<Runnable> putOff = new ArrayList<>();

  /** System calls fail in this run. */
  final boolean callsFail;

  /** Off until the daemon's loop runs, and in the liveness phase. */
  boolean faults;

  /** The daemon has been told to end. */
  boolean ending;

  private long faultsEndedAt;

  /** When a file could not be opened last. */
  private long openFailedAt = Long.MIN_VALUE / 2;

  long events;

  private DaemonWorld(
      Chance chance, DaemonCoverage coverage, boolean traced, boolean callsFail, int pid) {
    this.chance = chance;
    this.trace = new Trace(traced);
    this.coverage = coverage;
    this.callsFail = callsFail;
    this.machine = new FakeMachine(pid);
    this.scan = machine.disk.directory("/scan");
  }

  static DaemonWorld random(long seed, DaemonCoverage coverage, boolean traced) {
    Chance chance = new Chance(seed);
    boolean callsFail = chance.oneIn(2);
    boolean init = chance.oneIn(2);
    if (init) {
      coverage.trouble(Trouble.GETS_ORPHANS);
    }
    return new DaemonWorld(chance, coverage, traced, callsFail, init ? INIT : NOT_INIT);
  }

  /** A world in which no chance makes trouble, and that is always the same. */
  static DaemonWorld calm() {
    return new DaemonWorld(new Chance(0), new DaemonCoverage(), false, false, NOT_INIT);
  }

  /** The time in which the machine ran: what people and programs go by. */
  long now() {
    return machine.clock.nanos();
  }

  /** The time that the daemon goes by. */
  long boot() {
    return machine.clock.boot();
  }

  /** Once in so many times, while there are faults at all; and it is counted. */
  boolean strikes(Trouble trouble, int oneIn) {
    if (!faults || !chance.oneIn(oneIn)) {
      return false;
    }
    coverage.trouble(trouble);
    return true;
  }

  /** Nothing fails by itself now, so what is to happen happens in its time. */
  boolean smooth() {
    return !callsFail || !faults;
  }

  /** Nothing has failed by itself since then. */
  boolean smoothSince(long then) {
    return !callsFail || !faults && then >= faultsEndedAt;
  }

  /** Does it then, or now if there are no faults any more. */
  void whenFaultsEnd(Runnable what) {
    if (faults) {
      putOff.add(what);
    } else {
      what.run();
    }
  }

  void endFaults() {
    faults = false;
    faultsEndedAt = now();
    say("-", () -> "the faults end");
    putOff.forEach(Runnable::run);
  }

  void openFails() {
    openFailedAt = now();
  }

  /** Whether what files say may not have been read since then: standards count instead. */
  boolean openFailedSince(long then) {
    return openFailedAt >= then;
  }

  /** After a while something must be so. */
  void expect(Object rule, long after, BooleanSupplier holds, Supplier<String> otherwise) {
    machine.clock.in(
        after,
        () -> {
          if (!holds.getAsBoolean()) {
            throw new Finding(rule, otherwise.get());
          }
        });
  }

  void say(String whom, Supplier<String> what) {
    events++;
    if (trace.wanted()) {
      trace.line(now(), whom, what.get());
    }
  }
}
