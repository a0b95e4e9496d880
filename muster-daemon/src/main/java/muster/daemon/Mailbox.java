package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.kernel.Kernel;

/**
 * A queue from one loop to another, which is woken by an eventfd. Neither waits for the other; the
 * lock is held for an append or an exchange.
 *
 * <p>Each side calls with its own kernel, because an instance belongs to a thread.
 */
final class Mailbox<T> {
  private static final byte[] ONE = {1, 0, 0, 0, 0, 0, 0, 0}; // or 2^56: any number wakes

  private final int fd;
  private final int limit;
  private List<T> items = new ArrayList<>();

  /**
   * @param limit for {@link #offer}
   * @throws StartupException when there is no eventfd
   */
  Mailbox(Kernel kernel, int limit) {
    this.fd = StartupException.check(kernel.eventfd(0), "make an eventfd");
    this.limit = limit;
  }

  /** Readable when there is something to {@link #take}. */
  int fd() {
    return fd;
  }

  /** Puts something in whose number is bounded by what it is about. */
  void post(Kernel sender, T item) {
    put(sender, item, Integer.MAX_VALUE);
  }

  /**
   * @return false, and nothing is done, when it is full
   */
  boolean offer(Kernel sender, T item) {
    return put(sender, item, limit);
  }

  private boolean put(Kernel sender, T item, int most) {
    boolean first;
    synchronized (this) {
      if (items.size() >= most) {
        return false;
      }
      first = items.isEmpty();
      items.add(item);
    }
    if (first) {
      // It can fail only when the counter is full, and then the wake-up is pending.
      sender.write(fd, ONE, 0, ONE.length);
    }
    return true;
  }

  /** Everything that is in it, in the order in which it came. */
  List<T> take(Kernel receiver) {
    Loop.drain(receiver, fd); // before the exchange, or a wake-up would be lost
    synchronized (this) {
      List<T> taken = items;
      items = new ArrayList<>();
      return taken;
    }
  }
}
