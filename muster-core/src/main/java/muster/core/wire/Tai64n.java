package muster.core.wire;

/**
 * Time stamps as s6 writes them: 8 bytes of seconds and 4 of nanoseconds, big-endian. Seconds are
 * 2^62 + 10 + leap seconds so far + seconds since 1970, since Debian's skalibs takes the system
 * clock for UTC.
 */
public final class Tai64n {
  public static final int BYTES = 12;

  private static final long LABEL = 1L << 62;
  private static final long OFFSET_1970 = 10;
  private static final long NANOS = 1_000_000_000L;

  /** Of the seconds that fit a long in nanoseconds: 292 years and a little. */
  private static final long SECONDS_MAX = Long.MAX_VALUE / NANOS;

  /** Days since 1970 at whose start (UTC) a leap second has been added. Source: IERS Bulletin C. */
  private static final int[] LEAP_DAYS = {
    912, 1096, 1461, 1826, 2191, 2557, 2922, 3287, 3652, 4199, 4564, 4929, 5660, 6574, 7305, 7670,
    8217, 8582, 8947, 9496, 10043, 10592, 13149, 14245, 15522, 16617, 17167
  };

  private static final long DAY = 86_400;

  private Tai64n() {}

  /**
   * @param wallNanos CLOCK_REALTIME in nanoseconds since 1970
   */
  public static void put(byte[] out, int at, long wallNanos) {
    long unix = Math.floorDiv(wallNanos, NANOS);
    Bytes.putLong(out, at, label(unix));
    Bytes.putInt(out, at + 8, (int) Math.floorMod(wallNanos, NANOS));
  }

  /**
   * Whether 12 bytes are a stamp, and one that {@link #get} can tell: of the years 1678 to 2261.
   */
  public static boolean valid(byte[] in, int at) {
    long seconds = seconds(in, at);
    int nanos = Bytes.getInt(in, at + 8);
    return seconds > -SECONDS_MAX && seconds < SECONDS_MAX && nanos >= 0 && nanos < NANOS;
  }

  /**
   * @param in a {@link #valid} stamp
   * @return nanoseconds since 1970; a stamp within a leap second is the second after it
   */
  public static long get(byte[] in, int at) {
    return seconds(in, at) * NANOS + Bytes.getInt(in, at + 8);
  }

  private static long seconds(byte[] in, int at) {
    long tai = Bytes.getLong(in, at) - LABEL - OFFSET_1970;
    long unix = tai - LEAP_DAYS.length;
    for (int leaps = LEAP_DAYS.length; leaps > 0 && unix < LEAP_DAYS[leaps - 1] * DAY; leaps--) {
      unix = tai - (leaps - 1);
    }
    return unix;
  }

  private static long label(long unix) {
    int leaps = LEAP_DAYS.length;
    while (leaps > 0 && unix < LEAP_DAYS[leaps - 1] * DAY) {
      leaps--;
    }
    return LABEL + OFFSET_1970 + leaps + unix;
  }
}
