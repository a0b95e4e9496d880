package muster.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import muster.plan.graph.Graph;

/**
 * A set with every name resolved: services only, bundles being names for several, and the order as
 * a graph whose nodes are the services.
 *
 * @param services in the order of the sources; their places are the nodes' numbers
 * @param bundles in the order of the sources
 * @param edges in the order of the sources; their places are the edges' numbers
 * @param graph of the two; it may have cycles
 */
public record Plan(List<Definition> services, List<Bundle> bundles, List<Edge> edges, Graph graph) {

  /**
   * That one service comes before another.
   *
   * @param from the node that comes first
   * @param to the node that comes later
   * @param kind what it was in the source; AFTER and BEFORE are both here as the order that they
   *     are
   * @param at where the source says so
   */
  public record Edge(int from, int to, Dependency.Kind kind, Position at) {
    /** Does a start of the later one start the first one too? An order alone does not. */
    public boolean comesAlong() {
      return kind == Dependency.Kind.NEEDS || kind == Dependency.Kind.WANTS;
    }
  }

  /**
   * A name for several services.
   *
   * @param definition as the source has it
   * @param members nodes, those of bundles in it too, each once, in increasing order
   */
  public record Bundle(Definition definition, List<Integer> members) {}

  /** The name of a node. */
  public String name(int node) {
    return services.get(node).name();
  }

  /** The names of all nodes, in their order. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    services.forEach(service -> names.add(service.name()));
    return names;
  }

  /** The nodes, and all that comes along when they start: what they need or want, and so on. */
  public BitSet withWhatTheyStart(BitSet nodes) {
    BitSet found = (BitSet) nodes.clone();
    Deque<Integer> open = new ArrayDeque<>(nodes.stream().boxed().toList());
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int i = 0; i < graph.inDegree(node); i++) {
        Edge edge = edges.get(graph.inEdge(node, i));
        if (edge.comesAlong() && !found.get(edge.from())) {
          found.set(edge.from());
          open.add(edge.from());
        }
      }
    }
    return found;
  }

  /**
   * The same services with fewer edges.
   *
   * @param kept which edges stay, by their numbers
   */
  public Plan only(boolean[] kept) {
    List<Edge> fewer = new ArrayList<>();
    for (int edge = 0; edge < kept.length; edge++) {
      if (kept[edge]) {
        fewer.add(edges.get(edge));
      }
    }
    return new Plan(services, bundles, fewer, graph.only(kept));
  }
}
