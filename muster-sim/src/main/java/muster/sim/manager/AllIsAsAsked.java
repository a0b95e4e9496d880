package muster.sim.manager;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.manager.ManagerEffect;
import muster.core.manager.ManagerEvent;
import muster.core.trace.TraceRecord;
import muster.plan.Dependency.Kind;
import muster.plan.Plan;
import muster.sim.Finding;

/** In a world that behaves all is in the end as it was asked for last, or a reason is there. */
final class AllIsAsAsked extends Rule {
  private enum Word {
    UP,
    DOWN
  }

  private final Map<Integer, Word> words = new HashMap<>();
  private final Set<Integer> strange = new HashSet<>();
  private final Map<Long, ManagerEvent.Asked> requests = new HashMap<>();

  /** Who served when something was asked for: a restart brings all of them back. */
  private final Map<Long, Set<Integer>> served = new HashMap<>();

  @Override
  void asked(World world, ManagerEvent.Asked asked) {
    requests.put(asked.request(), asked);
    Set<Integer> serving = new HashSet<>();
    for (Seat seat : world.seats) {
      if (seat.serves() && seat.wantedUp()) {
        serving.add(seat.node);
      }
    }
    served.put(asked.request(), serving);
  }

  @Override
  void stranger(World world, Seat seat) {
    Set<Integer> all = closure(world, List.of(seat.node), false);
    all.forEach(words::remove);
    strange.addAll(all);
  }

  @Override
  void settled(World world, List<ManagerEffect> effects, Moment now) {
    for (ManagerEffect effect : effects) {
      if (effect instanceof ManagerEffect.Tell(TraceRecord.Asked(_, long request, _, _))
          && requests.containsKey(request)) {
        hear(world, requests.get(request));
      }
    }
    strange.forEach(words::remove); // in the same turn, and perhaps later
    strange.clear();
  }

  private void hear(World world, ManagerEvent.Asked asked) {
    switch (asked.verb()) {
      case START -> closure(world, asked.nodes(), true).forEach(node -> words.put(node, Word.UP));
      case STOP -> closure(world, asked.nodes(), false).forEach(node -> words.put(node, Word.DOWN));
      case PRUNE -> {
        Set<Integer> kept = closure(world, asked.nodes(), true);
        for (Seat seat : world.seats) {
          if (!kept.contains(seat.node)) {
            words.put(seat.node, Word.DOWN);
          }
        }
      }
      case RESTART -> {
        Set<Integer> back = closure(world, asked.nodes(), true);
        for (int node : closure(world, asked.nodes(), false)) {
          if (words.get(node) == Word.UP
              && served.getOrDefault(asked.request(), Set.of()).contains(node)) {
            back.add(node);
          }
        }
        closure(world, asked.nodes(), false).forEach(words::remove);
        if (!hasEssential(world)) { // those are not restarted while they live, even if they go
          back.forEach(node -> words.put(node, Word.UP));
        }
      }
      case RELOAD, END, HURRY -> {}
    }
  }

  private static boolean hasEssential(World world) {
    return world.seats.stream().anyMatch(seat -> seat.definition.settings().essential());
  }

  /** With what starts along, or with what needs them. */
  static Set<Integer> closure(World world, List<Integer> nodes, boolean up) {
    Set<Integer> all = new HashSet<>(nodes);
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Plan.Edge edge : world.plan.edges()) {
        boolean along = edge.kind() == Kind.NEEDS || up && edge.kind() == Kind.WANTS;
        if (along && all.contains(up ? edge.to() : edge.from())) {
          grown |= all.add(up ? edge.from() : edge.to());
        }
      }
    }
    return all;
  }

  @Override
  void rested(World world) {
    boolean essential = hasEssential(world);
    for (Seat seat : world.seats) {
      Word word = words.get(seat.node);
      boolean good =
          word == null
              || switch (word) {
                case UP -> seat.serves() || !seat.reason().isEmpty();
                case DOWN -> seat.stage() == Stage.DOWN || essential;
              };
      if (!good) {
        throw new Finding(this, seat.name() + " is to be " + word + ": " + seat.told);
      }
    }
  }
}
