package muster.sources;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import muster.plan.Dependency;
import muster.plan.Position;
import muster.plan.graph.Graph;

/**
 * Gives each interactive script a time of its own: it starts after all that could start before it,
 * and all others start after it, so that nothing is between it and the user.
 *
 * <p>Source: active_script of insserv 1.24, which numbers scripts so.
 */
final class LsbInteractive {
  private final List<LsbPhase.Member> members;
  private final LsbNames names;
  private final Graph graph;

  private LsbInteractive(List<LsbPhase.Member> members, LsbNames names) {
    this.members = members;
    this.names = names;
    this.graph = graph(members);
  }

  /** Adds to the dependencies of the members. */
  static void isolate(List<LsbPhase.Member> members, LsbNames names) {
    if (members.stream().anyMatch(member -> names.interactive(member.script).isPresent())) {
      new LsbInteractive(members, names).isolate();
    }
  }

  private static Graph graph(List<LsbPhase.Member> members) {
    Map<String, Integer> nodes = new HashMap<>();
    for (LsbPhase.Member member : members) {
      nodes.put(member.script.name(), nodes.size());
    }
    List<int[]> edges = new ArrayList<>();
    for (int node = 0; node < members.size(); node++) {
      for (Dependency dependency : members.get(node).dependencies()) {
        Integer other = nodes.get(dependency.on());
        if (other != null) { // else it is in an earlier phase
          boolean before = dependency.kind() == Dependency.Kind.BEFORE;
          edges.add(before ? new int[] {node, other} : new int[] {other, node});
        }
      }
    }
    int[] from = edges.stream().mapToInt(edge -> edge[0]).toArray();
    int[] to = edges.stream().mapToInt(edge -> edge[1]).toArray();
    return Graph.of(members.size(), from, to);
  }

  /** Starts the scripts rank by rank, but of a rank with an interactive script only that. */
  private void isolate() {
    int[] waiting = new int[members.size()];
    SortedSet<Integer> ready = new TreeSet<>();
    for (int node = 0; node < waiting.length; node++) {
      waiting[node] = graph.inDegree(node);
      if (waiting[node] == 0) {
        ready.add(node);
      }
    }
    Optional<Integer> last = Optional.empty();
    List<Integer> sinceLast = new ArrayList<>();
    while (!ready.isEmpty()) {
      Optional<Integer> alone = ready.stream().filter(node -> at(node).isPresent()).findFirst();
      List<Integer> rank = alone.map(List::of).orElse(List.copyOf(ready));
      for (int node : rank) {
        last.ifPresent(before -> order(before, node, before));
        release(node, waiting, ready);
      }
      if (alone.isPresent()) {
        sinceLast.forEach(before -> order(before, alone.get(), alone.get()));
        sinceLast.clear();
        last = alone;
      } else {
        sinceLast.addAll(rank);
      }
    }
  }

  private void release(int node, int[] waiting, SortedSet<Integer> ready) {
    ready.remove(node);
    for (int i = 0; i < graph.outDegree(node); i++) {
      int next = graph.to(graph.outEdge(node, i));
      if (--waiting[next] == 0) {
        ready.add(next);
      }
    }
  }

  private Optional<Position> at(int node) {
    return names.interactive(members.get(node).script);
  }

  private void order(int first, int second, int interactive) {
    members
        .get(second)
        .add(Dependency.Kind.AFTER, members.get(first).script, at(interactive).orElseThrow());
  }
}
