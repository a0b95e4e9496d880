package muster.sim.manager;

import muster.core.Moment;

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

  /** How often it has to say that it is alive; 0 is never. */
  long watchdog;

  /** When it said so last, or began to serve. */
  long fedAt;

  /** When it began to serve, as it was told; {@link Moment#NEVER} while it does not. */
  long servesSince = Moment.NEVER;

  boolean saidThatItHangs;

  /** The manager has had it killed. */
  boolean punished;

  Child(int pid, Seat seat, Role role) {
    this.pid = pid;
    this.seat = seat;
    this.role = role;
  }
}
