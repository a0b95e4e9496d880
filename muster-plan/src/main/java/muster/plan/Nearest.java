package muster.plan;

import java.util.Collection;
import java.util.Optional;

/** Finds what was probably meant by a name that does not exist. */
public final class Nearest {
  /** So many characters of a name may be wrong: one of three. */
  private static final int FRACTION = 3;

  /** Where more names do not exist they are no slips, and to look at all pairs would take long. */
  private static final int ASKED_MAX = 100;

  private final Collection<String> known;
  private int asked;

  /**
   * @param known what there is when it is asked
   */
  public Nearest(Collection<String> known) {
    this.known = known;
  }

  /** "; did you mean X?", or nothing. */
  public String question(String name) {
    return asked++ < ASKED_MAX ? question(name, known) : "";
  }

  /**
   * @return the name with the fewest insertions, deletions, replacements and swaps of neighbours;
   *     the first of several; nothing if all are too different
   */
  public static Optional<String> to(String name, Collection<String> known) {
    // Of a single character, everything else would be near.
    int best = name.length() < 2 ? 1 : Math.max(1, name.length() / FRACTION) + 1;
    String nearest = null;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - name.length()) < best) {
        int distance = distance(name, candidate);
        if (distance < best) {
          best = distance;
          nearest = candidate;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** "; did you mean X?", or nothing. */
  public static String question(String name, Collection<String> known) {
    return to(name, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /** The distance of Damerau and Levenshtein, in which no part is edited twice. */
  static int distance(String a, String b) {
    int[][] rows = new int[3][b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      rows[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = rows[i % 3];
      int[] above = rows[(i - 1) % 3];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
      }
    }
    return rows[a.length() % 3][b.length()];
  }
}
