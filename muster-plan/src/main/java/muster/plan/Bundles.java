package muster.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The services in each bundle and in the bundles in it, each bundle worked out once. */
final class Bundles {
  private final Map<String, Definition> byName;
  private final Map<String, Integer> nodes;
  private final Nearest nearest;
  private final Findings findings;

  /** What is known: of each bundle the nodes in it. */
  private final Map<String, BitSet> flat = new LinkedHashMap<>();

  /** From the bundle that was begun with to the one that is worked on, each in the one before. */
  private final Deque<Open> path = new ArrayDeque<>();

  private final Map<String, Open> onPath = new LinkedHashMap<>();

  /** A bundle that is worked on. */
  private static final class Open {
    final Definition bundle;
    final List<Work.Member> contents;
    final BitSet found = new BitSet();
    int next;

    Open(Definition bundle, List<Work.Member> contents) {
      this.bundle = bundle;
      this.contents = contents;
    }
  }

  private Bundles(
      Map<String, Definition> byName,
      Map<String, Integer> nodes,
      Nearest nearest,
      Findings findings) {
    this.byName = byName;
    this.nodes = nodes;
    this.nearest = nearest;
    this.findings = findings;
  }

  /**
   * Says what is not defined, and which bundles contain themselves.
   *
   * @param nodes the number of each service
   * @param nearest of all names
   */
  static Bundles flatten(
      Map<String, Definition> byName,
      Map<String, Integer> nodes,
      Nearest nearest,
      Findings findings) {
    Bundles bundles = new Bundles(byName, nodes, nearest, findings);
    byName.values().forEach(bundles::flatten);
    return bundles;
  }

  /** The nodes that a name stands for. */
  List<Integer> services(Definition definition) {
    Integer node = nodes.get(definition.name());
    return node != null
        ? List.of(node)
        : Objects.requireNonNull(flat.get(definition.name())).stream().boxed().toList();
  }

  List<Plan.Bundle> all() {
    List<Plan.Bundle> all = new ArrayList<>();
    for (Definition definition : byName.values()) {
      if (definition.isBundle()) {
        all.add(new Plan.Bundle(definition, services(definition)));
      }
    }
    return all;
  }

  private void flatten(Definition definition) {
    begin(definition);
    while (!path.isEmpty()) {
      Open open = path.getLast();
      if (open.next < open.contents.size()) {
        take(open, open.contents.get(open.next));
      } else {
        path.removeLast();
        onPath.remove(open.bundle.name());
        flat.put(open.bundle.name(), open.found);
      }
    }
  }

  private void begin(Definition definition) {
    if (definition.work() instanceof Work.Bundle(List<Work.Member> contents)
        && !flat.containsKey(definition.name())) {
      Open open = new Open(definition, contents);
      path.add(open);
      onPath.put(definition.name(), open);
    }
  }

  /** Goes on to the next member, unless this one is a bundle that has to be worked out first. */
  private void take(Open open, Work.Member member) {
    Definition content = byName.get(member.name());
    BitSet known = flat.get(member.name());
    Integer node = nodes.get(member.name());
    if (content == null) {
      findings.error(
          "undefined",
          member.at(),
          open.bundle.name() + " contains " + Compiler.unknown(member.name(), nearest));
    } else if (node != null) {
      open.found.set(node);
    } else if (known != null) {
      open.found.or(known);
    } else if (onPath.containsKey(member.name())) {
      sayCycle(member);
    } else {
      begin(content);
      return;
    }
    open.next++;
  }

  private void sayCycle(Work.Member closing) {
    List<Finding.Note> notes = new ArrayList<>();
    boolean inCycle = false;
    for (Open open : path) {
      inCycle |= open.bundle.name().equals(closing.name());
      if (inCycle) {
        Work.Member member = open.contents.get(open.next);
        notes.add(new Finding.Note(member.at(), open.bundle.name() + " contains " + member.name()));
      }
    }
    findings.error(
        "cycle",
        closing.at(),
        "the bundle " + closing.name() + " contains itself; take it out of one of these",
        notes.toArray(Finding.Note[]::new));
  }
}
