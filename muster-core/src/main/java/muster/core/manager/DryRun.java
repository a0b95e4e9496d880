package muster.core.manager;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.core.trace.TraceRecord.Verb;
import muster.plan.Plan;

/**
 * What requests would do: the policy itself, from what is known of the services, in a world in
 * which everything works at once.
 */
public final class DryRun {
  /** What would be done to a service. */
  public record Step(Deed deed, String service) {
    /** As {@link #deed} is written down. */
    public String word() {
      return deed.name().toLowerCase(Locale.ROOT);
    }
  }

  /** What can be done. */
  public enum Deed {
    START,
    STOP
  }

  private static final Moment NOW = new Moment(0, 0);
  private static final int FAILED = 1;

  private final Manager manager;

  /** Who is on its way. */
  private final Deque<Node> moving = new ArrayDeque<>();

  private final List<Step> steps = new ArrayList<>();
  private long requests;
  private int code;
  private String refusal = "";

  /**
   * Nothing has been asked yet.
   *
   * @param plan without cycles
   * @param present the last record of each service of which there is one
   */
  public DryRun(Plan plan, Map<String, TraceRecord.Changed> present) {
    long[] durations = new long[plan.services().size()];
    Arrays.fill(durations, 1);
    manager = new Manager(plan, durations, this::moves);
    for (Node node : manager.board.nodes) {
      TraceRecord.Changed last = present.get(node.name());
      if (last != null) {
        restore(node, last);
      }
    }
    steps.clear();
  }

  private void restore(Node node, TraceRecord.Changed last) {
    boolean goes = last.stage() == Stage.STOPPING || !last.wantedUp() && isEnding(last);
    node.goal = goes ? Node.Goal.DOWN : last.wantedUp() ? Node.Goal.UP : Node.Goal.NONE;
    node.again = goes && last.wantedUp();
    node.stopAsked = goes;
    node.ready = last.ready();
    node.pid = last.pid();
    node.reason = last.reason();
    node.patient = last.stage() == Stage.WAITING && !node.reason.isEmpty();
    manager.board.set(node, last.stage());
    node.askedUp = node.isLongrun() && node.lives() && !goes;
    moving.add(node);
  }

  private static boolean isEnding(TraceRecord.Changed last) {
    return last.stage() == Stage.FINISHING;
  }

  /** Asks, and lets everything come of it. @return the code of the answer */
  public int ask(Verb verb, List<Integer> nodes) {
    code = FAILED; // unless it is answered
    refusal = "";
    manager.on(new ManagerEvent.Asked(++requests, verb, nodes, 0, 0), NOW);
    settle();
    while (!moving.isEmpty()) {
      arrive(moving.remove());
      settle();
    }
    return code;
  }

  /** What of the last request would be refused, and why; empty if nothing. */
  public String refusal() {
    return refusal;
  }

  /** What would be done for all that has been asked so far. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  private void settle() {
    do {
      manager.settle(NOW).forEach(this::perform);
    } while (manager.hasMore());
  }

  private void perform(ManagerEffect effect) {
    switch (effect) {
      case ManagerEffect.Start(int node) -> moving.add(manager.board.nodes[node]);
      case ManagerEffect.RunUp(int node) -> moving.add(manager.board.nodes[node]);
      case ManagerEffect.Stop(int node) -> moving.add(manager.board.nodes[node]);
      case ManagerEffect.RunDown(int node) -> moving.add(manager.board.nodes[node]);
      case ManagerEffect.Signal(int node, _, _) -> moving.add(manager.board.nodes[node]);
      case ManagerEffect.Tell(TraceRecord.Answered answer) -> {
        if (answer.request() == requests) {
          code = answer.code();
          refusal = answer.reason();
        }
      }
      case ManagerEffect.Tell _,
          ManagerEffect.Kill _,
          ManagerEffect.Hurry _,
          ManagerEffect.Reload _,
          ManagerEffect.Finish _ -> {}
    }
  }

  private void arrive(Node node) {
    switch (node.stage) {
      case STARTING -> manager.course.served(node);
      case STOPPING -> manager.ends.down(node);
      case BACKOFF, FINISHING -> {
        if (node.goal == Node.Goal.DOWN) {
          manager.ends.down(node);
        } else {
          manager.course.served(node);
        }
      }
      case DOWN, WAITING, UP, FAILED -> {}
    }
  }

  /** Also of what has nothing to execute, which is told only when all has settled. */
  private void moves(Node node, Stage next) {
    boolean rested = !node.lives();
    switch (next) {
      case STARTING -> steps.add(new Step(Deed.START, node.name()));
      case STOPPING -> steps.add(new Step(Deed.STOP, node.name()));
      case UP -> {
        if (rested) {
          steps.add(new Step(Deed.START, node.name()));
        }
      }
      case DOWN -> {
        if (!rested && node.stage != Stage.STOPPING) {
          steps.add(new Step(Deed.STOP, node.name()));
        }
      }
      case WAITING, FINISHING, BACKOFF, FAILED -> {}
    }
  }
}
