package muster.it.conformance;

import java.util.HexFormat;

/** TAI64N labels as s6 writes them: leap seconds are counted, 37 s ahead of UTC since 2017. */
final class Tai {
  private static final int LABEL_BYTES = 12;
  private static final long EPOCH = 1L << 62;
  private static final long LEAP_SECONDS_SINCE_2017 = 37;

  private Tai() {}

  /** The text form of the label that starts at {@code offset}. */
  static String label(byte[] bytes, int offset) {
    return "@" + HexFormat.of().formatHex(bytes, offset, offset + LABEL_BYTES);
  }

  static long unixSeconds(String label) {
    return Long.parseUnsignedLong(label.substring(1, 17), 16) - EPOCH - LEAP_SECONDS_SINCE_2017;
  }
}
