package muster.sim;

import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param events how many events the code under test was given
 * @param finding what must never happen and did, or null
 */
public record Outcome(long seed, long events, @Nullable String finding, String trace) {
  public boolean good() {
    return finding == null;
  }
}
