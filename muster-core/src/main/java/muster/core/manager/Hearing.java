package muster.core.manager;

import muster.core.Moment;
import muster.core.Stage;
import muster.plan.Readiness;
import muster.plan.Work;

/**
 * What longruns say of themselves while they run, and those that have stopped saying it. That one
 * is ready for the first time is its machine's to know.
 *
 * <p>Source: sd_notify(3), sd_watchdog_enabled(3).
 */
final class Hearing {
  private static final long MICROSECOND = 1000;

  private final Board board;

  Hearing(Board board) {
    this.board = board;
  }

  /**
   * @param pid of the process that the notice is of; one that has ended says nothing
   */
  void heard(Node node, int pid, Notice notice) {
    if (node.pid != pid || pid == 0) {
      return;
    }
    switch (notice) {
      case Notice.Ready _ -> doing(node, "");
      case Notice.Reloading _ -> doing(node, "reads its settings again");
      case Notice.Stopping _ -> doing(node, "has said that it is about to end");
      case Notice.Status(String text) -> {
        node.status = Reasons.cut(text);
        board.told(node);
      }
      case Notice.Watchdog _ -> {
        if (node.silentAt != Moment.NEVER && !node.saidThatItHangs) {
          board.watchdogs.fed(node, board.now);
        }
      }
      case Notice.WatchdogInterval(long micros) -> {
        node.watchdogNanos = nanos(micros);
        if (node.stage == Stage.UP && node.ready && !node.saidThatItHangs) {
          board.watchdogs.fed(node, board.now);
        }
      }
      case Notice.WatchdogTrigger _ -> {
        node.saidThatItHangs = true;
        board.watchdogs.set(node, board.now.nanos()); // it may be dead before that is acted on
      }
      case Notice.Extend(long micros) -> extend(node, nanos(micros));
      case Notice.MainPid _ -> {} // it is the daemon that says who is supervised
    }
  }

  private static long nanos(long micros) {
    return Math.min(micros, Long.MAX_VALUE / 4 / MICROSECOND) * MICROSECOND;
  }

  private void doing(Node node, String what) {
    node.doing = what;
    board.told(node);
  }

  private void extend(Node node, long nanos) {
    if (node.stage == Stage.STARTING && !node.silent) {
      board.timeouts.extend(node, board.now.plus(nanos));
      board.told(node);
    }
  }

  // ---- watchdogs ----------------------------------------------------------------------------

  /** Its process is gone: what it said does not count for the next one. */
  void over(Node node) {
    node.doing = "";
    node.status = "";
    node.saidThatItHangs = false;
    node.watchdogNanos = configured(node);
    board.watchdogs.leave(node);
  }

  private static long configured(Node node) {
    return node.definition.work() instanceof Work.Longrun run
            && run.readiness() instanceof Readiness.Notify(long millis)
        ? millis * Moment.MILLISECOND
        : 0;
  }

  /** It serves: from now on it has to say that it does. */
  void serves(Node node) {
    if (node.silentAt == Moment.NEVER && node.hung.isEmpty()) {
      board.watchdogs.fed(node, board.now);
    }
  }

  /** Looks at those who have been silent for too long. */
  void lookAtSilence() {
    for (Node node = board.watchdogs.next(board.now);
        node != null;
        node = board.watchdogs.next(board.now)) {
      hangs(
          node,
          node.saidThatItHangs
              ? "has said that it hangs"
              : Reasons.watchdog(node.watchdogNanos / Moment.MILLISECOND));
    }
  }

  /** It is killed, which its machine takes for a death like any other. */
  private void hangs(Node node, String why) {
    boolean serves = node.stage == Stage.UP && node.ready && !node.stopAsked;
    if (serves && node.hung.isEmpty()) {
      node.hung = why;
      board.watchdogs.leave(node);
      board.told(node);
      board.act(node, new ManagerEffect.Kill(node.index));
    }
  }
}
