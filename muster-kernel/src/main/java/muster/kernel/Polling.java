package muster.kernel;

import java.nio.ByteBuffer;
import muster.kernel.Libc.Function;

/** Waiting for many things at once, and the things to wait for that are no files. */
final class Polling {
  private static final Function EPOLL_CREATE1 = new Function("epoll_create1");
  private static final Function EPOLL_CTL = new Function("epoll_ctl");
  private static final Function EPOLL_WAIT = new Function("epoll_wait");
  private static final Function TIMERFD_CREATE = new Function("timerfd_create");
  private static final Function TIMERFD_SETTIME = new Function("timerfd_settime");
  private static final Function EVENTFD = new Function("eventfd");
  private static final Function INOTIFY_INIT1 = new Function("inotify_init1");
  private static final Function INOTIFY_ADD_WATCH = new Function("inotify_add_watch");
  private static final Function CLOCK_GETTIME = new Function("clock_gettime");

  /** Every family has its own name for these two bits of open(2): EFD_, TFD_, IN_, EPOLL_. */
  static final int NONBLOCK_CLOEXEC = Linux.O_NONBLOCK | Linux.O_CLOEXEC;

  private static final int TFD_TIMER_ABSTIME = 1;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  // struct itimerspec: interval (seconds, nanoseconds), then value.
  private static final int ITIMERSPEC_BYTES = 32;
  private static final int IT_VALUE = 16;

  private final Libc libc;
  private final Arch arch;
  private final Text text;
  private final Memory memory;

  Polling(Libc libc, Arch arch, Text text, Memory memory) {
    this.libc = libc;
    this.arch = arch;
    this.text = text;
    this.memory = memory;
  }

  int epollCreate() {
    return libc.call(EPOLL_CREATE1, Linux.O_CLOEXEC);
  }

  int epollControl(int epoll, int operation, int fd, int events, long data) {
    long at = memory.reserve(arch.epollEventBytes());
    ByteBuffer event = memory.bytes();
    event.putInt(0, events);
    event.putLong(arch.epollDataAt(), data);
    return libc.call(EPOLL_CTL, epoll, operation, fd, at);
  }

  int epollWait(int epoll, Ready out, int timeoutMillis) {
    int size = arch.epollEventBytes();
    long at = memory.reserve(out.capacity() * size);
    int count = libc.call(EPOLL_WAIT, epoll, at, out.capacity(), timeoutMillis);
    ByteBuffer events = memory.bytes();
    for (int i = 0; i < count; i++) {
      out.events[i] = events.getInt(i * size);
      out.data[i] = events.getLong(i * size + arch.epollDataAt());
    }
    return count;
  }

  int timerfdCreate(int clock) {
    return libc.call(TIMERFD_CREATE, clock, NONBLOCK_CLOEXEC);
  }

  int timerfdSet(int fd, long atNanos) {
    long at = memory.reserve(ITIMERSPEC_BYTES);
    memory.clear(0, IT_VALUE);
    ByteBuffer spec = memory.bytes();
    spec.putLong(IT_VALUE, atNanos / NANOS_PER_SECOND);
    spec.putLong(IT_VALUE + Long.BYTES, atNanos % NANOS_PER_SECOND);
    return libc.call(TIMERFD_SETTIME, fd, TFD_TIMER_ABSTIME, at, 0);
  }

  int eventfd(int initial) {
    return libc.call(EVENTFD, initial, NONBLOCK_CLOEXEC);
  }

  int inotifyInit() {
    return libc.call(INOTIFY_INIT1, NONBLOCK_CLOEXEC);
  }

  int inotifyAdd(int fd, String path, int mask) {
    long at = text.only(path);
    return at < 0 ? (int) at : libc.call(INOTIFY_ADD_WATCH, fd, at, mask);
  }

  long clock(int clock) {
    int result = libc.call(CLOCK_GETTIME, clock, memory.reserve(2 * Long.BYTES));
    ByteBuffer time = memory.bytes();
    return result < 0 ? result : time.getLong(0) * NANOS_PER_SECOND + time.getLong(Long.BYTES);
  }
}
