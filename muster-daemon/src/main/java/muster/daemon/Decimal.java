package muster.daemon;

/** Numbers as people and /proc write them: decimal digits, and nothing else. */
final class Decimal {
  private static final int BASE = 10;

  private Decimal() {}

  /**
   * @return −1 for what is no number from 0 to {@code max}
   */
  static long parse(String text, long max) {
    long value = text.isEmpty() ? -1 : 0;
    for (int i = 0; i < text.length() && value >= 0; i++) {
      int digit = text.charAt(i) - '0';
      boolean fits = digit >= 0 && digit < BASE && value <= (max - digit) / BASE;
      value = fits ? value * BASE + digit : -1;
    }
    return value;
  }
}
