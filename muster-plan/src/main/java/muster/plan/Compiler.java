package muster.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.plan.graph.Graph;
import org.jspecify.annotations.Nullable;

/** Resolves the names of a set: flattens bundles and turns what is said of others into edges. */
public final class Compiler {
  private final Findings findings;
  private final Map<String, Definition> byName = new LinkedHashMap<>();
  private final Map<String, Integer> nodes = new LinkedHashMap<>();
  private final Map<String, List<Integer>> members = new LinkedHashMap<>();
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
    List<Plan.Bundle> bundles = new ArrayList<>();
    for (Definition definition : byName.values()) {
      if (definition.isBundle()) {
        bundles.add(new Plan.Bundle(definition, flatten(definition)));
      }
    }
    for (int node = 0; node < services.size(); node++) {
      connect(node, services.get(node));
    }
    return new Plan(services, bundles, edges, graph());
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

  // ---- bundles ------------------------------------------------------------------------------

  /** The services in a bundle and in the bundles in it. Says nothing of cycles: see Checks. */
  private List<Integer> flatten(Definition bundle) {
    List<Integer> known = members.get(bundle.name());
    if (known != null) {
      return known;
    }
    BitSet found = new BitSet(services.size());
    Map<String, Definition> seen = new LinkedHashMap<>();
    Deque<Definition> work = new ArrayDeque<>(List.of(bundle));
    seen.put(bundle.name(), bundle);
    while (!work.isEmpty()) {
      Definition next = work.removeFirst();
      for (Work.Member member : ((Work.Bundle) next.work()).contents()) {
        Definition content = byName.get(member.name());
        if (content == null) {
          if (next.name()
              .equals(bundle.name())) { // each bundle is told what is missing in it, once
            findings.error(
                "undefined", member.at(), bundle.name() + " contains " + unknown(member.name()));
          }
        } else if (!content.isBundle()) {
          found.set(node(content));
        } else if (seen.putIfAbsent(content.name(), content) == null) {
          work.add(content);
        }
      }
    }
    List<Integer> nodesFound = found.stream().boxed().toList();
    members.put(bundle.name(), nodesFound);
    return nodesFound;
  }

  // ---- edges --------------------------------------------------------------------------------

  private void connect(int node, Definition service) {
    for (Dependency dependency : service.dependencies()) {
      Definition other = byName.get(dependency.on());
      if (other == null) {
        missing(service, dependency);
      } else {
        connect(node, other, dependency.kind(), dependency.at());
      }
    }
    if (service.settings().log() instanceof Log.To(String consumer, Position at)) {
      Definition logger = byName.get(consumer);
      if (logger == null) {
        findings.error("undefined", at, service.name() + " logs to " + unknown(consumer));
      } else {
        connect(node, logger, Dependency.Kind.NEEDS, at);
      }
    }
  }

  private void connect(int node, Definition other, Dependency.Kind kind, Position at) {
    List<Integer> others = other.isBundle() ? flatten(other) : List.of(node(other));
    for (int another : others) {
      boolean before = kind == Dependency.Kind.BEFORE;
      edges.add(new Plan.Edge(before ? node : another, before ? another : node, kind, at));
    }
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
            + unknown(dependency.on());
    if (dependency.kind() == Dependency.Kind.NEEDS) {
      findings.error("undefined", dependency.at(), text);
    } else {
      findings.warn("undefined", dependency.at(), text);
    }
  }

  private String unknown(String name) {
    return name + ", which is not defined" + Nearest.question(name, byName.keySet());
  }

  private int node(Definition service) {
    @Nullable Integer node = nodes.get(service.name());
    if (node == null) {
      throw new IllegalStateException(service.name() + " is no service");
    }
    return node;
  }
}
