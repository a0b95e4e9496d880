package muster.sim.kernel;

import muster.sim.Agenda;

/**
 * The machine's time, which passes only when somebody lets it, and what happens in it. What happens
 * keeps to the time in which the machine runs; while it is suspended nothing does.
 */
public final class FakeClock {
  private static final long BOOTED = 1_000_000_000L;
  private static final long WALL = 1_795_426_247_000_000_000L;

  private final Agenda agenda = new Agenda();
  private long nanos = BOOTED;
  private long suspended;
  private long wallOffset = WALL;

  /** CLOCK_MONOTONIC: the time in which the machine ran. */
  public long nanos() {
    return nanos;
  }

  /** CLOCK_BOOTTIME: the time since it was booted. */
  public long boot() {
    return nanos + suspended;
  }

  /** CLOCK_REALTIME. */
  public long wall() {
    return boot() + wallOffset;
  }

  /** The machine is suspended, and is resumed so much later. */
  public void suspend(long duration) {
    suspended += duration;
  }

  /** Somebody sets the wall clock. */
  public void stepWall(long by) {
    wallOffset += by;
  }

  public void in(long delay, Runnable what) {
    agenda.add(nanos + Math.max(delay, 0), what);
  }

  public void at(long when, Runnable what) {
    agenda.add(Math.max(when, nanos), what);
  }

  /** When the next thing happens, or {@link Long#MAX_VALUE}. */
  long nextAt() {
    return agenda.nextAt();
  }

  /** Lets time pass, and happen what is due in it. */
  void pass(long duration) {
    long end = nanos + duration;
    while (agenda.nextAt() <= end) {
      next();
    }
    nanos = Math.max(nanos, end);
  }

  /** Lets time pass to the next thing, and that happen. */
  void next() {
    nanos = Math.max(nanos, agenda.nextAt());
    agenda.happen();
  }
}
