package muster.daemon;

import muster.kernel.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * The pipe between a service and its logger. It outlives both: the scanner holds it, and so does
 * each side's supervision. An end is closed when nobody holds it any more, so that the other side's
 * process notices.
 */
final class LogPipe {
  private static final int CLOSED = -1;

  private final Kernel kernel;
  private int readEnd;
  private int writeEnd;
  private int readHolders = 1;
  private int writeHolders = 1;

  private LogPipe(Kernel kernel, int[] ends) {
    this.kernel = kernel;
    this.readEnd = ends[0];
    this.writeEnd = ends[1];
  }

  /** A pipe that the scanner holds. @return null when the kernel has none to give */
  static @Nullable LogPipe make(Kernel kernel) {
    int[] ends = new int[2];
    return kernel.pipe(ends, 0) < 0 ? null : new LogPipe(kernel, ends);
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
      readEnd = CLOSED;
    }
  }

  void letGoWrite() {
    if (--writeHolders == 0) {
      kernel.close(writeEnd);
      writeEnd = CLOSED;
    }
  }
}
