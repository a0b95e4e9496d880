package muster.core.manager;

import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.plan.Dependency.Kind;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** Who goes up or down next. */
final class Course {
  private static final int KILL = 9;
  private static final int TERM = 15;
  private static final int CONT = 18;

  /** Between the signals to the program of a oneshot that does not go. */
  private static final long KILL_PAUSE = 5 * Moment.SECOND;

  /** What is stopped while everything hurries has so long. */
  private static final long HURRY_PAUSE = Moment.SECOND;

  private final Board board;
  private final Ends ends;

  Course(Board board, Ends ends) {
    this.board = board;
    this.ends = ends;
  }

  /** Looks at all to whom something has happened that may matter to them. */
  void consider() {
    for (Node node = board.next(); node != null; node = board.next()) {
      if (board.ending && node.lives() && node.goal != Node.Goal.DOWN) {
        board.wantDown(node, false, node.reason); // a stranger started it
      }
      board.starts.remove(node); // unless it may still start
      switch (node.goal) {
        case UP -> considerUp(node);
        case DOWN -> considerDown(node);
        case NONE -> {}
      }
    }
  }

  private void considerUp(Node node) {
    switch (node.stage) {
      case DOWN, WAITING -> considerStart(node);
      case STARTING, UP, BACKOFF, FINISHING -> {
        if (node.verdict != null && !node.stopAsked) {
          stop(node);
        } else if (isUp(node) && node.isLongrun() && !node.askedUp) {
          node.askedUp = true; // a stranger's service, which somebody wants to stay
          board.act(node, new ManagerEffect.Start(node.index));
        } else if (isDue(node)) {
          considerAnotherTry(node);
        }
      }
      case STOPPING -> interrupt(node);
      case FAILED -> {}
    }
  }

  private static boolean isUp(Node node) {
    return node.pid != 0 && (node.stage == Stage.UP || node.stage == Stage.STARTING);
  }

  /** Its {@code up} has failed, and the pause until the next try is over. */
  private boolean isDue(Node node) {
    return !node.isLongrun() && node.stage == Stage.BACKOFF && board.now.nanos() >= node.due;
  }

  /** A try is a start like others: what it needs may be gone meanwhile. */
  private void considerAnotherTry(Node node) {
    if (node.lacking > 0) {
      node.verdict = Reasons.needs(lacked(node));
      ends.down(node);
    } else if (node.blockers == 0) {
      board.starts.add(node);
    }
  }

  private void considerStart(Node node) {
    if (node.lacking > 0 && !node.patient) {
      ends.failBecauseOfAnother(node, Reasons.needs(lacked(node)));
      return;
    }
    if (node.stage == Stage.DOWN) {
      board.set(node, Stage.WAITING);
    }
    if (node.lacking > 0 && node.reason.isEmpty()) {
      node.reason = Reasons.lost(lacked(node));
      board.touched(node);
    }
    if (node.blockers == 0 && !node.unsupervised) {
      board.starts.add(node);
    }
  }

  private Node lacked(Node node) {
    for (int i = 0; i < board.relations.before(node.index); i++) {
      Node other = board.nodes[board.relations.earlier(node.index, i)];
      boolean needed = board.relations.whyAfter(node.index, i) == Kind.NEEDS;
      if (needed && other.presence == Node.Presence.ABSENT) {
        return other;
      }
    }
    throw new IllegalStateException(node.name() + " lacks nothing");
  }

  private void considerDown(Node node) {
    if (!node.lives()) {
      ends.down(node);
    } else if (node.stopAsked) {
      interrupt(node);
    } else if (node.holders == 0) {
      stop(node);
    } else if (node.stayers > 0) {
      takeAlong(node);
    }
  }

  /** Who needs it has been started meanwhile: it goes first, or this stays. */
  private void takeAlong(Node node) {
    for (int i = 0; i < board.relations.after(node.index); i++) {
      Node other = board.nodes[board.relations.later(node.index, i)];
      boolean needs = board.relations.whyBefore(node.index, i) == Kind.NEEDS;
      if (needs && other.hold == Node.Hold.STAYS) {
        if (board.held().get(other.index)) {
          node.goal = Node.Goal.UP;
          node.again = false;
          board.touched(node);
          return;
        }
        board.wantDown(other, node.again, node.reason);
      }
    }
  }

  // ---- up -----------------------------------------------------------------------------------

  /** Starts the most urgent one of those that may. */
  void startNext(int jobs) {
    Node node = board.starts.next(jobs);
    if (node != null) {
      start(node);
    }
  }

  private void start(Node node) {
    node.patient = false;
    node.verdict = null;
    node.reason = "";
    node.trouble = "";
    node.due = Moment.NEVER;
    if (node.stage != Stage.BACKOFF) { // else it is tried again
      node.waitStatus = TraceRecord.NO_STATUS;
      node.restarts = 0;
      board.timeouts.limit(node, board.now, node.definition.settings().upMillis());
    }
    switch (node.definition.work()) {
      case Work.Longrun _ -> starting(node, new ManagerEffect.Start(node.index));
      case Work.Oneshot(var up, _, _) when up != null ->
          starting(node, new ManagerEffect.RunUp(node.index));
      case Work.Oneshot _, Work.Milestone _ -> served(node);
      case Work.Bundle _ -> throw new IllegalStateException("a bundle is no node");
    }
  }

  private void starting(Node node, ManagerEffect effect) {
    node.askedUp = true;
    board.set(node, Stage.STARTING);
    board.act(node, effect);
  }

  /** It is there for others. */
  void served(Node node) {
    if (!node.ready) {
      node.ready = true;
      node.due = Moment.NEVER;
      board.timeouts.clear(node);
    }
    board.set(node, Stage.UP);
  }

  // ---- down ---------------------------------------------------------------------------------

  private void stop(Node node) {
    switch (node.definition.work()) {
      case Work.Longrun _ -> {
        node.askedUp = false;
        board.timeouts.limit(node, board.now, node.definition.settings().downMillis());
        stopping(node, new ManagerEffect.Stop(node.index));
      }
      case Work.Oneshot _ when node.stage == Stage.STARTING -> {
        node.undoing = false;
        node.interrupted = false;
        board.timeouts.clear(node);
        board.timeouts.soon(node, board.now.plus(KILL_PAUSE));
        stopping(node, null);
        interrupt(node);
      }
      case Work.Oneshot _ when node.stage == Stage.BACKOFF -> ends.down(node);
      case Work.Oneshot(_, var down, _) when down != null -> {
        node.undoing = true;
        board.timeouts.limit(node, board.now, node.definition.settings().downMillis());
        stopping(node, new ManagerEffect.RunDown(node.index));
      }
      case Work.Oneshot _, Work.Milestone _ -> ends.down(node);
      case Work.Bundle _ -> throw new IllegalStateException("a bundle is no node");
    }
  }

  private void stopping(Node node, @Nullable ManagerEffect effect) {
    node.stopAsked = true;
    hurry(node);
    if (node.stage == Stage.FINISHING) {
      board.touched(node);
    } else {
      board.set(node, Stage.STOPPING);
    }
    if (effect != null) {
      board.act(node, effect);
    }
  }

  /** Something of it begins to end. */
  void hurry(Node node) {
    if (board.hurrying) {
      board.timeouts.soon(node, board.now.plus(HURRY_PAUSE));
    }
  }

  /** Tells the {@code up} of a oneshot to end, once there is a process to tell it to. */
  private void interrupt(Node node) {
    if (!node.isLongrun() && !node.undoing && !node.interrupted && node.pid != 0) {
      node.interrupted = true;
      signal(node, TERM);
    }
  }

  private void signal(Node node, int signal) {
    if (node.pid != 0) {
      board.act(node, new ManagerEffect.Signal(node.index, node.pid, signal));
      board.act(new ManagerEffect.Signal(node.index, node.pid, CONT));
    }
  }

  // ---- too late -----------------------------------------------------------------------------

  /** Looks at those whose time is over. */
  void timeOut() {
    for (Node node = board.timeouts.next(board.now);
        node != null;
        node = board.timeouts.next(board.now)) {
      if (node.stopAsked) {
        overdue(node);
      } else if (isDue(node) && board.now.nanos() < node.limit) {
        board.timeouts.onlyLimit(node);
        board.touched(node); // it may start again
      } else {
        tooLongUp(node);
      }
    }
  }

  private void tooLongUp(Node node) {
    long millis = node.definition.settings().upMillis();
    node.verdict =
        node.silent
            ? Reasons.SILENT
            : Reasons.tookLonger(millis, node.isLongrun() ? "ready" : "done");
    node.silent = false;
    board.touched(node);
  }

  /** It is killed, or what waits for its end goes on, or both. */
  private void overdue(Node node) {
    boolean late = board.now.nanos() >= node.limit;
    node.overdue |= late;
    if (late) {
      board.timeouts.clear(node);
    }
    if (!node.isLongrun()) {
      signal(node, KILL);
      board.timeouts.soon(node, board.now.plus(KILL_PAUSE));
    } else if (board.ending) {
      board.act(node, new ManagerEffect.Hurry(node.index));
      board.timeouts.onlyLimit(node);
    }
    board.touched(node);
  }
}
