package muster.core.manager;

import muster.core.GivenUp;
import muster.core.Moment;
import muster.core.RestartRule;
import muster.core.Service;
import muster.core.Stage;
import muster.core.State;
import muster.plan.Retry;

/** What machines and the programs of oneshots tell. It is noted; what follows is for later. */
final class Tidings {
  /** A process that ends closes its descriptors a moment before it is known to be dead. */
  private static final long SILENT_PAUSE = Moment.SECOND;

  private final Board board;
  private final Course course;
  private final Ends ends;
  private final Hearing hearing;

  Tidings(Board board, Course course, Ends ends, Hearing hearing) {
    this.board = board;
    this.course = course;
    this.ends = ends;
    this.hearing = hearing;
  }

  // ---- longruns -----------------------------------------------------------------------------

  void moved(Node node, Service service) {
    node.restarts = service.restarts().total();
    node.pid = service.pid();
    node.unsupervised = service.state() instanceof State.Gone;
    noticeStranger(node, service);
    if (!(service.state() instanceof State.Up)) {
      hearing.over(node);
    }
    boolean wantedUp = service.wanted().up();
    switch (service.state()) {
      case State.Spawning _ -> {
        node.hung = "";
        begun(node);
      }
      case State.Up up -> running(node, up);
      case State.FinishSpawning _ -> died(node, service, Moment.NEVER);
      case State.Finishing finishing -> died(node, service, finishing.killAt());
      case State.Down(long startAt, _) when wantedUp ->
          backoff(node, startAt, node.lives() ? ended(node, service) : node.reason);
      case State.Down(_, GivenUp why) -> ended(node, why);
      case State.Backoff(long retryAt, State.StartFailure why) when wantedUp ->
          notStarted(node, retryAt, why);
      case State.Backoff(_, State.StartFailure why) -> {
        if (node.lives() && node.goal == Node.Goal.NONE) {
          node.reason = Reasons.notStarted(why, node.trouble);
        }
        ended(node, GivenUp.NOT);
      }
      case State.Gone _ -> left(node);
    }
    board.touched(node);
  }

  /**
   * s6's programs may ask the machine for something that nobody asked the manager for. While it
   * spawns, its requests wait: what is wanted of it is not to be seen.
   */
  private void noticeStranger(Node node, Service service) {
    boolean up = service.wanted().up();
    boolean unseen =
        switch (service.state()) {
          case State.Spawning _, State.FinishSpawning _, State.Gone _ -> true;
          case State.Down(_, GivenUp why) -> why != GivenUp.NOT;
          case State.Backoff _, State.Up _, State.Finishing _ -> false;
        };
    if (unseen || up == node.askedUp) {
      return;
    }
    node.askedUp = up;
    if (up) {
      node.goal = Node.Goal.UP;
      node.again = false;
      node.stopAsked = false;
      node.overdue = false;
      node.verdict = null;
      node.reason = "started by its control FIFO";
      board.timeouts.clear(node);
    } else if (node.goal != Node.Goal.DOWN) {
      node.goal = Node.Goal.NONE;
      node.reason = "stopped by its control FIFO";
    }
  }

  private void begun(Node node) {
    if (node.stopAsked && node.stage == Stage.FINISHING) {
      ends.down(node); // for no time at all: a stranger's request has waited for it
    }
    if (node.stopAsked || node.stage == Stage.STARTING) {
      return;
    }
    limit(node);
    if (node.goal != Node.Goal.DOWN) { // else what it goes down for matters more
      node.reason = "";
    }
    node.due = Moment.NEVER;
    board.set(node, Stage.STARTING);
  }

  /** A try that follows a failed one has no new time. */
  private void limit(Node node) {
    if (node.timeoutAt == Moment.NEVER) {
      board.timeouts.limit(node, board.now, node.definition.settings().upMillis());
    }
  }

  private void running(Node node, State.Up up) {
    boolean ready = !node.saysWhenReady() || up.readiness() instanceof State.Readiness.Said;
    if (node.stopAsked) {
      node.due = up.killAt();
    } else if (ready) {
      course.served(node);
      hearing.serves(node);
    } else if (up.readiness() instanceof State.Readiness.Silent) {
      silent(node);
    } else {
      begun(node);
    }
  }

  private void silent(Node node) {
    if (!node.askedUp) {
      node.silent = false;
      board.timeouts.clear(node);
      board.set(node, Stage.UP); // a stranger's, of which nobody will know whether it serves
    } else if (node.stage == Stage.UP) {
      node.verdict = Reasons.SILENT; // it has been silent for long, and only now somebody wants it
    } else if (!node.silent) {
      node.silent = true;
      board.timeouts.soon(node, board.now.plus(SILENT_PAUSE));
    }
  }

  private void died(Node node, Service service, long killAt) {
    if (node.silent) {
      node.silent = false;
      board.timeouts.onlyLimit(node);
    }
    if (node.stopAsked && node.stage != Stage.FINISHING) {
      course.hurry(node);
    }
    node.waitStatus = service.lastWaitStatus();
    node.ready = false;
    node.due = killAt;
    board.set(node, Stage.FINISHING);
  }

  private static String ended(Node node, Service service) {
    return Reasons.and(node.hung, Reasons.ended(service.lastWaitStatus()));
  }

  private void backoff(Node node, long due, String reason) {
    node.ready = false;
    node.due = due;
    if (node.goal != Node.Goal.DOWN) { // else what it goes down for matters more
      node.reason = reason;
    }
    board.set(node, Stage.BACKOFF);
  }

  private void notStarted(Node node, long retryAt, State.StartFailure why) {
    String reason = Reasons.notStarted(why, node.trouble);
    switch (why) {
      case NO_RESOURCES, LOCKED -> {}
      case NOT_EXECUTABLE, CONTRADICTION -> node.verdict = reason;
    }
    backoff(node, retryAt, reason);
  }

  private void ended(Node node, GivenUp why) {
    if (node.lives()) {
      ends.down(node, why);
    }
  }

  private void left(Node node) {
    if (node.lives()) {
      if (node.goal == Node.Goal.UP) {
        node.goal = Node.Goal.NONE;
      }
      node.reason = Reasons.and(node.reason, "its supervision ended");
      ends.down(node);
    }
  }

  // ---- oneshots -----------------------------------------------------------------------------

  void spawned(Node node, int pid) {
    node.pid = pid;
    board.touched(node);
  }

  void notSpawned(Node node, String why) {
    if (node.undoing) {
      notUndone(node, "its down could not be executed: " + why);
      ends.down(node);
    } else {
      notDone(node, 0, Reasons.cut(why));
    }
  }

  void ended(Node node, int pid, int waitStatus) {
    if (pid != node.pid) {
      return;
    }
    node.waitStatus = waitStatus;
    node.pid = 0;
    boolean undone = node.stopAsked && node.undoing;
    if (undone) {
      if (waitStatus != 0) {
        notUndone(node, "its down " + Reasons.ended(waitStatus));
      }
      ends.down(node);
    } else if (waitStatus == 0 && node.verdict == null) {
      node.stopAsked = false; // it was done before it heard that it was not to be
      course.served(node);
    } else {
      notDone(node, pid, Reasons.ended(waitStatus));
    }
  }

  /** Its {@code up} has failed: it is tried again, if it may be and somebody still wants it. */
  private void notDone(Node node, int pid, String why) {
    Retry retry = node.retry();
    if (node.verdict == null && node.goal == Node.Goal.UP && node.restarts < retry.times()) {
      long delay = retry.delayMillis() * Moment.MILLISECOND;
      long longest = retry.delayMaxMillis() * Moment.MILLISECOND;
      long pause = RestartRule.pause(delay, longest, node.restarts, pid);
      node.restarts++;
      backoff(node, board.now.plus(pause), why);
      board.timeouts.soon(node, node.due);
    } else {
      node.verdict = node.verdict == null ? why : node.verdict;
      ends.down(node);
    }
  }

  private static void notUndone(Node node, String what) {
    node.reason = Reasons.cut(Reasons.and(node.reason, what));
  }
}
