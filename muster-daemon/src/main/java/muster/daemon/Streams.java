package muster.daemon;

import java.util.List;
import muster.kernel.Spawn.FileAction;
import org.jspecify.annotations.Nullable;

/**
 * Where the standard streams of a service's processes go. What is not said stays as the daemon has
 * it.
 */
final class Streams {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;

  private final int devNull;
  private final @Nullable LogPipe input;
  private final @Nullable LogPipe output;
  private boolean detached;

  private Streams(int devNull, @Nullable LogPipe input, @Nullable LogPipe output) {
    this.devNull = devNull;
    this.input = input;
    this.output = output;
  }

  static Streams inherited(int devNull) {
    return new Streams(devNull, null, null);
  }

  static Streams producer(int devNull, LogPipe pipe) {
    pipe.holdWrite();
    return new Streams(devNull, null, pipe);
  }

  static Streams logger(int devNull, LogPipe pipe) {
    pipe.holdRead();
    return new Streams(devNull, pipe, null);
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
      actions.add(new FileAction.Dup(devNull, STDIN));
      actions.add(new FileAction.Dup(devNull, STDOUT));
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
