package muster.sim.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import muster.sim.Chance;
import muster.sim.Trace;
import muster.sim.kernel.FakeMachine;

/** What one run's simulated people and programs share. */
final class DaemonWorld {
  static final long SECOND = 1_000_000_000L;

  final FakeMachine machine = new FakeMachine();
  final Chance chance;
  final Trace trace;
  final DaemonCoverage coverage;
  final List<Site> sites = new ArrayList<>();

  /** System calls fail in this run. */
  final boolean callsFail;

  /** Off before the daemon's loop runs, and in the liveness phase. */
  boolean faults;

  long events;

  private DaemonWorld(Chance chance, DaemonCoverage coverage, boolean traced, boolean callsFail) {
    this.chance = chance;
    this.trace = new Trace(traced);
    this.coverage = coverage;
    this.callsFail = callsFail;
  }

  static DaemonWorld random(long seed, DaemonCoverage coverage, boolean traced) {
    Chance chance = new Chance(seed);
    return new DaemonWorld(chance, coverage, traced, chance.oneIn(2));
  }

  /** A world in which no chance makes trouble, and that is always the same. */
  static DaemonWorld calm() {
    return new DaemonWorld(new Chance(0), new DaemonCoverage(), false, false);
  }

  boolean strikes(Trouble trouble, int oneIn) {
    if (!faults || !chance.oneIn(oneIn)) {
      return false;
    }
    coverage.trouble(trouble);
    return true;
  }

  void say(String whom, Supplier<String> what) {
    events++;
    if (trace.wanted()) {
      trace.line(machine.clock.nanos(), whom, what.get());
    }
  }
}
