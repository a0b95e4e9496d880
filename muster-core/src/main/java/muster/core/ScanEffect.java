package muster.core;

/** What is to be done for a scan directory, in the order of the list. */
public sealed interface ScanEffect {

  /** Answer: {@link ScanEvent.Scanned} or {@link ScanEvent.Unreadable}. */
  record ReadDirectory() implements ScanEffect {}

  /**
   * Begin to supervise. What fails comes back as {@link ScanEvent.SupervisorGone} or {@link
   * ScanEvent.NoRoom}.
   *
   * @param id new for each supervision
   * @param name as an s6-supervise would be given it: {@code NAME} or {@code NAME/log}
   */
  record Supervise(int id, String name, Role role) implements ScanEffect {}

  /** Ask a supervision to end. */
  record Tell(int id, Word word) implements ScanEffect {}

  /** Close both ends of a logged service's pipe that the scanner holds. */
  record ClosePipe(int pipe) implements ScanEffect {}

  /** Stop writing to the catch-all logger, so that it can see the end of its input. */
  record LeaveCatchAll() implements ScanEffect {}

  /** The loop is over. */
  record Finish() implements ScanEffect {}

  /** Tell people. */
  record Warn(String text) implements ScanEffect {}

  /** What a supervision is asked. */
  enum Word {
    /** SIGTERM to an s6-supervise: stop the service and leave. */
    TERMINATE,
    /**
     * SIGHUP to an s6-supervise: leave when the service ends, as a logger does at its last line.
     */
    LEAVE
  }

  /** What a supervised directory is to the scan directory: where its standard streams go. */
  sealed interface Role {
    int NO_PIPE = 0;

    /** The pipe that the service and its logger share, or {@link #NO_PIPE}. */
    int pipe();

    /** Input and output of the daemon. */
    record Plain() implements Role {
      @Override
      public int pipe() {
        return NO_PIPE;
      }
    }

    /** Output into a pipe to its logger. */
    record Producer(int pipe) implements Role {}

    /** Input from its producer's pipe. */
    record Logger(int pipe) implements Role {}

    /** The service {@code s6-svscan-log}: has the daemon's original standard error. */
    record CatchAll() implements Role {
      @Override
      public int pipe() {
        return NO_PIPE;
      }
    }
  }
}
