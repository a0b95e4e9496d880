package muster.plan;

import org.jspecify.annotations.Nullable;

/**
 * How a longrun is stopped.
 *
 * @param signal the first signal, by its name without SIG; SIGCONT follows it
 * @param command run instead of the signal, if there is one
 * @param killMillis so long after the first signal comes SIGKILL; 0 is never
 * @param group does the first signal go to the whole process group?
 * @param kill whom SIGKILL is for
 */
public record Stop(
    String signal, @Nullable Program command, long killMillis, boolean group, Kill kill) {
  /** Whom SIGKILL is for. */
  public enum Kill {
    /** The service's own process. */
    PROCESS,
    /** Its process group. */
    GROUP,
    /** Its group, and once it has ended, whatever is left of its session. */
    TREE
  }

  /** As s6-supervise does: TERM, and wait. */
  public static final Stop S6 = new Stop("TERM", null, 0, false, Kill.PROCESS);
}
