package muster.core.manager;

import muster.core.GivenUp;
import muster.core.Moment;
import muster.core.State;
import muster.core.wire.WaitStatus;

/** Why something is as it is: a line for people. */
final class Reasons {
  /** A trace line has to stay readable, and below the size of a pipe's atomic write. */
  private static final int LENGTH_MAX = 1000;

  static final String SILENT = "closed its readiness descriptor without saying that it is ready";

  static final String ENDING = "everything is being stopped";

  /** Behind all that is {@link #held}. */
  static final String HELD_UNTIL = ": only the end of muster run (Ctrl-C or SIGTERM) stops that";

  private Reasons() {}

  static String ended(int waitStatus) {
    int signal = WaitStatus.signal(waitStatus);
    return signal == 0
        ? "exited " + WaitStatus.exitCode(waitStatus)
        : "was killed by signal " + signal;
  }

  static String givenUp(GivenUp why, int waitStatus, int restarts) {
    return switch (why) {
      case NOT -> "";
      case FINISH_SAID_SO -> ended(waitStatus) + ", and its finish said that it failed for good";
      case ENDED_WELL -> "ended: it exited 0";
      case ENDED_BADLY -> ended(waitStatus);
      case TOO_OFTEN -> ended(waitStatus) + ", after " + restarts + " restarts in too short a time";
    };
  }

  static String notStarted(State.StartFailure why, String trouble) {
    if (!trouble.isEmpty()) {
      return cut(trouble);
    }
    return switch (why) {
      case NOT_EXECUTABLE -> "its program cannot be executed";
      case NO_RESOURCES -> "the system had no process or descriptor for it";
      case LOCKED -> "another instance of it has its lock";
      case CONTRADICTION -> "notification-fd and lock-fd are the same";
    };
  }

  static String needs(Node other) {
    return switch (other.stage) {
      case FAILED -> "needs " + other.name() + ", which failed";
      default -> "needs " + other.name() + ", which is down";
    };
  }

  /**
   * @param essential the service itself, or one that needs it
   */
  static String held(Node node, Node essential) {
    return node == essential
        ? node.name() + " is essential"
        : node.name() + " is needed by " + essential.name() + ", which is essential";
  }

  static String noProcess(Node node) {
    return node.name() + " is no longrun: it has no process that could reload anything";
  }

  static String overdue(String reason, long millis) {
    return and(reason, tookLonger(millis, "down") + "; it is not waited for any more");
  }

  /** Two reasons, each of which may be none. */
  static String and(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + "; " + second;
  }

  static String watchdog(long millis) {
    return "has not said for " + time(millis) + " that it is alive";
  }

  static String says(String doing, String status) {
    return status.isEmpty() ? doing : and(doing, "says: " + status);
  }

  static String lost(Node other) {
    return "lost " + other.name();
  }

  static String tookLonger(long millis, String what) {
    return "took longer than " + time(millis) + " to be " + what;
  }

  /** As format.md writes times: 90 s is 1m30s. */
  private static String time(long millis) {
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis * Moment.MILLISECOND / Moment.SECOND;
    if (seconds < 60) {
      return seconds + "s";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds / 60 + "m" + seconds % 60 + "s";
  }

  static String cut(String text) {
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX);
  }
}
