package muster.daemon;

import muster.core.Moment;

/**
 * Tries until it works, ever more seldom. There is at most one try at a time; one that takes too
 * long has failed.
 */
abstract class RetryingProbe extends Deadlines.Member implements Probe {
  /** Before the first try, and between the first ones: an exec of a small program takes as long. */
  private static final long PAUSE_MIN_NANOS = 5 * Moment.MILLISECOND;

  /** What waits for a service that took minutes does not mind another second. */
  private static final long PAUSE_MAX_NANOS = Moment.SECOND;

  /**
   * A pause is this part of the time that the service has had: so it is an eighth late at most, and
   * tries are not many.
   */
  private static final int PAUSE_SHARE = 8;

  /**
   * What takes longer hangs. A SYN that was lost on the way is sent again after 1 and 3 seconds.
   */
  private static final long TRY_MAX_NANOS = 5 * Moment.SECOND;

  final Loop loop;
  private final Runnable ready;
  private long begunAt;
  private long triedAt;
  private boolean trying;
  private boolean over;

  RetryingProbe(Loop loop, Runnable ready) {
    this.loop = loop;
    this.ready = ready;
  }

  /** Begins a try, which ends with {@link #failed} or {@link #succeeded}, now or later. */
  abstract void attempt();

  /** Ends the try, if there is one, and closes what it has open. */
  abstract void abandon();

  @Override
  public final void begin() {
    begunAt = now();
    set(begunAt + PAUSE_MIN_NANOS);
  }

  @Override
  public final void cancel() {
    over = true;
    set(Moment.NEVER);
    abandon();
  }

  @Override
  final void due() {
    if (trying) {
      abandon();
      failed();
    } else {
      trying = true;
      triedAt = now();
      set(triedAt + TRY_MAX_NANOS);
      attempt();
    }
  }

  final void failed() {
    if (over) {
      return;
    }
    trying = false;
    long now = now();
    long pause = Math.max((now - begunAt) / PAUSE_SHARE, now - triedAt);
    set(now + Math.clamp(pause, PAUSE_MIN_NANOS, PAUSE_MAX_NANOS));
  }

  final void succeeded() {
    if (!over) {
      cancel();
      ready.run();
    }
  }

  private long now() {
    return loop.clock().nanos();
  }

  private void set(long at) {
    loop.deadlines().set(this, at);
  }
}
