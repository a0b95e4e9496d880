package muster.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.plan.graph.Graph;

/** Resolves the names of a set: flattens bundles and turns what is said of others into edges. */
public final class Compiler {
  private final Findings findings;
  private final Map<String, Definition> byName = new LinkedHashMap<>();
  private final Nearest nearest = new Nearest(byName.keySet());
  private final Map<String, Integer> nodes = new LinkedHashMap<>();
  private final List<Definition> services = new ArrayList<>();
  private final List<Plan.Edge> edges = new ArrayList<>();

  private Compiler(Findings findings) {
    this.findings = findings;
  }

  /**
   * Says what is wrong and goes on without it, so that one run finds all there is.
   *
   * @return a plan that is worth something only if there was no error
   */
  public static Plan compile(ServiceSet set, Findings findings) {
    return new Compiler(findings).compile(set);
  }

  private Plan compile(ServiceSet set) {
    for (Definition definition : set.definitions()) {
      register(definition);
    }
    Bundles bundles = Bundles.flatten(byName, nodes, nearest, findings);
    for (int node = 0; node < services.size(); node++) {
      connect(node, services.get(node), bundles);
    }
    return new Plan(services, bundles.all(), edges, graph());
  }

  private void register(Definition definition) {
    Definition first = byName.putIfAbsent(definition.name(), definition);
    if (first != null) {
      findings.error(
          "duplicate",
          definition.at(),
          definition.name() + " is defined twice; rename or remove one",
          new Finding.Note(first.at(), "the first is here"));
    } else if (!definition.isBundle()) {
      nodes.put(definition.name(), services.size());
      services.add(definition);
    }
  }

  private Graph graph() {
    int[] from = new int[edges.size()];
    int[] to = new int[edges.size()];
    for (int i = 0; i < from.length; i++) {
      Plan.Edge edge = edges.get(i);
      from[i] = edge.from();
      to[i] = edge.to();
    }
    return Graph.of(services.size(), from, to);
  }

  // ---- edges --------------------------------------------------------------------------------

  private void connect(int node, Definition service, Bundles bundles) {
    for (Dependency dependency : service.dependencies()) {
      Integer another = nodes.get(dependency.on());
      Definition bundle = another == null ? byName.get(dependency.on()) : null;
      if (another != null) {
        connect(node, another, dependency.kind(), dependency.at());
      } else if (bundle != null) {
        connect(node, bundles.services(bundle), dependency.kind(), dependency.at());
      } else {
        missing(service, dependency);
      }
    }
    if (service.settings().log() instanceof Log.To(String consumer, Position at)) {
      Definition logger = byName.get(consumer);
      if (logger == null) {
        findings.error("undefined", at, service.name() + " logs to " + unknown(consumer, nearest));
      } else {
        connect(node, bundles.services(logger), Dependency.Kind.NEEDS, at);
      }
    }
  }

  private void connect(int node, List<Integer> others, Dependency.Kind kind, Position at) {
    others.forEach(another -> connect(node, another, kind, at));
  }

  private void connect(int node, int another, Dependency.Kind kind, Position at) {
    boolean before = kind == Dependency.Kind.BEFORE;
    edges.add(new Plan.Edge(before ? node : another, before ? another : node, kind, at));
  }

  private void missing(Definition service, Dependency dependency) {
    String text =
        service.name()
            + switch (dependency.kind()) {
              case NEEDS -> " needs ";
              case WANTS -> " wants ";
              case AFTER -> " is after ";
              case BEFORE -> " is before ";
            }
            + unknown(dependency.on(), nearest);
    if (dependency.kind() == Dependency.Kind.NEEDS) {
      findings.error("undefined", dependency.at(), text);
    } else {
      findings.warn("undefined", dependency.at(), text);
    }
  }

  static String unknown(String name, Nearest nearest) {
    return name + ", which is not defined" + nearest.question(name);
  }
}
