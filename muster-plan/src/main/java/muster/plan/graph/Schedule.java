package muster.plan.graph;

import java.util.Arrays;

/**
 * When each node starts if it starts as early as it may, with durations in milliseconds. What the
 * whole takes is the length of the longest chain, the critical path: only there does a shorter
 * duration help.
 */
public final class Schedule {
  private static final int NONE = -1;

  private final long[] durations;
  private final long[] start;
  private final long[] latest;
  private final long length;
  private final int[] criticalPath;

  private Schedule(Graph graph, Ranks ranks, long[] durations) {
    this.durations = durations.clone();
    start = new long[graph.nodes()];
    latest = new long[graph.nodes()];
    int[] waitsFor = new int[graph.nodes()];
    int last = forward(graph, ranks, waitsFor);
    length = last == NONE ? 0 : end(last);
    backward(graph, ranks);
    criticalPath = path(waitsFor, last);
  }

  /**
   * @param ranks of the graph
   * @param durations of each node, in milliseconds, not negative
   */
  public static Schedule of(Graph graph, Ranks ranks, long[] durations) {
    return new Schedule(graph, ranks, durations);
  }

  /** With every node as long as every other: the critical path is a longest chain. */
  public static Schedule ofEqual(Graph graph, Ranks ranks) {
    long[] durations = new long[graph.nodes()];
    Arrays.fill(durations, 1);
    return of(graph, ranks, durations);
  }

  private int forward(Graph graph, Ranks ranks, int[] waitsFor) {
    int last = NONE;
    for (int rank = 0; rank < ranks.count(); rank++) {
      for (int node : ranks.nodes(rank)) {
        waitsFor[node] = NONE;
        for (int i = 0; i < graph.inDegree(node); i++) {
          int earlier = graph.from(graph.inEdge(node, i));
          if (waitsFor[node] == NONE || end(earlier) > start[node]) {
            waitsFor[node] = earlier;
            start[node] = end(earlier);
          }
        }
        if (last == NONE || end(node) > end(last)) {
          last = node;
        }
      }
    }
    return last;
  }

  private void backward(Graph graph, Ranks ranks) {
    for (int rank = ranks.count() - 1; rank >= 0; rank--) {
      for (int node : ranks.nodes(rank)) {
        long end = length;
        for (int i = 0; i < graph.outDegree(node); i++) {
          end = Math.min(end, latest[graph.to(graph.outEdge(node, i))]);
        }
        latest[node] = end - durations[node];
      }
    }
  }

  private static int[] path(int[] waitsFor, int last) {
    IntStack backwards = new IntStack();
    for (int node = last; node != NONE; node = waitsFor[node]) {
      backwards.push(node);
    }
    int[] path = backwards.toArray();
    for (int i = 0; i < path.length / 2; i++) {
      int swapped = path[i];
      path[i] = path[path.length - 1 - i];
      path[path.length - 1 - i] = swapped;
    }
    return path;
  }

  /** What the whole takes. */
  public long length() {
    return length;
  }

  /** When a node starts. */
  public long start(int node) {
    return start[node];
  }

  /** When a node is done. */
  public long end(int node) {
    return start[node] + durations[node];
  }

  /** How much later a node could start without making the whole longer. */
  public long slack(int node) {
    return latest[node] - start[node];
  }

  /** The nodes of a longest chain, in their order: each starts when the one before is done. */
  public int[] criticalPath() {
    return criticalPath.clone();
  }

  /** How many nodes run at once at most. One that takes no time runs at no time. */
  public int width() {
    long[] starts = new long[durations.length];
    long[] ends = new long[durations.length];
    int count = 0;
    for (int node = 0; node < durations.length; node++) {
      if (durations[node] > 0) {
        starts[count] = start[node];
        ends[count++] = end(node);
      }
    }
    Arrays.sort(starts, 0, count);
    Arrays.sort(ends, 0, count);
    int width = 0;
    for (int begun = 0, done = 0; begun < count; begun++) {
      while (ends[done] <= starts[begun]) {
        done++;
      }
      width = Math.max(width, begun - done + 1);
    }
    return width;
  }
}
