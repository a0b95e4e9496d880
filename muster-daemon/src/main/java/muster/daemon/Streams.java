package muster.daemon;

import java.util.List;
import muster.kernel.Linux;
import muster.kernel.Spawn.FileAction;
import org.jspecify.annotations.Nullable;

/**
 * Where the standard streams of a service's processes go. What is not said stays as the daemon has
 * it.
 */
final class Streams {
  private static final String DEV_NULL = "/dev/null";
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;

  private final @Nullable LogPipe input;
  private final @Nullable LogPipe output;

  /** Of a managed service: the FIFO of its log, or /dev/null; absolute. */
  private final @Nullable String log;

  private boolean detached;

  private Streams(@Nullable LogPipe input, @Nullable LogPipe output, @Nullable String log) {
    this.input = input;
    this.output = output;
    this.log = log;
    if (input != null) {
      input.holdRead();
    }
    if (output != null) {
      output.holdWrite();
    }
  }

  static Streams inherited() {
    return new Streams(null, null, null);
  }

  static Streams producer(LogPipe pipe) {
    return new Streams(null, pipe, null);
  }

  static Streams logger(LogPipe pipe) {
    return new Streams(pipe, null, null);
  }

  /**
   * Of a managed service.
   *
   * @param input null for /dev/null
   * @param output null for the log
   * @param log where standard error goes, and output unless it goes into a pipe
   */
  static Streams managed(@Nullable LogPipe input, @Nullable LogPipe output, String log) {
    return new Streams(input, output, log);
  }

  /** From now on /dev/null in and out: what still starts must not keep a pipe from ending. */
  void detach() {
    if (detached) {
      return;
    }
    detached = true;
    if (input != null) {
      input.letGoRead();
    }
    if (output != null) {
      output.letGoWrite();
    }
  }

  void addTo(List<FileAction> actions) {
    if (log != null) {
      // Never for writing alone: that waits for a reader, and is SIGPIPE when there is none.
      actions.add(new FileAction.Open(STDERR, log, Linux.O_RDWR | Linux.O_NOCTTY, 0));
    }
    if (detached) {
      actions.add(new FileAction.Open(STDIN, DEV_NULL, Linux.O_RDONLY, 0));
      actions.add(new FileAction.Open(STDOUT, DEV_NULL, Linux.O_WRONLY, 0));
      return;
    }
    if (input != null) {
      actions.add(new FileAction.Dup(input.readEnd(), STDIN));
    } else if (log != null) {
      actions.add(new FileAction.Open(STDIN, DEV_NULL, Linux.O_RDONLY, 0));
    }
    if (output != null) {
      actions.add(new FileAction.Dup(output.writeEnd(), STDOUT));
    } else if (log != null) {
      actions.add(new FileAction.Dup(STDERR, STDOUT));
    }
  }
}
