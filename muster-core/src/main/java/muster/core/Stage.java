package muster.core;

import java.util.Locale;

/** What people are told that a service does: the states of {@code muster status}. */
public enum Stage {
  /** It does not run, and is not wanted up. */
  DOWN,
  /** It is wanted up, and waits for others. */
  WAITING,
  /** It was started, and is not ready, or its {@code up} has not ended. */
  STARTING,
  /** It serves, or its {@code up} has succeeded. */
  UP,
  /** It was asked to stop, and runs, or its {@code down} does. */
  STOPPING,
  /** It has ended, and its {@code finish} runs. */
  FINISHING,
  /** It ended by itself, or could not be started, and is tried again at a moment. */
  BACKOFF,
  /** It will not come up by itself any more. */
  FAILED;

  /** As it is written down: {@code starting}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
