package muster.core.manager;

import java.util.BitSet;
import muster.core.Moment;
import muster.core.trace.TraceRecord.Verb;

/** Something that somebody asked for, and of whom it is not known yet what becomes of it. */
final class OpenRequest {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int TOO_LATE = 2;

  final long id;
  final Verb verb;
  final int jobs;
  final long deadline;
  private final BitSet named = new BitSet();
  private final BitSet open = new BitSet();
  private boolean failed;
  private String refusal = "";

  OpenRequest(ManagerEvent.Asked asked, Moment now) {
    this.id = asked.request();
    this.verb = asked.verb();
    this.jobs = asked.jobs();
    this.deadline = asked.timeoutNanos() == 0 ? Moment.NEVER : now.plus(asked.timeoutNanos());
  }

  void waitFor(Node node) {
    named.set(node.index);
    open.set(node.index);
  }

  void failed() {
    failed = true;
  }

  /**
   * Some of it is not even tried.
   *
   * @param why a line for people
   */
  void refused(String why) {
    failed = true;
    refusal = Reasons.cut(Reasons.and(refusal, why));
  }

  /** What was refused, and why; empty if nothing was. */
  String refusal() {
    return refusal;
  }

  /** Whether nothing is open any more; who served meanwhile must do so still. */
  boolean isDone(Node[] nodes) {
    if (open.isEmpty()) {
      for (int i = named.nextSetBit(0); i >= 0; i = named.nextSetBit(i + 1)) {
        open.set(i);
        see(nodes[i]);
      }
    }
    return open.isEmpty();
  }

  int code() {
    return failed ? FAILED : DONE;
  }

  /** Takes note of a node that has moved. */
  void see(Node node) {
    if (open.get(node.index) && settled(node)) {
      open.clear(node.index);
    }
  }

  private boolean settled(Node node) {
    return switch (verb) {
      case START, RESTART -> {
        boolean lost = !node.comes() && !node.serves();
        failed |= lost;
        yield lost || node.serves();
      }
      case STOP, PRUNE -> {
        boolean overtaken = node.comes() || node.hold() == Node.Hold.STAYS;
        failed |= overtaken || node.overdue;
        yield overtaken || node.gone();
      }
      case END, HURRY -> {
        failed |= node.overdue;
        yield node.gone();
      }
      case RELOAD -> true;
    };
  }
}
