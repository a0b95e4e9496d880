package muster.core.manager;

import java.util.PriorityQueue;
import muster.core.Stage;
import org.jspecify.annotations.Nullable;

/** Who may start now, the longest remaining chain first; and how many are starting. */
final class Starts {
  /** Those that may not any more are still in it, and passed over when their turn comes. */
  private final PriorityQueue<Node> heap = new PriorityQueue<>(Starts::compare);

  private int waiting;
  private int starting;

  private static int compare(Node a, Node b) {
    return a.chain == b.chain ? Integer.compare(a.index, b.index) : Long.compare(b.chain, a.chain);
  }

  void add(Node node) {
    if (!node.eligible) {
      node.eligible = true;
      waiting++;
    }
    if (!node.queued) {
      node.queued = true;
      heap.add(node);
    }
  }

  void remove(Node node) {
    if (node.eligible) {
      node.eligible = false;
      waiting--;
    }
  }

  boolean hasMore(int jobs) {
    return waiting > 0 && (jobs == 0 || starting < jobs);
  }

  /**
   * Takes the most urgent one.
   *
   * @param jobs how many may be starting at once; 0 is no limit
   */
  @Nullable Node next(int jobs) {
    while (hasMore(jobs)) {
      Node node = heap.remove();
      node.queued = false;
      if (node.eligible) {
        remove(node);
        return node;
      }
    }
    return null;
  }

  /** Keeps count of those that are starting. */
  void moved(Node node, Stage next) {
    starting += (next == Stage.STARTING ? 1 : 0) - (node.stage == Stage.STARTING ? 1 : 0);
  }
}
