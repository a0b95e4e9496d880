package muster.core.manager;

import java.util.Comparator;
import java.util.PriorityQueue;
import muster.core.Moment;
import org.jspecify.annotations.Nullable;

/** When who has taken too long. */
final class Timeouts {
  private record Timeout(long at, Node node) {}

  /** Timeouts that were set anew are still in it, and passed over when they come. */
  private final PriorityQueue<Timeout> heap =
      new PriorityQueue<>(
          Comparator.comparingLong(Timeout::at).thenComparingInt(t -> t.node().index));

  /** From now on it may take so long; 0 is no limit. */
  void limit(Node node, Moment now, long millis) {
    node.limit = millis == 0 ? Moment.NEVER : now.plus(millis * Moment.MILLISECOND);
    set(node, node.limit);
  }

  /** There is something to do before its limit, and that is not moved by it. */
  void soon(Node node, long at) {
    set(node, Math.min(at, node.limit));
  }

  /** Nothing but its limit is left. */
  void onlyLimit(Node node) {
    set(node, node.limit);
  }

  /** If it has a limit, that is not before this moment. */
  void extend(Node node, long until) {
    if (node.limit != Moment.NEVER && node.limit < until) {
      node.limit = until;
      set(node, until);
    }
  }

  void clear(Node node) {
    node.limit = Moment.NEVER;
    set(node, Moment.NEVER);
  }

  private void set(Node node, long at) {
    if (node.timeoutAt != at) {
      node.timeoutAt = at;
      if (at != Moment.NEVER) {
        heap.add(new Timeout(at, node));
      }
    }
  }

  long earliest() {
    while (!heap.isEmpty() && heap.element().node().timeoutAt != heap.element().at()) {
      heap.remove();
    }
    return heap.isEmpty() ? Moment.NEVER : heap.element().at();
  }

  /** Somebody whose moment has come; it is not set any more. */
  @Nullable Node next(Moment now) {
    if (earliest() > now.nanos()) {
      return null;
    }
    Node node = heap.remove().node();
    node.timeoutAt = Moment.NEVER;
    return node;
  }
}
