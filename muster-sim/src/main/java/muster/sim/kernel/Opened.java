package muster.sim.kernel;

import java.util.Arrays;
import java.util.function.LongSupplier;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Linux;

/** What open(2) and its like make; descriptors of any process may share it. */
abstract class Opened {
  private int holders;
  boolean nonblocking;
  final boolean reads;
  final boolean writes;

  Opened(int flags) {
    int access = flags & 3;
    reads = access == Linux.O_RDONLY || access == Linux.O_RDWR;
    writes = access == Linux.O_WRONLY || access == Linux.O_RDWR;
    nonblocking = (flags & Linux.O_NONBLOCK) != 0;
  }

  final void hold() {
    holders++;
  }

  final void letGo() {
    if (--holders == 0) {
      closed();
    }
  }

  final boolean open() {
    return holders > 0;
  }

  /** The last descriptor was closed. */
  void closed() {}

  int read(byte[] buffer, int offset, int length) {
    return -Errno.EINVAL;
  }

  int write(byte[] data, int offset, int length) {
    return -Errno.EINVAL;
  }

  int stat(FileStatus out) {
    out.mode = 0;
    return 0;
  }

  /** What it is ready for; −EPERM for what can never be waited for. */
  int ready() {
    return -Errno.EPERM;
  }

  /** Changes with each edge. */
  long edges() {
    return 0;
  }

  /** An open file. */
  static final class File extends Opened {
    final Node.Regular node;
    private final boolean append;
    private final FakeClock clock;
    private int position;

    File(Node.Regular node, int flags, FakeClock clock) {
      super(flags);
      this.node = node;
      this.append = (flags & Linux.O_APPEND) != 0;
      this.clock = clock;
    }

    boolean appends() {
      return append;
    }

    @Override
    int read(byte[] buffer, int offset, int length) {
      int count = Math.max(0, Math.min(length, node.content.length - position));
      System.arraycopy(
          node.content, Math.min(position, node.content.length), buffer, offset, count);
      position += count;
      return count;
    }

    @Override
    int write(byte[] data, int offset, int length) {
      position = append ? node.content.length : position;
      if (node.content.length < position + length) {
        node.content = Arrays.copyOf(node.content, position + length);
      }
      System.arraycopy(data, offset, node.content, position, length);
      position += length;
      node.modified = clock.wall();
      node.happened(Linux.IN_MODIFY, "", false);
      return length;
    }

    int writeAt(byte[] data, int offset, int length, long at) {
      int before = position;
      position = (int) at;
      write(data, offset, length);
      position = before;
      return length;
    }

    int seek(long offset, int whence) {
      long base =
          switch (whence) {
            case Linux.SEEK_CUR -> position;
            case Linux.SEEK_END -> node.content.length;
            default -> 0;
          };
      if (base + offset < 0 || base + offset > Integer.MAX_VALUE) {
        return -Errno.EINVAL;
      }
      position = (int) (base + offset);
      return position;
    }

    @Override
    int stat(FileStatus out) {
      node.tell(out);
      return 0;
    }

    @Override
    void closed() {
      node.locks.drop(this);
    }
  }

  /** A directory, or with O_PATH anything at all. */
  static final class Place extends Opened {
    final Node node;

    Place(Node node, int flags) {
      super(flags);
      this.node = node;
    }

    @Override
    int read(byte[] buffer, int offset, int length) {
      return -Errno.EISDIR;
    }

    @Override
    int stat(FileStatus out) {
      node.tell(out);
      return 0;
    }
  }

  /** One end of a pipe, or a FIFO for both. */
  static final class End extends Opened {
    final Pipe pipe;
    private final long writersBefore;
    final Node.Fifo node;

    End(Pipe pipe, Node.Fifo node, int flags) {
      super(flags);
      this.pipe = pipe;
      this.node = node;
      writersBefore = pipe.writersEver;
      pipe.readers += reads ? 1 : 0;
      pipe.writers += writes ? 1 : 0;
      pipe.writersEver += writes ? 1 : 0;
    }

    @Override
    void closed() {
      pipe.readers -= reads ? 1 : 0;
      pipe.writers -= writes ? 1 : 0;
      pipe.changed();
    }

    @Override
    int read(byte[] buffer, int offset, int length) {
      return pipe.read(buffer, offset, length);
    }

    @Override
    int write(byte[] data, int offset, int length) {
      return pipe.write(data, offset, length);
    }

    @Override
    int stat(FileStatus out) {
      node.tell(out);
      return 0;
    }

    @Override
    int ready() {
      int ready = 0;
      if (reads) {
        ready |= pipe.filled() > 0 ? Linux.EPOLLIN : 0;
        ready |= pipe.writers == 0 && pipe.writersEver != writersBefore ? Linux.EPOLLHUP : 0;
      }
      if (writes) {
        ready |= pipe.hasRoom() ? Linux.EPOLLOUT : 0;
        ready |= pipe.readers == 0 ? Linux.EPOLLERR : 0;
      }
      return ready;
    }

    @Override
    long edges() {
      return pipe.arrivals;
    }
  }

  /** /dev/null. */
  static final class Nothing extends Opened {
    private final Node node;

    Nothing(Node node, int flags) {
      super(flags);
      this.node = node;
    }

    @Override
    int read(byte[] buffer, int offset, int length) {
      return 0;
    }

    @Override
    int write(byte[] data, int offset, int length) {
      return length;
    }

    @Override
    int stat(FileStatus out) {
      node.tell(out);
      return 0;
    }
  }

  /** An eventfd, and how a caught signal is told. */
  static final class Counter extends Opened {
    private static final int BYTES = 8;
    private long count;
    private long edges;

    Counter(long initial) {
      super(Linux.O_RDWR | Linux.O_NONBLOCK);
      count = initial;
    }

    void add(long more) {
      count += more;
      edges++;
    }

    @Override
    int read(byte[] buffer, int offset, int length) {
      if (length < BYTES) {
        return -Errno.EINVAL;
      }
      if (count == 0) {
        return -Errno.EAGAIN;
      }
      LittleEndian.put(buffer, offset, count);
      count = 0;
      return BYTES;
    }

    @Override
    int write(byte[] data, int offset, int length) {
      if (length < BYTES) {
        return -Errno.EINVAL;
      }
      add(LittleEndian.get(data, offset));
      return BYTES;
    }

    @Override
    int ready() {
      return (count == 0 ? 0 : Linux.EPOLLIN) | Linux.EPOLLOUT;
    }

    @Override
    long edges() {
      return edges;
    }
  }

  /** A timerfd. */
  static final class Timer extends Opened {
    private static final int BYTES = 8;
    private final LongSupplier clock;
    private long at;

    Timer(LongSupplier clock) {
      super(Linux.O_RDWR | Linux.O_NONBLOCK);
      this.clock = clock;
    }

    long now() {
      return clock.getAsLong();
    }

    void set(long atNanos) {
      at = atNanos;
    }

    private boolean fired() {
      return at != 0 && now() >= at;
    }

    @Override
    int read(byte[] buffer, int offset, int length) {
      if (length < BYTES) {
        return -Errno.EINVAL;
      }
      if (!fired()) {
        return -Errno.EAGAIN;
      }
      at = 0;
      LittleEndian.put(buffer, offset, 1);
      return BYTES;
    }

    @Override
    int ready() {
      return fired() ? Linux.EPOLLIN : 0;
    }
  }

  /** A pidfd. */
  static final class Person extends Opened {
    final FakeProcess process;

    Person(FakeProcess process) {
      super(Linux.O_RDWR);
      this.process = process;
    }

    @Override
    int ready() {
      return (process.alive ? 0 : Linux.EPOLLIN) | (process.reaped ? Linux.EPOLLHUP : 0);
    }
  }
}
