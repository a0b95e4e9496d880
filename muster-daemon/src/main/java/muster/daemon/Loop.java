package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.core.Moment;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.Ready;

/**
 * Where the one policy thread waits: descriptors by epoll, deadlines by one timer in
 * CLOCK_BOOTTIME. When nothing is due it is not woken.
 */
final class Loop {
  /** Somebody who is called when a descriptor is ready. */
  interface Source {
    void ready();
  }

  /** How many ready descriptors one turn takes; the rest come in the next. */
  private static final int BATCH = 256;

  private static final int SLOT_BITS = 32;
  private static final long SLOT_MASK = 0x7fff_ffffL;

  /** Set in an epoll entry that is served before the others of its turn. */
  private static final long URGENT = 1L << 31;

  /** A descriptor that is watched; its slot's index and generation are the epoll data. */
  private static final class Slot {
    final Source source;
    final int generation;
    final long data;

    Slot(Source source, int generation, int index, boolean urgent) {
      this.source = source;
      this.generation = generation;
      this.data = ((long) generation << SLOT_BITS) | (urgent ? URGENT : 0) | index;
    }
  }

  private final Kernel kernel;
  private final int epoll;
  private final int timer;
  private final Ready ready = new Ready(BATCH);
  private final List<Slot> slots = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();
  private final Deadlines deadlines = new Deadlines();
  private int generations;
  private long armedFor = Moment.NEVER;

  /**
   * @throws StartupException when the kernel refuses the few things that a loop is made of
   */
  Loop(Kernel kernel) {
    this.kernel = kernel;
    this.epoll = StartupException.check(kernel.epollCreate(), "make an epoll instance");
    this.timer = StartupException.check(kernel.timerfdCreate(Linux.CLOCK_BOOTTIME), "make a timer");
    StartupException.check(watch(timer, true, () -> drain(kernel, timer)), "watch the timer");
  }

  Deadlines deadlines() {
    return deadlines;
  }

  /**
   * Watches a descriptor for input.
   *
   * @param urgent served before others that are ready at the same time
   * @return a ticket for {@link #unwatchAndClose}, or −errno
   */
  int watch(int fd, boolean urgent, Source source) {
    return watch(fd, Linux.EPOLLIN, urgent, source);
  }

  /**
   * Watches a socket for input and output: its source is called once each time that there is more
   * of either, so it has to go on until EAGAIN.
   *
   * @return a ticket for {@link #unwatchAndClose}, or −errno
   */
  int watchEdges(int fd, Source source) {
    return watch(fd, Linux.EPOLLIN | Linux.EPOLLOUT | Linux.EPOLLET, false, source);
  }

  private int watch(int fd, int events, boolean urgent, Source source) {
    int index = free.isEmpty() ? slots.size() : free.removeLast();
    Slot slot = new Slot(source, ++generations, index, urgent);
    if (index == slots.size()) {
      slots.add(slot);
    } else {
      slots.set(index, slot);
    }
    int result = kernel.epollControl(epoll, Linux.EPOLL_CTL_ADD, fd, events, slot.data);
    if (result < 0) {
      release(index);
      return result;
    }
    return index;
  }

  /**
   * Watches a descriptor for something else than input, or with 0 for nothing but its end.
   *
   * @param events {@code EPOLL*} bits
   * @return 0 or −errno
   */
  int expect(int ticket, int fd, int events) {
    long data = slots.get(ticket).data;
    return kernel.epollControl(epoll, Linux.EPOLL_CTL_MOD, fd, events, data);
  }

  /** Stops watching and closes the descriptor: epoll forgets it with its last copy. */
  void unwatchAndClose(int ticket, int fd) {
    // A copy of the descriptor in a child between vfork and exec would keep the registration.
    kernel.epollControl(epoll, Linux.EPOLL_CTL_DEL, fd, 0, 0);
    kernel.close(fd);
    release(ticket);
  }

  private void release(int index) {
    slots.set(index, VACANT);
    free.add(index);
  }

  private static final int FOR_EVER = -1;

  private static final Slot VACANT = new Slot(() -> {}, 0, 0, false);

  /** Waits until something is due, and serves it. */
  void turn() {
    turn(FOR_EVER);
  }

  /** Serves what is due now, without waiting. */
  void poll() {
    turn(0);
  }

  private void turn(int millis) {
    arm();
    int count = kernel.epollWait(epoll, ready, millis);
    if (count > 0) {
      serve(count, true);
      serve(count, false);
    }
    long now = kernel.clock(Linux.CLOCK_BOOTTIME);
    while (deadlines.earliest() <= now) {
      deadlines.takeEarliest().due();
    }
  }

  private void serve(int count, boolean urgent) {
    for (int i = 0; i < count; i++) {
      long data = ready.data[i];
      if (((data & URGENT) != 0) != urgent) {
        continue;
      }
      Slot slot = slots.get((int) (data & SLOT_MASK));
      // Somebody served before may have closed this one, and another may have its place.
      if (slot.generation == (int) (data >>> SLOT_BITS)) {
        slot.source.ready();
      }
    }
  }

  private void arm() {
    long next = deadlines.earliest();
    if (next != armedFor) {
      kernel.timerfdSet(timer, next == Moment.NEVER ? 0 : Math.max(next, 1));
      armedFor = next;
    }
  }

  /** The time of right now. */
  Moment clock() {
    return new Moment(kernel.clock(Linux.CLOCK_BOOTTIME), kernel.clock(Linux.CLOCK_REALTIME));
  }

  /** Empties an eventfd or a timerfd. */
  static void drain(Kernel kernel, int fd) {
    byte[] count = new byte[8];
    int result = kernel.read(fd, count, 0, count.length);
    assert result == count.length || result == -Errno.EAGAIN || result == -Errno.EINTR;
  }
}
