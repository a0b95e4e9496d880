package muster.core;

/**
 * What can happen to a service. An event that is about a process carries its pid, so that one that
 * comes late changes nothing.
 */
public sealed interface Event {

  // ---- answers ------------------------------------------------------------------------------

  /** What became of the start that the service's state waits for. */
  sealed interface Answer extends Event {}

  /**
   * The asked-for start worked: {@code run} was executed.
   *
   * @param channel whether there is a channel on which it can say that it is ready
   */
  record Started(int pid, boolean channel) implements Answer {}

  record StartFailed(State.StartFailure why) implements Answer {}

  record FinishStarted(int pid) implements Answer {}

  /**
   * {@code finish} did not run.
   *
   * @param absent there is none that could be executed; else no process could be made for it
   */
  record FinishFailed(boolean absent) implements Answer {}

  // ---- news ---------------------------------------------------------------------------------

  /** A newline came through the readiness channel. */
  record Ready(int pid) implements Event {}

  /** The readiness channel ended without a newline. */
  record ReadinessClosed(int pid) implements Event {}

  /** A process of the service was reaped. */
  record Died(int pid, int waitStatus, DeathRule rule) implements Event {}

  /** Time has passed. A deadline that is not reached makes this nothing. */
  record Tick() implements Event {}

  // ---- requests -----------------------------------------------------------------------------

  /** A request by a control byte or by the scanner. It waits while the service does. */
  sealed interface Request extends Event {}

  /** {@code a b q h k t i 1 2 y r l K}: a signal to the process, or to its group. */
  record Kill(int signal, boolean group) implements Request {}

  /** Its time to end is over, its {@code finish} too: somebody does not want to wait. */
  record Hurry() implements Request {}

  /** {@code p P}. */
  record Pause(boolean group) implements Request {}

  /** {@code c C}. */
  record Resume(boolean group) implements Request {}

  /** {@code o}: run once, now if it is down. */
  record Once() implements Request {}

  /** {@code O Q}: not again after this time. */
  record AtMostOnce(boolean lasting) implements Request {}

  /**
   * {@code u U}: run.
   *
   * @param lasting also after the next start of the supervisor: the file {@code down} goes
   */
  record Up(boolean lasting) implements Request {}

  /**
   * {@code d D}: stop.
   *
   * @param lasting also after the next start of the supervisor: the file {@code down} comes
   */
  record Down(boolean lasting, SignalRule rule) implements Request {}

  /** {@code x}, and SIGHUP to an s6-supervise: leave when it is down next. */
  record Leave() implements Request {}

  /** SIGTERM to an s6-supervise: stop and leave. */
  record Terminate(SignalRule rule) implements Request {}

  /** SIGQUIT to an s6-supervise: leave now, and let the service run. */
  record Abandon() implements Request {}

  /** SIGINT to an s6-supervise: pass it on to the service's group, and leave now. */
  record Interrupt() implements Request {}
}
