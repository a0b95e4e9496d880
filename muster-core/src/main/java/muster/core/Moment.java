package muster.core;

/**
 * The time of one turn of the loop, read once and passed down.
 *
 * @param nanos CLOCK_BOOTTIME: deadlines are counted in it, and a suspended machine does not stop
 *     it
 * @param wallNanos CLOCK_REALTIME since 1970: only ever written down for people, never compared
 */
public record Moment(long nanos, long wallNanos) {
  /** A deadline that is never reached. */
  public static final long NEVER = Long.MAX_VALUE;

  public static final long SECOND = 1_000_000_000L;
  public static final long MILLISECOND = 1_000_000L;

  /** This moment and so much later, in the sense of {@link #nanos}. */
  public long plus(long durationNanos) {
    return nanos + durationNanos;
  }
}
