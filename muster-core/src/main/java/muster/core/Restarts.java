package muster.core;

import java.util.ArrayList;
import java.util.List;

/**
 * How often a service was started again since somebody last asked for it.
 *
 * @param total all of them
 * @param streak how many without a long enough life between
 * @param moments of the last ones, as many as its rule has to look at
 */
public record Restarts(int total, int streak, List<Long> moments) {
  /** As it begins. */
  public static final Restarts NONE = new Restarts(0, 0, List.of());

  /** Copies the moments. */
  public Restarts {
    moments = List.copyOf(moments);
  }

  /** How many have been since that moment. */
  int since(long nanos) {
    int count = 0;
    for (long moment : moments) {
      count += moment >= nanos ? 1 : 0;
    }
    return count;
  }

  Restarts oneMore(int streakBefore, long nanos, int kept) {
    List<Long> more = new ArrayList<>();
    if (kept > 0) {
      more.addAll(moments.subList(Math.max(0, moments.size() - kept + 1), moments.size()));
      more.add(nanos);
    }
    return new Restarts(total + 1, streakBefore + 1, more);
  }
}
