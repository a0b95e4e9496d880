package muster.sim.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import muster.kernel.Errno;

/** What is between a writer and a reader. */
final class Pipe {
  static final int PAGE = 4096;
  private static final int DEFAULT = 16 * PAGE;

  private byte[] content = {};
  private int capacity = DEFAULT;
  private final List<Runnable> watchers = new ArrayList<>();
  int readers;
  int writers;

  /** How many writers there ever were: a reader hangs up only after one that it could meet. */
  long writersEver;

  /** Changes whenever bytes come: an edge, for those who wait for edges. */
  long arrivals;

  boolean unused() {
    return readers == 0 && writers == 0;
  }

  int filled() {
    return content.length;
  }

  boolean hasRoom() {
    return room() >= PAGE;
  }

  int room() {
    return capacity - content.length;
  }

  /** Called whenever bytes come or go, or an end is closed. */
  void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  void changed() {
    for (Runnable watcher : List.copyOf(watchers)) {
      watcher.run();
    }
  }

  /**
   * @return how many bytes were written, −EPIPE, or −EAGAIN
   */
  int write(byte[] data, int offset, int length) {
    if (readers == 0) {
      return -Errno.EPIPE;
    }
    int room = room();
    boolean whole = length <= PAGE; // such a write is never cut
    if (length > 0 && (room == 0 || whole && room < length)) {
      return -Errno.EAGAIN;
    }
    int count = Math.min(length, room);
    int before = content.length;
    content = Arrays.copyOf(content, before + count);
    System.arraycopy(data, offset, content, before, count);
    arrivals++;
    changed();
    return count;
  }

  /**
   * @return how many bytes were read, 0 at the end, or −EAGAIN
   */
  int read(byte[] buffer, int offset, int length) {
    if (content.length == 0) {
      return writers == 0 ? 0 : -Errno.EAGAIN;
    }
    int count = Math.min(length, content.length);
    System.arraycopy(content, 0, buffer, offset, count);
    content = Arrays.copyOfRange(content, count, content.length);
    changed();
    return count;
  }

  /** What read would give, left where it is. @return how many bytes */
  int peek(byte[] buffer) {
    int count = Math.min(buffer.length, content.length);
    System.arraycopy(content, 0, buffer, 0, count);
    return count;
  }

  int resize(int bytes) {
    int size = PAGE;
    while (size < bytes) {
      size *= 2;
    }
    if (size < content.length) {
      return -Errno.EBUSY;
    }
    capacity = size;
    return size;
  }
}
