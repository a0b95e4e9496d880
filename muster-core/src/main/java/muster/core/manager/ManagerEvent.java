package muster.core.manager;

import java.util.List;
import muster.core.Service;
import muster.core.trace.TraceRecord.Verb;

/** What the manager is told. Services are the nodes of the plan. */
public sealed interface ManagerEvent {

  /** A longrun's machine has moved, or what is wanted of it has. */
  record Moved(int node, Service service) implements ManagerEvent {}

  /** People were told of a trouble of a service; the next failure may be because of it. */
  record Troubled(int node, String text) implements ManagerEvent {}

  /** The program of a oneshot runs: the answer to {@link ManagerEffect.RunUp} or RunDown. */
  record Spawned(int node, int pid) implements ManagerEvent {}

  /** The other answer. */
  record SpawnFailed(int node, String why) implements ManagerEvent {}

  /** The program of a oneshot has ended. */
  record Ended(int node, int pid, int waitStatus) implements ManagerEvent {}

  /**
   * A longrun has said something of itself.
   *
   * @param pid its process at that moment
   */
  record Heard(int node, int pid, Notice notice) implements ManagerEvent {}

  /**
   * Somebody asks for something.
   *
   * @param request new for each
   * @param nodes whom; for {@link Verb#PRUNE} whom not; for {@link Verb#END} and HURRY it is all of
   *     them
   * @param jobs how many may be starting at once while this is open; 0 is no limit
   * @param timeoutNanos when it is answered at the latest; 0 is no limit
   */
  record Asked(long request, Verb verb, List<Integer> nodes, int jobs, long timeoutNanos)
      implements ManagerEvent {
    /** Whether everything is to end. */
    public boolean ends() {
      return verb == Verb.END || verb == Verb.HURRY;
    }
  }
}
