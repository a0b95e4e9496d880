package muster.sim.kernel;

/** What a call costs: time, and sometimes it fails. */
final class Toll {
  private static final long CALL = 500;

  /** Many times what a run needs. */
  private static final long CALLS_MAX = 1_000_000;

  private final FakeClock clock;
  private final Faults faults;
  private long calls;

  Toll(FakeClock clock, Faults faults) {
    this.clock = clock;
    this.faults = faults;
  }

  /** For a call that nobody makes fail. */
  void pay() {
    clock.pass(count());
  }

  /**
   * @return 0, or −errno to fail with
   */
  int pay(SystemCall call, String path) {
    clock.pass(count() + faults.latency(call));
    return faults.error(call, path);
  }

  private long count() {
    if (++calls > CALLS_MAX) {
      throw new IllegalStateException("more than " + CALLS_MAX + " calls: the loop spins");
    }
    return CALL;
  }
}
