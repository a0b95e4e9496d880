package muster.sim;

import java.util.PriorityQueue;

/**
 * What will happen in the simulated world, by time; what is due at once happens as it was added.
 */
public final class Agenda {
  private record Entry(long at, long number, Runnable what) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long added;

  public void add(long atNanos, Runnable what) {
    entries.add(new Entry(atNanos, added++, what));
  }

  /** When the next thing happens, or {@link Long#MAX_VALUE}. */
  public long nextAt() {
    Entry next = entries.peek();
    return next == null ? Long.MAX_VALUE : next.at();
  }

  /** Lets the next thing happen. */
  public void happen() {
    entries.remove().what().run();
  }
}
