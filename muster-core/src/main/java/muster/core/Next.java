package muster.core;

/** What follows a death of {@code run}, if it is still wanted up when it is down. */
public sealed interface Next {
  /** It is started at that moment, or at once if that has passed. */
  record At(long nanos) implements Next {}

  /** It is started so long after its full stop. */
  record AfterDown(long pauseNanos) implements Next {}

  /** It is not started: its restart rule ends here. */
  record Never(GivenUp why) implements Next {}
}
