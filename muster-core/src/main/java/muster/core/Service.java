package muster.core;

import muster.core.wire.Status;

/**
 * One supervised service: all that the policy knows of it.
 *
 * @param changedAtWall last start or death of {@code run}, wall time
 * @param readyAtWall last change of readiness, wall time; being fully down counts as ready
 * @param lastWaitStatus how the last {@code run} ended
 */
public record Service(
    Wanted wanted,
    State state,
    long changedAtWall,
    long readyAtWall,
    int lastWaitStatus,
    Restarts restarts) {

  /** A service that nobody has started yet. */
  public static Service fresh(boolean wantedUp, Moment now) {
    return new Service(
        new Wanted(wantedUp, false),
        new State.Down(now.nanos()),
        now.wallNanos(),
        now.wallNanos(),
        0,
        Restarts.NONE);
  }

  /** When time alone changes something next, or {@link Moment#NEVER}. */
  public long deadline() {
    return state.deadline(wanted.up());
  }

  /** The process that lives, {@code run} or {@code finish}; 0 when none does. */
  public int pid() {
    return state.pid();
  }

  /** What {@code supervise/status} is to say. */
  public Status status() {
    return switch (state) {
      case State.Up up ->
          status(up.pid(), up.paused(), false, up.readiness() instanceof State.Readiness.Said);
      case State.FinishSpawning _ -> status(0, false, true, false);
      case State.Finishing finishing -> status(finishing.pid(), false, true, false);
      case State.Down _, State.Backoff _, State.Spawning _, State.Gone _ ->
          status(0, false, false, true);
    };
  }

  private Status status(int pid, boolean paused, boolean finishing, boolean ready) {
    return new Status(
        changedAtWall, readyAtWall, pid, lastWaitStatus, paused, finishing, wanted.up(), ready);
  }

  Service in(State next) {
    return new Service(wanted, next, changedAtWall, readyAtWall, lastWaitStatus, restarts);
  }

  Service want(boolean up) {
    return new Service(wanted.up(up), state, changedAtWall, readyAtWall, lastWaitStatus, restarts);
  }

  Service leave() {
    return new Service(wanted.leave(), state, changedAtWall, readyAtWall, lastWaitStatus, restarts);
  }

  Service changed(Moment now) {
    return new Service(wanted, state, now.wallNanos(), readyAtWall, lastWaitStatus, restarts);
  }

  Service readyChanged(Moment now) {
    return new Service(wanted, state, changedAtWall, now.wallNanos(), lastWaitStatus, restarts);
  }

  Service ended(int waitStatus) {
    return new Service(wanted, state, changedAtWall, readyAtWall, waitStatus, restarts);
  }

  Service restarts(Restarts next) {
    return new Service(wanted, state, changedAtWall, readyAtWall, lastWaitStatus, next);
  }
}
