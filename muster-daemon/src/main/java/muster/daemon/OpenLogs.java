package muster.daemon;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The directories whose {@code current} is open. Opening a file costs some microseconds and a
 * descriptor is scarce: so the files of those who write are open, and of the many who are silent
 * only the lock, which is what keeps another logger away.
 */
final class OpenLogs {
  static final int MAX = 256;

  private final Deque<LogDirectory> open = new ArrayDeque<>();

  void opened(LogDirectory directory) {
    if (open.size() >= MAX) {
      open.getFirst().closeCurrent();
    }
    open.addLast(directory);
  }

  void closed(LogDirectory directory) {
    open.removeFirstOccurrence(directory);
  }
}
