package muster.core.trace;

import java.util.List;
import muster.core.Moment;
import muster.core.Stage;

/**
 * What happened, as the daemon writes it down for people and for its successor: a line each in
 * {@code RUN/trace}. The last {@link Changed} of a service says how it is; all of them in their
 * order are the chart of a start. docs/runtime-directory.md has the format.
 */
public sealed interface TraceRecord {
  /** When. */
  Moment at();

  /**
   * A daemon began.
   *
   * @param pid of its JVM
   * @param boot the kernel's boot id: moments of another boot cannot be compared
   */
  record Began(Moment at, int pid, String boot) implements TraceRecord {}

  /**
   * Somebody asked for something.
   *
   * @param request a number that {@link Answered} has too
   * @param names services, bundles already taken apart
   */
  record Asked(Moment at, long request, Verb verb, List<String> names) implements TraceRecord {
    /** Copies the names. */
    public Asked {
      names = List.copyOf(names);
    }
  }

  /**
   * What was asked for came to its end.
   *
   * @param code as the command exits: 0 done, 1 something failed, 2 too late
   * @param reason what of it was refused, and why, one line for people; empty where the services'
   *     own reasons say all
   */
  record Answered(Moment at, long request, int code, String reason) implements TraceRecord {}

  /**
   * A service is in another state, or in the same for another reason.
   *
   * @param stage what it does
   * @param ready it serves: what needs it may start
   * @param wantedUp what is wanted of it
   * @param pid of the process that lives, or 0
   * @param restarts how often it was started again since it was last asked for
   * @param waitStatus how its last process ended, or {@link #NO_STATUS}
   * @param due in the sense of {@link Moment#nanos()}: when it is tried again or killed; {@link
   *     Moment#NEVER} if no such moment is set
   * @param limit in the same way: when it has taken too long to be up or down, and nobody waits for
   *     it any more
   * @param reason why it is as it is, one line for people; empty where the stage says all
   */
  record Changed(
      Moment at,
      String service,
      Stage stage,
      boolean ready,
      boolean wantedUp,
      int pid,
      int restarts,
      int waitStatus,
      long due,
      long limit,
      String reason)
      implements TraceRecord {}

  /** In place of a wait status: no process of it has ended yet. */
  int NO_STATUS = -1;

  /** What can be asked for. */
  enum Verb {
    START,
    STOP,
    /** Stop all that the named do not bring along when they start. */
    PRUNE,
    RESTART,
    RELOAD,
    /** Stop everything, and then the daemon. */
    END,
    /** The same, and soon: what is being stopped is killed. */
    HURRY
  }
}
