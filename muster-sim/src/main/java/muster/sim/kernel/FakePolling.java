package muster.sim.kernel;

import java.util.random.RandomGenerator;
import muster.kernel.Errno;
import muster.kernel.Linux;
import muster.kernel.Ready;

/** The kernel's calls for waiting. */
final class FakePolling {
  private static final long MILLI = 1_000_000;

  private final FakeMachine machine;
  private final Toll toll;
  private final RandomGenerator order;

  /**
   * @param order who is told of first among those that are ready at once
   */
  FakePolling(FakeMachine machine, Toll toll, RandomGenerator order) {
    this.machine = machine;
    this.toll = toll;
    this.order = order;
  }

  int epollCreate() {
    toll.pay();
    return machine.descriptors.add(new Epoll());
  }

  int epollControl(int epoll, int operation, int fd, int events, long data) {
    int error = toll.pay(SystemCall.EPOLL_CONTROL, "");
    Opened opened = machine.descriptors.get(fd);
    Opened instance = machine.descriptors.get(epoll);
    if (opened == null || instance == null) {
      return -Errno.EBADF;
    }
    if (!(instance instanceof Epoll into)) {
      return -Errno.EINVAL;
    }
    return error != 0 ? error : into.control(operation, fd, opened, events, data);
  }

  /**
   * Here time passes.
   *
   * @throws IllegalStateException when nothing in this world will ever end the wait
   */
  int epollWait(int epoll, Ready out, int timeoutMillis) {
    int error = toll.pay(SystemCall.EPOLL_WAIT, "");
    Opened opened = machine.descriptors.get(epoll);
    if (!(opened instanceof Epoll instance)) {
      return opened == null ? -Errno.EBADF : -Errno.EINVAL;
    }
    if (out.capacity() == 0) {
      return -Errno.EINVAL;
    }
    if (error != 0) {
      return error;
    }
    long now = machine.clock.nanos();
    long end = timeoutMillis < 0 ? Long.MAX_VALUE : now + timeoutMillis * MILLI;
    int count = instance.collect(out, order);
    while (count == 0
        && machine.clock.nextAt() <= end
        && machine.clock.nextAt() != Long.MAX_VALUE) {
      machine.clock.next();
      count = instance.collect(out, order);
    }
    if (count == 0 && end == Long.MAX_VALUE) {
      throw new IllegalStateException("it waits for ever");
    }
    if (count == 0) {
      machine.clock.pass(end - machine.clock.nanos());
    }
    return count;
  }

  int timerfdCreate(int clock) {
    toll.pay();
    return switch (clock) {
      case Linux.CLOCK_BOOTTIME -> machine.descriptors.add(new Opened.Timer(machine.clock::boot));
      case Linux.CLOCK_MONOTONIC -> machine.descriptors.add(new Opened.Timer(machine.clock::nanos));
      default -> -Errno.EINVAL;
    };
  }

  int timerfdSet(int fd, long atNanos) {
    toll.pay();
    Opened opened = machine.descriptors.get(fd);
    if (!(opened instanceof Opened.Timer timer)) {
      return opened == null ? -Errno.EBADF : -Errno.EINVAL;
    }
    if (atNanos < 0) {
      return -Errno.EINVAL;
    }
    timer.set(atNanos);
    if (atNanos > 0) {
      machine.clock.in(atNanos - timer.now(), () -> {}); // so that time passes up to there
    }
    return 0;
  }

  int eventfd(int initial) {
    toll.pay();
    return machine.descriptors.add(new Opened.Counter(initial));
  }

  int inotifyInit() {
    toll.pay();
    return machine.descriptors.add(new FakeInotify());
  }
}
