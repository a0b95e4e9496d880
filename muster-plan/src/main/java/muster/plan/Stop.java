package muster.plan;

import org.jspecify.annotations.Nullable;

/**
 * How a longrun is stopped.
 *
 * @param signal the first signal, by its name without SIG; SIGCONT follows it
 * @param command run instead of the signal, if there is one
 * @param killMillis so long after the first signal comes SIGKILL; 0 is never
 * @param group do the signals go to the whole process group?
 */
public record Stop(String signal, @Nullable Program command, long killMillis, boolean group) {
  /** As s6-supervise does: TERM, and wait. */
  public static final Stop S6 = new Stop("TERM", null, 0, false);
}
