package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import muster.core.wire.Tai64n;

/** TAI64N as people read it: {@code @} and 24 hexadecimal digits. */
final class LogStamp {
  static final int BYTES = 25;

  private static final long NANOS = 1_000_000_000L;
  private static final int NANO_DIGITS = 8;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  private final byte[] label = new byte[Tai64n.BYTES];

  /** The digits of the seconds change seldom. */
  private final byte[] digits = new byte[BYTES];

  private long digitsOf = Long.MIN_VALUE;

  /**
   * @param wallNanos CLOCK_REALTIME in nanoseconds since 1970
   */
  void put(byte[] out, int at, long wallNanos) {
    long second = Math.floorDiv(wallNanos, NANOS);
    if (second != digitsOf) {
      digitsOf = second;
      Tai64n.put(label, 0, wallNanos);
      String hex = "@".concat(HexFormat.of().formatHex(label));
      System.arraycopy(hex.getBytes(StandardCharsets.ISO_8859_1), 0, digits, 0, BYTES);
    }
    System.arraycopy(digits, 0, out, at, BYTES - NANO_DIGITS);
    int nanos = (int) (wallNanos - second * NANOS);
    for (int i = BYTES - 1; i >= BYTES - NANO_DIGITS; i--) {
      out[at + i] = HEX[nanos & 15];
      nanos >>>= 4;
    }
  }

  String text(long wallNanos) {
    byte[] out = new byte[BYTES];
    put(out, 0, wallNanos);
    return new String(out, StandardCharsets.ISO_8859_1);
  }

  /** Whether a name is that of an archive: a stamp, and {@code .s} or {@code .u}. */
  static boolean isArchive(String name) {
    if (name.length() != BYTES + 2 || name.charAt(0) != '@' || name.charAt(BYTES) != '.') {
      return false;
    }
    char how = name.charAt(BYTES + 1);
    return (how == 's' || how == 'u') && hexadecimal(name, 1, BYTES);
  }

  private static boolean hexadecimal(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
