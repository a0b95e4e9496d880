package muster.daemon;

import muster.kernel.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * The pipe between a service and its logger. It outlives both: the scanner holds it, and so does
 * each side's supervision. An end is closed when nobody holds it any more, so that the other side's
 * process notices.
 */
final class LogPipe {
  /** What it holds open in the daemon. */
  static final int DESCRIPTORS = 2;

  private static final int CLOSED = -1;

  private final Kernel kernel;
  private final Room room;
  private int readEnd;
  private int writeEnd;
  private int readHolders = 1;
  private int writeHolders = 1;

  private LogPipe(Kernel kernel, Room room, int[] ends) {
    this.kernel = kernel;
    this.room = room;
    this.readEnd = ends[0];
    this.writeEnd = ends[1];
    room.take(DESCRIPTORS);
  }

  /** A pipe that the scanner holds. @return null when the kernel has none to give */
  static @Nullable LogPipe make(Kernel kernel, Room room) {
    int[] ends = new int[2];
    return kernel.pipe(ends, 0) < 0 ? null : new LogPipe(kernel, room, ends);
  }

  int readEnd() {
    return readEnd;
  }

  int writeEnd() {
    return writeEnd;
  }

  void holdRead() {
    readHolders++;
  }

  void holdWrite() {
    writeHolders++;
  }

  void letGoRead() {
    if (--readHolders == 0) {
      kernel.close(readEnd);
      room.giveBack(1);
      readEnd = CLOSED;
    }
  }

  void letGoWrite() {
    if (--writeHolders == 0) {
      kernel.close(writeEnd);
      room.giveBack(1);
      writeEnd = CLOSED;
    }
  }
}
