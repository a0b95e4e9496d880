package muster.sim.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import muster.kernel.Errno;
import muster.kernel.Linux;

/**
 * An inotify instance. A watch of a directory hears what names come and go, and one of a file hears
 * that it is written to; what a directory's files do is not told to the directory's watch here.
 */
final class FakeInotify extends Opened {
  private static final int HEADER = 16;
  private static final int IN_ISDIR = 0x4000_0000;

  /** What one watch wants to hear of. */
  private static final class Mark {
    final int number;
    int mask;

    Mark(int number) {
      this.number = number;
    }
  }

  private final Map<Node, Mark> marks = new LinkedHashMap<>();
  private final ArrayDeque<byte[]> events = new ArrayDeque<>();

  FakeInotify() {
    super(Linux.O_RDONLY | Linux.O_NONBLOCK);
  }

  /**
   * @return the number of the watch, the same again for the same file
   */
  int add(Node node, int mask) {
    Mark mark = marks.get(node);
    if (mark == null) {
      Mark fresh = new Mark(marks.size() + 1);
      marks.put(node, fresh);
      node.watch((what, name, directory) -> happened(fresh, what, name, directory));
      mark = fresh;
    }
    mark.mask = mask;
    return mark.number;
  }

  private void happened(Mark mark, int what, String name, boolean directory) {
    if ((mark.mask & what) == 0 || !open()) {
      return;
    }
    int length = name.isEmpty() ? 0 : (name.length() / HEADER + 1) * HEADER; // ends with NULs
    byte[] event = new byte[HEADER + length];
    LittleEndian.put(event, 0, mark.number | (long) (what | (directory ? IN_ISDIR : 0)) << 32);
    LittleEndian.put(event, 8, (long) length << 32);
    byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, event, HEADER, bytes.length);
    if (events.isEmpty() || !Arrays.equals(events.getLast(), event)) {
      events.add(event);
    }
  }

  @Override
  int read(byte[] buffer, int offset, int length) {
    if (events.isEmpty()) {
      return -Errno.EAGAIN;
    }
    int count = 0;
    while (!events.isEmpty() && events.getFirst().length <= length - count) {
      byte[] event = events.removeFirst();
      System.arraycopy(event, 0, buffer, offset + count, event.length);
      count += event.length;
    }
    return count == 0 ? -Errno.EINVAL : count;
  }

  @Override
  int ready() {
    return events.isEmpty() ? 0 : Linux.EPOLLIN;
  }
}
