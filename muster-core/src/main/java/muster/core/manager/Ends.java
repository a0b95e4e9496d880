package muster.core.manager;

import java.util.BitSet;
import java.util.List;
import muster.core.GivenUp;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.core.wire.WaitStatus;
import muster.plan.Dependency.Kind;
import muster.plan.Settings.OnFailure;
import muster.plan.Settings.OnLoss;

/** What the end of a service means to itself, to those that need it, and to the whole. */
final class Ends {
  private static final int SIGNALLED = 128;

  private final Board board;
  private final Requests requests;

  Ends(Board board, Requests requests) {
    this.board = board;
    this.requests = requests;
  }

  /** Nothing of it runs any more, and nobody gave it up. */
  void down(Node node) {
    down(node, GivenUp.NOT);
  }

  /** Nothing of it runs any more. */
  void down(Node node, GivenUp why) {
    boolean lived = node.lives();
    boolean meant = node.goal == Node.Goal.DOWN;
    String verdict = node.verdict;
    rest(node);
    if (meant) {
      node.goal = node.again ? Node.Goal.UP : Node.Goal.NONE;
      node.again = false;
      board.set(node, Stage.DOWN);
    } else if (verdict != null) {
      failed(node, verdict, node.isLongrun() ? 1 : exitCode(node.waitStatus));
    } else {
      gaveUp(node, why);
    }
    if (lived && !meant && !node.comes()) {
      lost(node);
    }
  }

  private void rest(Node node) {
    node.verdict = null;
    node.pid = 0;
    node.ready = false;
    node.overdue = false;
    node.askedUp = false;
    node.stopAsked = false;
    node.due = Moment.NEVER;
    board.timeouts.clear(node);
  }

  private void gaveUp(Node node, GivenUp why) {
    String reason = Reasons.and(node.hung, Reasons.givenUp(why, node.waitStatus, node.restarts));
    switch (why) {
      case NOT -> board.set(node, Stage.DOWN);
      case ENDED_WELL -> {
        node.goal = Node.Goal.NONE;
        node.reason = reason;
        board.set(node, Stage.DOWN);
        exit(node, 0);
      }
      case FINISH_SAID_SO, ENDED_BADLY, TOO_OFTEN ->
          failed(node, reason, exitCode(node.waitStatus));
    }
  }

  /** It is not tried, because something that it needs is not there. */
  void failBecauseOfAnother(Node node, String reason) {
    failed(node, reason, 1);
  }

  private void failed(Node node, String reason, int code) {
    node.reason = reason;
    board.set(node, Stage.FAILED);
    exit(node, code);
  }

  private void exit(Node node, int code) {
    if (node.definition.settings().onFailure() == OnFailure.EXIT && !board.ending) {
      board.exitCode = code;
      requests.endByItself();
    }
  }

  /** As a shell says it; 1 for a failure that was no end of a process. */
  private static int exitCode(int waitStatus) {
    if (waitStatus == TraceRecord.NO_STATUS || waitStatus == 0) {
      return 1;
    }
    int signal = WaitStatus.signal(waitStatus);
    return signal == 0 ? WaitStatus.exitCode(waitStatus) : SIGNALLED + signal;
  }

  /** What runs on something that will not come back does as its {@code on-loss} says. */
  private void lost(Node node) {
    for (int i = 0; i < board.relations.after(node.index); i++) {
      Node other = board.nodes[board.relations.later(node.index, i)];
      boolean needs = board.relations.whyBefore(node.index, i) == Kind.NEEDS;
      OnLoss onLoss = other.definition.settings().onLoss();
      if (needs && stays(other) && onLoss != OnLoss.KEEP) {
        follow(node, other, onLoss == OnLoss.RESTART);
      }
    }
  }

  private void follow(Node lost, Node node, boolean again) {
    BitSet all = board.relations.withWhoNeedsThem(List.of(node.index));
    for (int i = all.nextSetBit(0); i >= 0; i = all.nextSetBit(i + 1)) {
      Node other = board.nodes[i];
      if (stays(other)) {
        board.wantDown(other, again, Reasons.lost(lost));
        other.patient = again;
      }
    }
  }

  private static boolean stays(Node node) {
    return node.lives() && node.goal != Node.Goal.DOWN;
  }
}
