package muster.core.manager;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import muster.core.Moment;
import muster.core.trace.TraceRecord;
import muster.core.trace.TraceRecord.Verb;

/** What people ask for, and what they are answered. */
final class Requests {
  /** What the manager asks of itself; people's have other numbers. */
  private static final long OWN_REQUEST = 0;

  /** Of a bundle of hundreds, the first ones show what it is about. */
  private static final int HELD_TOLD_MAX = 3;

  private final Board board;
  private final List<OpenRequest> open = new ArrayList<>();
  private boolean finished;

  Requests(Board board) {
    this.board = board;
  }

  void asked(ManagerEvent.Asked asked) {
    OpenRequest request = new OpenRequest(asked, board.now);
    List<String> names = new ArrayList<>();
    asked.nodes().forEach(node -> names.add(board.nodes[node].name()));
    board.tell(new TraceRecord.Asked(board.now, asked.request(), asked.verb(), names));
    open.add(request);
    switch (asked.verb()) {
      case START -> start(asked.nodes(), request);
      case STOP -> stop(asked.nodes(), request);
      case PRUNE -> prune(asked.nodes(), request);
      case RESTART -> restart(asked.nodes(), request);
      case RELOAD -> reload(asked.nodes(), request);
      case END -> end(request);
      case HURRY -> hurry(request);
    }
  }

  /** A service has ended that everything else is there for. */
  void endByItself() {
    asked(new ManagerEvent.Asked(OWN_REQUEST, Verb.END, List.of(), 0, 0));
  }

  private void start(List<Integer> asked, OpenRequest request) {
    if (board.ending) {
      request.refused(Reasons.ENDING);
      return;
    }
    BitSet all = board.relations.withWhatTheyStart(asked);
    for (int i = all.nextSetBit(0); i >= 0; i = all.nextSetBit(i + 1)) {
      board.wantUp(board.nodes[i]);
    }
    waitFor(asked, request);
  }

  private void stop(List<Integer> asked, OpenRequest request) {
    stopAll(free(asked, request), request);
  }

  /** What is essential stays, which is no failure: nobody has named it. Source: s6-rc -p change. */
  private void prune(List<Integer> kept, OpenRequest request) {
    BitSet all = new BitSet();
    all.set(0, board.nodes.length);
    all.andNot(board.relations.withWhatTheyStart(kept));
    all.andNot(board.held());
    stopAll(all.stream().boxed().toList(), request);
  }

  private void stopAll(List<Integer> all, OpenRequest request) {
    all.forEach(node -> board.wantDown(board.nodes[node], false, ""));
    waitFor(all, request);
  }

  /**
   * Down with all that need them and run, and up again. What they bring along when they start is
   * wanted, too: whether it is just going down must make no difference to who comes back.
   */
  private void restart(List<Integer> asked, OpenRequest request) {
    if (!board.ending) {
      for (int index : free(asked, request)) {
        Node node = board.nodes[index];
        boolean stopped = node.goal == Node.Goal.DOWN && !node.again;
        if (node.lives() && !stopped) {
          board.wantDown(node, true, "");
          request.waitFor(node);
        }
      }
    }
    start(asked, request);
  }

  /** The services and all that need them, without those that may not be stopped. */
  private List<Integer> free(List<Integer> asked, OpenRequest request) {
    BitSet held = board.held();
    BitSet all = board.relations.withWhoNeedsThem(asked);
    if (all.intersects(held)) {
      request.refused(whyHeld(asked.stream().filter(held::get).distinct().toList()));
      all.andNot(held);
    }
    return new ArrayList<>(all.stream().boxed().toList());
  }

  private String whyHeld(List<Integer> named) {
    List<String> reasons = new ArrayList<>();
    for (int index : named.subList(0, Math.min(HELD_TOLD_MAX, named.size()))) {
      reasons.add(Reasons.held(board.nodes[index], board.holder(board.nodes[index])));
    }
    if (named.size() > HELD_TOLD_MAX) {
      reasons.add(named.size() - HELD_TOLD_MAX + " more");
    }
    return String.join("; ", reasons) + Reasons.HELD_UNTIL;
  }

  private void reload(List<Integer> asked, OpenRequest request) {
    for (int index : asked) {
      Node node = board.nodes[index];
      if (node.isLongrun() && node.serves()) {
        board.act(new ManagerEffect.Reload(index));
      } else if (node.isLongrun()) {
        request.failed();
      } else {
        request.refused(Reasons.noProcess(node));
      }
    }
  }

  private void end(OpenRequest request) {
    board.ending = true;
    for (Node node : board.nodes) {
      board.wantDown(node, false, node.reason);
      if (node.overdue && node.isLongrun()) {
        board.act(node, new ManagerEffect.Hurry(node.index));
      }
      request.waitFor(node);
      request.see(node);
    }
  }

  /** What is being stopped has had its time. */
  private void hurry(OpenRequest request) {
    board.hurrying = true;
    end(request);
    for (Node node : board.nodes) {
      if (node.stopAsked && node.lives()) {
        board.timeouts.soon(node, board.now.nanos());
      }
    }
  }

  private void waitFor(List<Integer> asked, OpenRequest request) {
    asked.forEach(node -> request.waitFor(board.nodes[node]));
    asked.forEach(node -> request.see(board.nodes[node]));
  }

  /** A node has changed. */
  void see(Node node) {
    for (OpenRequest request : open) {
      request.see(node);
    }
  }

  /** What is over is answered; the end of everything comes last. */
  void answer() {
    Iterator<OpenRequest> all = open.iterator();
    while (all.hasNext()) {
      OpenRequest request = all.next();
      boolean done = request.isDone(board.nodes);
      if (done || board.now.nanos() >= request.deadline) {
        int code = done ? request.code() : OpenRequest.TOO_LATE;
        board.tell(new TraceRecord.Answered(board.now, request.id, code, request.refusal()));
        all.remove();
      }
    }
    if (board.ending && !finished && board.allGone()) {
      finished = true;
      board.act(new ManagerEffect.Finish(board.exitCode));
    }
  }

  /** The narrowest of what the open requests allow; 0 is no limit. */
  int jobs() {
    int fewest = 0;
    for (OpenRequest request : open) {
      boolean narrower = request.jobs != 0 && (fewest == 0 || request.jobs < fewest);
      fewest = narrower ? request.jobs : fewest;
    }
    return fewest;
  }

  /** When the first of them is answered at the latest. */
  long deadline() {
    long earliest = Moment.NEVER;
    for (OpenRequest request : open) {
      earliest = Math.min(earliest, request.deadline);
    }
    return earliest;
  }
}
