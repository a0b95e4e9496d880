package muster.it.manager;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Services in layers, each of which needs two of the layer below, and what people want of them: a
 * model of requests, by which the last word counts.
 *
 * <p>Layers keep a request from being about nearly everything, as it would be in a graph without
 * them.
 */
final class RandomGraph {
  private static final int LAYER = 50;
  private static final int NEEDS = 2;

  private final List<List<Integer>> needs = new ArrayList<>();
  private final List<List<Integer>> dependents = new ArrayList<>();
  private final BitSet wanted = new BitSet();

  RandomGraph(SplittableRandom random, int services) {
    for (int service = 0; service < services; service++) {
      needs.add(new ArrayList<>());
      dependents.add(new ArrayList<>());
      int below = service / LAYER * LAYER - LAYER;
      if (below >= 0) {
        random.ints(below, below + LAYER).distinct().limit(NEEDS).forEach(needs.getLast()::add);
      }
      for (int need : needs.getLast()) {
        dependents.get(need).add(service);
      }
    }
  }

  int size() {
    return needs.size();
  }

  List<Integer> needs(int service) {
    return needs.get(service);
  }

  /** All that should be up. */
  BitSet wanted() {
    return (BitSet) wanted.clone();
  }

  /** A restart leaves others as they were, so it is a start in the end. */
  void ask(String verb, List<Integer> services) {
    switch (verb) {
      case "start", "restart" -> wanted.or(reached(services, needs::get));
      case "stop" -> wanted.andNot(reached(services, dependents::get));
      default -> throw new IllegalArgumentException(verb);
    }
  }

  private static BitSet reached(List<Integer> from, IntFunction<List<Integer>> next) {
    BitSet reached = new BitSet();
    Deque<Integer> ahead = new ArrayDeque<>(from);
    while (!ahead.isEmpty()) {
      int service = ahead.pop();
      if (!reached.get(service)) {
        reached.set(service);
        ahead.addAll(next.apply(service));
      }
    }
    return reached;
  }
}
