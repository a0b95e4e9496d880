package muster.core;

import java.util.List;

/** Many names in one line: the first few, and how many more there are. */
public final class Listing {
  private static final int NAMED = 3;

  private Listing() {}

  /**
   * @param names at least one
   */
  public static String of(List<String> names) {
    int named = Math.min(names.size(), NAMED);
    String first = String.join(", ", names.subList(0, named));
    int more = names.size() - named;
    return more == 0 ? first : first + " and " + more + " more";
  }
}
