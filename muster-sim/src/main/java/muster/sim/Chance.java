package muster.sim;

import java.util.SplittableRandom;

/** All that is left to chance in one run, from its seed. */
public final class Chance {
  private static final long MICROSECOND = 1_000;

  private final SplittableRandom random;

  public Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /** True once in so many times. */
  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** From 0 to {@code bound} − 1. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code low} to {@code high} − 1. */
  public long between(long low, long high) {
    return random.nextLong(low, high);
  }

  @SafeVarargs
  public final <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  public long pickLong(long... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /**
   * A duration whose order of magnitude is random, too: a microsecond is as likely as a second. A
   * simulator with constant latencies finds nothing.
   */
  public long latency(long maxNanos) {
    long bound = MICROSECOND;
    while (bound < maxNanos && random.nextInt(8) != 0) {
      bound *= 4;
    }
    return random.nextLong(Math.min(bound, maxNanos)) + 1;
  }
}
