package muster.sources;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/** Samples that are not as they were. */
final class Mutants {
  private static final int CHANGES_MAX = 8;
  private static final int PIECE_MAX = 30;

  private Mutants() {}

  /**
   * A sample in which pieces are moved, removed, repeated and replaced.
   *
   * @param special characters that mean something in it
   */
  static byte[] of(String sample, String special, SplittableRandom random) {
    StringBuilder text = new StringBuilder(sample);
    for (int times = random.nextInt(1, CHANGES_MAX); times > 0; times--) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(PIECE_MAX));
      String piece = text.substring(from, to);
      switch (random.nextInt(5)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(random.nextInt(text.length()), piece);
        case 2 -> text.setCharAt(from, (char) random.nextInt(256));
        case 3 -> text.insert(from, special.charAt(random.nextInt(special.length())));
        default -> text.replace(from, to, piece.toUpperCase(Locale.ROOT));
      }
      if (text.isEmpty()) {
        text.append('x');
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
