package muster.sim.core;

/** A process of the simulated world. It is a zombie between its death and its reaping. */
final class Child {
  final int pid;
  final Seat seat;
  final boolean isRun;
  boolean alive = true;
  boolean reaped;

  /** Nobody supervises it any more: its supervision was abandoned. */
  boolean abandoned;

  /** Stopped by SIGSTOP: hears nothing but SIGCONT and SIGKILL. */
  boolean stopped;

  boolean ignoresDownSignal;

  /** It was asked to stop and did not listen, or could not yet. */
  boolean askedToStop;

  boolean killed;

  /** From the signal to the death. */
  long stopNanos;

  long killNanos;

  Child(int pid, Seat seat, boolean isRun) {
    this.pid = pid;
    this.seat = seat;
    this.isRun = isRun;
  }
}
