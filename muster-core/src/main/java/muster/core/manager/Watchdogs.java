package muster.core.manager;

import java.util.Comparator;
import java.util.PriorityQueue;
import muster.core.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Who has to say when that it is alive. Most say it in time, and often: that only moves the node's
 * own moment, and its one place in the heap follows when it comes up.
 */
final class Watchdogs {
  private record Look(long at, Node node) {}

  private final PriorityQueue<Look> heap =
      new PriorityQueue<>(Comparator.comparingLong(Look::at).thenComparingInt(l -> l.node().index));

  /** It is alive at this moment, and has its whole interval again. */
  void fed(Node node, Moment now) {
    set(node, node.watchdogNanos == 0 ? Moment.NEVER : now.plus(node.watchdogNanos));
  }

  /** Nothing is expected of it any more. */
  void leave(Node node) {
    node.silentAt = Moment.NEVER;
  }

  /** It counts as silent for too long at that moment. */
  void set(Node node, long at) {
    node.silentAt = at;
    // Only what is earlier than its place in the heap needs another one.
    if (node.silentAt < node.lookedAt) {
      node.lookedAt = node.silentAt;
      heap.add(new Look(node.lookedAt, node));
    }
  }

  long earliest() {
    return heap.isEmpty() ? Moment.NEVER : heap.element().at();
  }

  /** Somebody who should have said it and has not; it is not expected any more. */
  @Nullable Node next(Moment now) {
    while (earliest() <= now.nanos()) {
      Look look = heap.remove();
      Node node = look.node();
      if (look.at() != node.lookedAt) {
        continue; // of an earlier interval
      }
      node.lookedAt = Moment.NEVER;
      if (node.silentAt <= now.nanos()) {
        leave(node);
        return node;
      }
      if (node.silentAt != Moment.NEVER) {
        node.lookedAt = node.silentAt;
        heap.add(new Look(node.lookedAt, node));
      }
    }
    return null;
  }
}
