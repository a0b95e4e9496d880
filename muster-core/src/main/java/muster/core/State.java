package muster.core;

import java.util.List;

/**
 * What a service is doing. What we want of it is apart from that, in {@link Wanted}. Data that
 * exists only in a state lives in it, and each request to the kernel that has not been answered is
 * a state. docs/semantics.md tells them in prose.
 */
public sealed interface State {

  /** The process that lives; 0 when none does. */
  default int pid() {
    return 0;
  }

  /**
   * When time alone changes something next, or {@link Moment#NEVER}.
   *
   * @param wantedUp whether it is wanted up
   */
  default long deadline(boolean wantedUp) {
    return Moment.NEVER;
  }

  /**
   * No process.
   *
   * @param startAt when it starts next, if it is wanted up
   * @param givenUp why it is not wanted up any more, if that was nobody's request
   */
  record Down(long startAt, GivenUp givenUp) implements State {
    /** Of a service that nobody gave up. */
    public Down(long startAt) {
      this(startAt, GivenUp.NOT);
    }

    @Override
    public long deadline(boolean wantedUp) {
      return wantedUp ? startAt : Moment.NEVER;
    }
  }

  /**
   * No process, because the last try to start one failed.
   *
   * @param retryAt when the next try is due, if it is wanted up
   */
  record Backoff(long retryAt, StartFailure why) implements State {
    @Override
    public long deadline(boolean wantedUp) {
      return wantedUp ? retryAt : Moment.NEVER;
    }
  }

  /**
   * A start was asked of the kernel.
   *
   * @param waiting requests that came meanwhile; they are acted on when the kernel has answered
   */
  record Spawning(List<Event.Request> waiting) implements State {}

  /**
   * {@code run} runs.
   *
   * @param readiness whether it said that it serves
   * @param paused stopped by {@code p}
   * @param killAt when it is killed, {@link Moment#NEVER} unless it was asked to stop
   * @param killGroup whether its process group is killed with it
   */
  record Up(int pid, Readiness readiness, boolean paused, long killAt, boolean killGroup)
      implements State {
    @Override
    public long deadline(boolean wantedUp) {
      return killAt;
    }

    Up ready(Readiness next) {
      return new Up(pid, next, paused, killAt, killGroup);
    }

    Up paused(boolean next) {
      return new Up(pid, readiness, next, killAt, killGroup);
    }

    Up killAt(long at, boolean group) {
      return new Up(pid, readiness, paused, at, group);
    }
  }

  /**
   * {@code run} died, and a start of {@code finish} was asked of the kernel.
   *
   * @param timeoutNanos what {@code finish} may take, 0 for ever
   * @param waiting as in {@link Spawning}
   */
  record FinishSpawning(Next next, long timeoutNanos, List<Event.Request> waiting)
      implements State {}

  /**
   * {@code finish} runs.
   *
   * @param killAt when it is killed
   */
  record Finishing(int pid, Next next, long killAt) implements State {
    @Override
    public long deadline(boolean wantedUp) {
      return killAt;
    }
  }

  /** Nobody supervises it any more; its last state. */
  record Gone() implements State {}

  /** What {@code run} said of itself. */
  sealed interface Readiness {
    /** Nothing, and it has no way to, or no way left. */
    record Silent() implements Readiness {}

    /** Nothing yet; its channel is watched. */
    record Awaited() implements Readiness {}

    /** It serves, since then. */
    record Said(long sinceNanos) implements Readiness {}
  }

  /** Why a start came to nothing. */
  enum StartFailure {
    /** {@code run} cannot be executed. s6 tries again after 10 s. */
    NOT_EXECUTABLE(10 * Moment.SECOND),
    /** A pipe, a file or a process could not be made. s6 tries again after 60 s. */
    NO_RESOURCES(60 * Moment.SECOND),
    /** Somebody has {@code lock-fd}'s lock. s6's child would wait; we look again. */
    LOCKED(Moment.SECOND),
    /** {@code lock-fd} and {@code notification-fd} are the same: only a person can help. */
    CONTRADICTION(Moment.NEVER);

    private final long pauseNanos;

    StartFailure(long pauseNanos) {
      this.pauseNanos = pauseNanos;
    }

    long retryAt(Moment now) {
      return pauseNanos == Moment.NEVER ? Moment.NEVER : now.plus(pauseNanos);
    }
  }
}
