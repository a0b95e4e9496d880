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

  private final @Nullable LogPipe input;
  private final @Nullable LogPipe output;
  private boolean detached;

  private Streams(@Nullable LogPipe input, @Nullable LogPipe output) {
    this.input = input;
    this.output = output;
  }

  static Streams inherited() {
    return new Streams(null, null);
  }

  static Streams producer(LogPipe pipe) {
    pipe.holdWrite();
    return new Streams(null, pipe);
  }

  static Streams logger(LogPipe pipe) {
    pipe.holdRead();
    return new Streams(pipe, null);
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
    if (detached) {
      actions.add(new FileAction.Open(STDIN, DEV_NULL, Linux.O_RDONLY, 0));
      actions.add(new FileAction.Open(STDOUT, DEV_NULL, Linux.O_WRONLY, 0));
      return;
    }
    if (input != null) {
      actions.add(new FileAction.Dup(input.readEnd(), STDIN));
    }
    if (output != null) {
      actions.add(new FileAction.Dup(output.writeEnd(), STDOUT));
    }
  }
}
