package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/**
 * The descriptors that are left for services. Some are kept back, so that a daemon that is full
 * still does its work: a status is written, a process is started, a subscriber is told with
 * descriptors that are needed for a moment only.
 */
final class Room {
  private static final String OPEN = "/proc/self/fd";

  /** Also for the scan directory's own lock and FIFO, which are opened after the count. */
  private static final int KEPT_BACK = 20;

  private long left;

  /**
   * @param limit how many descriptors may be open at once
   */
  Room(Kernel kernel, long limit) {
    left = limit - open(kernel) - KEPT_BACK;
  }

  /** How many are open; without /proc, as many as are below the lowest free one. */
  private static int open(Kernel kernel) {
    List<String> numbers = new ArrayList<>();
    if (kernel.listAt(Linux.AT_FDCWD, OPEN, numbers) > 0) {
      return numbers.size();
    }
    int lowestFree = kernel.dupAbove(0, 0);
    kernel.close(lowestFree);
    return lowestFree;
  }

  boolean has(int descriptors) {
    return left >= descriptors;
  }

  /** How many times so many descriptors are left. */
  long times(int descriptors) {
    return Math.max(left, 0) / descriptors;
  }

  void take(int descriptors) {
    left -= descriptors;
  }

  void giveBack(int descriptors) {
    left += descriptors;
  }
}
