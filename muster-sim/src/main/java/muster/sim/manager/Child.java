package muster.sim.manager;

/** A process of the simulated world. It is a zombie between its death and its reaping. */
final class Child {
  /** What it executes. */
  enum Role {
    RUN,
    FINISH,
    /** The up of a oneshot. */
    DO,
    /** Its down. */
    UNDO
  }

  final int pid;
  final Seat seat;
  final Role role;
  boolean alive = true;
  boolean ignoresSignals;
  boolean askedToEnd;

  /** Its death is on the agenda. */
  boolean mayEnd;

  boolean killed;

  Child(int pid, Seat seat, Role role) {
    this.pid = pid;
    this.seat = seat;
    this.role = role;
  }
}
