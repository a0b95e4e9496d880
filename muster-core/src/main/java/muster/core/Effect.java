package muster.core;

import muster.core.wire.Status;

/**
 * What is to be done for a service. Performed in the order of the list; what fails comes back as an
 * {@link Event}, or, where nothing can be decided on it, is told to people by the performer.
 */
public sealed interface Effect {

  /**
   * Start {@code run}, crash-safely. Answer: {@link Event.Started} or {@link Event.StartFailed}.
   */
  record Start() implements Effect {}

  /**
   * Start {@code finish}. Answer: {@link Event.FinishStarted} or {@link Event.FinishFailed}.
   *
   * @param waitStatus how {@code run} ended
   * @param group the process group it had
   */
  record StartFinish(int waitStatus, int group) implements Effect {}

  /** A signal to a process that has not been reaped, or to the group that it leads. */
  record Signal(int pid, int signal, boolean group) implements Effect {}

  /** Replace {@code supervise/status}. Always before the {@link Notify} that tells of it. */
  record WriteStatus(Status status) implements Effect {}

  /** Tell the subscribers of {@code event/}, all bytes in one write. */
  record Notify(String events) implements Effect {}

  /** Append to {@code supervise/death_tally}, keeping the last so many. */
  record RecordDeath(long wallNanos, int waitStatus, int kept) implements Effect {}

  /** Create or remove the file {@code down}. */
  record KeepDown(boolean down) implements Effect {}

  /** Nothing more is expected from the readiness channel. */
  record CloseReadiness() implements Effect {}

  /** What starts from now on has /dev/null as input and output; a logger's pipe is let go of. */
  record DetachStdio() implements Effect {}

  /** Supervision is over: give up the control FIFO and the lock, and tell the scanner. */
  record Release() implements Effect {}

  /** Tell people. */
  record Warn(String text) implements Effect {}
}
