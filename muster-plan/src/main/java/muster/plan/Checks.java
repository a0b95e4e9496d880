package muster.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says what is legal and probably not meant. What cannot work at all was said before, by the reader
 * and by the {@link Compiler}.
 */
public final class Checks {
  /** The bundle that is brought up when nothing else is asked for. */
  public static final String DEFAULT = "default";

  /** Of those who need a service, or who listen where it does, so many are named. */
  private static final int NOTES_MAX = 3;

  private final Plan plan;
  private final Findings findings;

  private Checks(Plan plan, Findings findings) {
    this.plan = plan;
    this.findings = findings;
  }

  /** Adds to the findings; the order is that of the rules here, then that of the sources. */
  public static void run(Plan plan, Findings findings) {
    Checks checks = new Checks(plan, findings);
    checks.names();
    checks.readiness();
    BitSet started = checks.startedByDefault();
    checks.order(started);
    checks.unreachable(started);
    checks.addresses();
  }

  // ---- names --------------------------------------------------------------------------------

  private void names() {
    plan.services().forEach(this::name);
    plan.bundles().forEach(bundle -> name(bundle.definition()));
  }

  private void name(Definition definition) {
    String name = definition.name();
    if (name.endsWith("\r")) {
      findings.warn(
          "crlf",
          definition.at(),
          "the name %s ends with a carriage return, because lines of the file end with CR LF; convert it, as by dos2unix"
              .formatted(name.strip()));
    } else if (name.chars().anyMatch(c -> c == ' ' || Character.isISOControl(c))) {
      findings.warn(
          "name",
          definition.at(),
          "the name \"%s\" has a space or a control character in it; most programs cannot say it"
              .formatted(name));
    }
  }

  // ---- readiness ----------------------------------------------------------------------------

  /**
   * A longrun that never says that it is ready counts as up when it has only been executed. That
   * matters to what starts too early then.
   */
  private void readiness() {
    Map<Integer, List<Plan.Edge>> needed = new LinkedHashMap<>();
    for (Plan.Edge edge : plan.edges()) {
      if (edge.kind() == Dependency.Kind.NEEDS
          && isSilent(edge.from())
          && !isLogger(edge)
          && !isEnd(edge.to())) {
        needed.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
      }
    }
    for (int node = 0; node < plan.services().size(); node++) {
      List<Plan.Edge> edges = needed.get(node);
      if (edges != null) {
        findings.warn(
            "readiness",
            plan.services().get(node).at(),
            plan.name(node)
                + " never says that it is ready: what needs it starts as soon as it runs; let it"
                + " notify, or say how to see that it serves",
            notes(edges));
      }
    }
  }

  private boolean isSilent(int node) {
    return plan.services().get(node).work() instanceof Work.Longrun longrun
        && longrun.readiness() instanceof Readiness.None;
  }

  /** A pipe keeps what its reader has not read yet, so nobody has to wait for a logger. */
  private boolean isLogger(Plan.Edge edge) {
    return plan.services().get(edge.to()).settings().log() instanceof Log.To(String consumer, _)
        && consumer.equals(plan.name(edge.from()));
  }

  /** Does nothing, and nothing comes after it? */
  private boolean isEnd(int node) {
    boolean idle =
        switch (plan.services().get(node).work()) {
          case Work.Oneshot oneshot -> oneshot.up() == null;
          case Work.Milestone _ -> true;
          case Work.Longrun _, Work.Bundle _ -> false;
        };
    return idle && plan.graph().outDegree(node) == 0;
  }

  private Finding.Note[] notes(List<Plan.Edge> edges) {
    int shown = Math.min(edges.size(), NOTES_MAX);
    Finding.Note[] notes = new Finding.Note[shown];
    for (int i = 0; i < shown; i++) {
      int more = i == shown - 1 ? edges.size() - shown : 0;
      notes[i] =
          new Finding.Note(
              edges.get(i).at(),
              plan.name(edges.get(i).to())
                  + " needs it"
                  + (more > 0 ? ", and so do " + more + " more" : ""));
    }
    return notes;
  }

  // ---- what starts, and in which order ------------------------------------------------------

  /** All of the bundle {@code default} and what comes along with it; without one, everything. */
  private BitSet startedByDefault() {
    for (Plan.Bundle bundle : plan.bundles()) {
      if (bundle.definition().name().equals(DEFAULT)) {
        BitSet members = new BitSet();
        bundle.members().forEach(members::set);
        return plan.withWhatTheyStart(members);
      }
    }
    BitSet all = new BitSet();
    all.set(0, plan.services().size());
    return all;
  }

  /** An order alone starts nothing: it is easily taken for a need. */
  private void order(BitSet started) {
    for (Plan.Edge edge : plan.edges()) {
      boolean both = started.get(edge.from()) && started.get(edge.to());
      if (!edge.comesAlong() && !both && !implies(edge.to(), edge.from())) {
        findings.hint(
            "order",
            edge.at(),
            plan.name(edge.to())
                + " starts after "
                + plan.name(edge.from())
                + ", but does not bring it along; is a need meant?");
      }
    }
  }

  private boolean implies(int service, int other) {
    BitSet one = new BitSet();
    one.set(service);
    return plan.withWhatTheyStart(one).get(other);
  }

  private void unreachable(BitSet started) {
    for (int node = 0; node < plan.services().size(); node++) {
      if (!started.get(node)) {
        findings.hint(
            "unreachable",
            plan.services().get(node).at(),
            plan.name(node) + " is not in " + DEFAULT + " and nothing there needs it");
      }
    }
    Set<String> named = named();
    for (Plan.Bundle bundle : plan.bundles()) {
      String name = bundle.definition().name();
      if (!name.equals(DEFAULT) && !named.contains(name) && !allIn(bundle, started)) {
        findings.hint(
            "unreachable",
            bundle.definition().at(),
            "nothing names the bundle " + name + ", and not all of it is in " + DEFAULT);
      }
    }
  }

  private static boolean allIn(Plan.Bundle bundle, BitSet started) {
    return bundle.members().stream().allMatch(started::get);
  }

  private Set<String> named() {
    Set<String> named = new LinkedHashSet<>();
    for (Definition service : plan.services()) {
      service.dependencies().forEach(dependency -> named.add(dependency.on()));
    }
    for (Plan.Bundle bundle : plan.bundles()) {
      if (bundle.definition().work() instanceof Work.Bundle(List<Work.Member> contents)) {
        contents.forEach(member -> named.add(member.name()));
      }
    }
    return named;
  }

  // ---- addresses ----------------------------------------------------------------------------

  private void addresses() {
    Map<String, List<Address.Claim>> byPort = new LinkedHashMap<>();
    for (Definition service : plan.services()) {
      for (Address address : Address.of(service)) {
        List<Address.Claim> claims = byPort.computeIfAbsent(address.port(), _ -> new ArrayList<>());
        address(service, address, claims);
        claims.add(new Address.Claim(address, service.name(), service.at()));
      }
    }
  }

  private void address(Definition service, Address address, List<Address.Claim> earlier) {
    List<Address.Claim> others =
        earlier.stream()
            .filter(claim -> claim.address().collides(address))
            .filter(claim -> !claim.service().equals(service.name()))
            .limit(NOTES_MAX)
            .toList();
    if (!others.isEmpty()) {
      findings.warn(
          "address",
          service.at(),
          service.name() + " and " + others.getFirst().service() + " both listen on " + address,
          others.stream()
              .map(other -> new Finding.Note(other.at(), other.service() + " is here"))
              .toArray(Finding.Note[]::new));
    }
  }
}
