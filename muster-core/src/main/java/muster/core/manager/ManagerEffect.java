package muster.core.manager;

import muster.core.trace.TraceRecord;

/** What is to be done, in the order of the list. */
public sealed interface ManagerEffect {

  /** Ask a longrun's machine for up. What comes of it is told by {@link ManagerEvent.Moved}. */
  record Start(int node) implements ManagerEffect {}

  /** Ask a longrun's machine for down. */
  record Stop(int node) implements ManagerEffect {}

  /** SIGKILL to the process group of a longrun that hangs. */
  record Kill(int node) implements ManagerEffect {}

  /**
   * SIGKILL to what a longrun still has, its {@code finish} too: everything ends, and it does not.
   */
  record Hurry(int node) implements ManagerEffect {}

  /** Send a longrun its reload signal. */
  record Reload(int node) implements ManagerEffect {}

  /** Start a oneshot's {@code up}. Answer: Spawned or SpawnFailed. */
  record RunUp(int node) implements ManagerEffect {}

  /** Start a oneshot's {@code down}. Answer: Spawned or SpawnFailed. */
  record RunDown(int node) implements ManagerEffect {}

  /** A signal to the process group of a oneshot's program. */
  record Signal(int node, int pid, int signal) implements ManagerEffect {}

  /** Write down what happened, before what follows in the list. */
  record Tell(TraceRecord record) implements ManagerEffect {}

  /** All is down that was to be. */
  record Finish(int code) implements ManagerEffect {}
}
