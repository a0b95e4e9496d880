package muster.core.manager;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.plan.Dependency.Kind;
import muster.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * How all services are, and what is to be done and told.
 *
 * <p>Each service counts what keeps it from starting and from stopping. Whoever changes tells its
 * neighbours, and only when it has become something else to them; so an event costs as much as the
 * service has neighbours, and nothing looks at all of them.
 */
final class Board {
  /** Somebody who looks at services as they move. */
  interface Onlooker {
    /** A service is about to come into a stage, perhaps the one that it is in. */
    void moves(Node node, Stage next);
  }

  final Relations relations;
  final Node[] nodes;
  final Starts starts = new Starts();
  final Timeouts timeouts = new Timeouts();
  final Watchdogs watchdogs = new Watchdogs();
  private final List<Node> essentials = new ArrayList<>();
  private final Deque<Node> work = new ArrayDeque<>();
  private final List<Node> dirty = new ArrayList<>();
  private List<ManagerEffect> effects = new ArrayList<>();
  private final Onlooker onlooker;
  private int alive;

  /** The moment of the event or settling that is under way. */
  Moment now = new Moment(0, 0);

  /** Everything is to end. */
  boolean ending;

  /** And nobody wants to wait for it. */
  boolean hurrying;

  /** With which code it ends. */
  int exitCode;

  Board(Plan plan, long[] durations, Onlooker onlooker) {
    this.onlooker = onlooker;
    relations = new Relations(plan);
    long[] chains = relations.chains(durations);
    nodes = new Node[plan.services().size()];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = new Node(i, plan.services().get(i), chains[i]);
      if (nodes[i].definition.settings().essential()) {
        essentials.add(nodes[i]);
      }
    }
    for (Node node : nodes) {
      showPresence(node);
    }
  }

  // ---- what is wanted -----------------------------------------------------------------------

  void wantUp(Node node) {
    if (node.goal == Node.Goal.DOWN || node.verdict != null) {
      node.again = node.lives(); // it goes down first, and who asked for that is overtaken
    }
    node.goal = node.again ? Node.Goal.DOWN : Node.Goal.UP;
    node.patient = false;
    if (node.stage == Stage.FAILED) {
      node.reason = "";
      set(node, Stage.DOWN); // tried again
    }
    touched(node);
  }

  void wantDown(Node node, boolean again, String reason) {
    node.goal = Node.Goal.DOWN;
    node.again = again;
    node.patient = false;
    node.reason = reason;
    touched(node);
  }

  /** What is essential stays when others are stopped, and so does all that it needs. */
  BitSet held() {
    List<Integer> living = new ArrayList<>();
    for (Node node : essentials) {
      if (node.lives() && !ending) {
        living.add(node.index);
      }
    }
    return relations.withWhatTheyNeed(living);
  }

  /** The essential service because of which one is {@link #held}; itself, if it is one. */
  Node holder(Node held) {
    if (essentials.contains(held) && held.lives()) {
      return held;
    }
    for (Node node : essentials) {
      if (node.lives() && relations.withWhatTheyNeed(List.of(node.index)).get(held.index)) {
        return node;
      }
    }
    throw new IllegalArgumentException(held.name() + " may be stopped");
  }

  // ---- what has changed ---------------------------------------------------------------------

  void set(Node node, Stage stage) {
    onlooker.moves(node, stage);
    starts.moved(node, stage);
    node.stage = stage;
    touched(node);
  }

  /** Something of it has changed: it is looked at again, and so are those to whom it matters. */
  void touched(Node node) {
    told(node);
    show(node);
    consideredLater(node);
  }

  /** People have something new to know, which need not matter to other services. */
  void told(Node node) {
    if (!node.dirty) {
      node.dirty = true;
      dirty.add(node);
    }
  }

  /** Tells the neighbours what it is to them now. */
  void show(Node node) {
    if (node.presence != node.presence()) {
      told(node); // requests wait for it
      showPresence(node);
    }
    if (node.hold != node.hold()) {
      showHold(node);
    }
  }

  private void showPresence(Node node) {
    Node.Presence before = node.presence;
    node.presence = node.presence();
    for (int i = 0; i < relations.after(node.index); i++) {
      Node later = nodes[relations.later(node.index, i)];
      boolean needed = relations.whyBefore(node.index, i) == Kind.NEEDS;
      later.blockers += one(blocks(node.presence, needed)) - one(blocks(before, needed));
      later.lacking += one(lacks(node.presence, needed)) - one(lacks(before, needed));
      consideredLater(later);
    }
  }

  private static boolean blocks(Node.Presence presence, boolean needed) {
    return switch (presence) {
      case SERVES -> false;
      case COMES -> true;
      case ABSENT -> needed;
    };
  }

  private static boolean lacks(Node.Presence presence, boolean needed) {
    return needed && presence == Node.Presence.ABSENT;
  }

  private void showHold(Node node) {
    Node.Hold before = node.hold;
    node.hold = node.hold();
    alive += one(node.hold != Node.Hold.GONE) - one(before != Node.Hold.GONE);
    for (int i = 0; i < relations.before(node.index); i++) {
      Node earlier = nodes[relations.earlier(node.index, i)];
      boolean needs = relations.whyAfter(node.index, i) == Kind.NEEDS;
      earlier.holders += one(holds(node.hold, needs)) - one(holds(before, needs));
      earlier.stayers += one(stays(node.hold, needs)) - one(stays(before, needs));
      consideredLater(earlier);
    }
  }

  private static boolean holds(Node.Hold hold, boolean needs) {
    return switch (hold) {
      case GONE -> false;
      case GOES -> true;
      case STAYS -> needs;
    };
  }

  private static boolean stays(Node.Hold hold, boolean needs) {
    return needs && hold == Node.Hold.STAYS;
  }

  private static int one(boolean really) {
    return really ? 1 : 0;
  }

  private void consideredLater(Node node) {
    if (!node.inWork) {
      node.inWork = true;
      work.add(node);
    }
  }

  /** Somebody to be looked at. */
  @Nullable Node next() {
    Node node = work.poll();
    if (node != null) {
      node.inWork = false;
      show(node);
    }
    return node;
  }

  /** Whether something has happened that was not looked at or told. */
  boolean hasNews() {
    return !work.isEmpty() || !dirty.isEmpty() || !effects.isEmpty();
  }

  boolean allGone() {
    return alive == 0;
  }

  // ---- what is to be done and told ----------------------------------------------------------

  void act(Node node, ManagerEffect effect) {
    tell(node);
    effects.add(effect);
  }

  void act(ManagerEffect effect) {
    effects.add(effect);
  }

  void tell(TraceRecord news) {
    effects.add(new ManagerEffect.Tell(news));
  }

  private void tell(Node node) {
    TraceRecord.Changed news = node.news(now, ending);
    if (news != null) {
      tell(news);
    }
  }

  /** Tells all that has changed. */
  void tellChanges(Consumer<Node> listener) {
    for (Node node : dirty) {
      node.dirty = false;
      tell(node);
      listener.accept(node);
    }
    dirty.clear();
  }

  List<ManagerEffect> takeEffects() {
    List<ManagerEffect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }
}
