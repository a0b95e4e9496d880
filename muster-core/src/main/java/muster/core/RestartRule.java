package muster.core;

import muster.core.State.Readiness;
import muster.plan.Restart;

/**
 * When a service that ended by itself is started again.
 *
 * <p>A pause is kept between two starts, counted from the readiness of the one before; a service
 * that was never ready waits from its full stop on. Each further pause is twice as long, until one
 * has served for longer than the longest.
 *
 * @param delayNanos the first pause
 * @param delayMaxNanos the longest
 * @param limit so many restarts within the window are one too many; 0 is no limit
 */
public record RestartRule(
    Restart.When when, long delayNanos, long delayMaxNanos, int limit, long windowNanos) {

  /** The rule of s6-supervise: a second, always. */
  public static final RestartRule S6 = of(Restart.S6);

  /** A pause is shortened by up to this part, so that what died together does not start so. */
  private static final int JITTER_PART = 8;

  /** 2^30 times anything is over every longest pause. */
  private static final int DOUBLINGS_MAX = 30;

  /** The rule that a plan has. */
  public static RestartRule of(Restart restart) {
    return new RestartRule(
        restart.when(),
        restart.delayMillis() * Moment.MILLISECOND,
        restart.delayMaxMillis() * Moment.MILLISECOND,
        restart.limit(),
        restart.windowMillis() * Moment.MILLISECOND);
  }

  /** What follows a death that nobody asked for. */
  Next after(Restarts before, State.Up up, int waitStatus, Moment now) {
    boolean again =
        switch (when) {
          case ALWAYS -> true;
          case ON_FAILURE -> waitStatus != 0;
          case NEVER -> false;
        };
    if (!again) {
      return new Next.Never(waitStatus == 0 ? GivenUp.ENDED_WELL : GivenUp.ENDED_BADLY);
    }
    if (limit > 0 && before.since(now.nanos() - windowNanos) + 1 >= limit) {
      return new Next.Never(GivenUp.TOO_OFTEN);
    }
    return switch (up.readiness()) {
      case Readiness.Said(long since) ->
          new Next.At(since + pause(served(since, now) ? 0 : before.streak(), up.pid()));
      case Readiness.Silent _, Readiness.Awaited _ ->
          new Next.AfterDown(pause(before.streak(), up.pid()));
    };
  }

  /** The restarts, with one more, after a death that {@link #after} follows by a restart. */
  Restarts counted(Restarts before, State.Up up, Moment now) {
    boolean fresh = up.readiness() instanceof Readiness.Said(long since) && served(since, now);
    return before.oneMore(fresh ? 0 : before.streak(), now.nanos(), limit);
  }

  private boolean served(long since, Moment now) {
    return now.nanos() - since > delayMaxNanos;
  }

  private long pause(int streak, int pid) {
    return pause(delayNanos, delayMaxNanos, streak, pid);
  }

  /**
   * A pause that is doubled so many times, up to the longest.
   *
   * @param pid of what has ended: those that died together do not start together
   */
  public static long pause(long delayNanos, long delayMaxNanos, int streak, int pid) {
    long pause = delayNanos << Math.min(streak, DOUBLINGS_MAX);
    if (pause < delayNanos || pause > delayMaxNanos) {
      pause = Math.max(delayMaxNanos, delayNanos);
    }
    long spread = pause / JITTER_PART;
    return streak == 0 || delayNanos >= delayMaxNanos || spread == 0
        ? pause
        : pause - Math.floorMod(pid * 0x9e3779b97f4a7c15L, spread);
  }
}
