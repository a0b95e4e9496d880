package muster.kernel;

/** What epoll_wait(2) found ready: parallel arrays in a buffer that the loop owns. */
public final class Ready {
  /** What was registered with the descriptor. */
  public final long[] data;

  /** {@code EPOLL*} bits. */
  public final int[] events;

  public Ready(int capacity) {
    data = new long[capacity];
    events = new int[capacity];
  }

  public int capacity() {
    return data.length;
  }
}
