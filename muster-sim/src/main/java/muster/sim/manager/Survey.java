package muster.sim.manager;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import muster.plan.Plan;

/** What became of the services of a set over many runs, for its owner. */
public final class Survey {
  /**
   * Of one service, in all runs.
   *
   * @param started how often it was started because somebody asked, or something needed it
   * @param restarts how often it was started again by itself
   * @param failed how often it failed by itself
   * @param untried how often it failed, or went down, because something that it needs had failed
   * @param takesAlong the nodes to which its failure did that
   * @param stuck in how many runs nothing would ever have stopped it
   */
  public record Line(
      long started, long restarts, long failed, long untried, BitSet takesAlong, long stuck) {}

  /**
   * The end of everything that took longest, of those that nothing got stuck in.
   *
   * @param nanos all of it
   * @param slowest the node that took longest, or −1 if nothing ran
   * @param slowestNanos how long that took
   */
  public record Stop(long seed, long nanos, int slowest, long slowestNanos) {}

  /** One service; it grows. */
  static final class Entry {
    long started;
    long restarts;
    long failed;
    long untried;
    final BitSet takesAlong = new BitSet();
    long stuck;

    /** In how many runs it was to serve when all had come to rest, and did not; and why. */
    long missing;

    String reason = "";
  }

  private final List<Entry> entries = new ArrayList<>();
  private long runs;
  private long nanos;
  private Stop worst = new Stop(0, 0, -1, 0);
  private final List<Integer> exits = new ArrayList<>();

  /** Nothing has happened yet. */
  public Survey(Plan plan) {
    plan.services().forEach(_ -> entries.add(new Entry()));
  }

  Entry of(int node) {
    return entries.get(node);
  }

  void run(long simulatedNanos) {
    runs++;
    nanos += simulatedNanos;
  }

  void stopped(Stop stop) {
    worst = stop.nanos() > worst.nanos() ? stop : worst;
  }

  void exited(int code) {
    exits.add(code);
  }

  // ---- for people ---------------------------------------------------------------------------

  /** What was counted of a node. */
  public Line line(int node) {
    Entry it = entries.get(node);
    return new Line(it.started, it.restarts, it.failed, it.untried, it.takesAlong, it.stuck);
  }

  /** In how many runs a node was to serve when all had come to rest, and did not. */
  public long missing(int node) {
    return entries.get(node).missing;
  }

  /** Why that was so the last time. */
  public String reason(int node) {
    return entries.get(node).reason;
  }

  public long runs() {
    return runs;
  }

  /** All simulated time. */
  public long nanos() {
    return nanos;
  }

  public Stop worstStop() {
    return worst;
  }

  /** The codes with which everything ended by itself, one for each time. */
  public List<Integer> exits() {
    return List.copyOf(exits);
  }
}
