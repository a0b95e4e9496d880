package muster.sim;

import java.util.Locale;

/**
 * What happened, a line an event. Columns: the time in seconds since the run began; whom it is
 * about; what happened; and, for the code under test, {@code ->} what became of it.
 *
 * <p>Most runs find nothing and are not written down: a run is repeated for its trace.
 */
public final class Trace {
  private static final double SECOND = 1e9;

  private final boolean wanted;
  private final StringBuilder text = new StringBuilder();

  public Trace(boolean wanted) {
    this.wanted = wanted;
  }

  /** Whether lines are kept: what is costly to describe is described only then. */
  public boolean wanted() {
    return wanted;
  }

  public void line(long nanos, String whom, String what) {
    if (wanted) {
      text.append(String.format(Locale.ROOT, "%14.6f %-5s %s%n", nanos / SECOND, whom, what));
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
