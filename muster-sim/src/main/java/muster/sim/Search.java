package muster.sim;

import java.util.function.LongFunction;

/** Looks for the first seed that finds something. */
public final class Search {
  /** No seed found anything. */
  public static final String NOTHING = "";

  private Search() {}

  /**
   * @return {@code seed N: what was found}, or {@link #NOTHING}
   */
  public static String first(long seeds, LongFunction<Outcome> run) {
    for (long seed = 0; seed < seeds; seed++) {
      String finding = run.apply(seed).finding();
      if (finding != null) {
        return "seed " + seed + ": " + finding;
      }
    }
    return NOTHING;
  }
}
