package muster.sources;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.plan.Dependency;
import muster.plan.Findings;
import muster.plan.Position;
import org.jspecify.annotations.Nullable;

/**
 * Scripts that are all started, or all stopped, on the way to a runlevel, and their order.
 *
 * <p>Source: rememberreq, reversereq, all_script and the check of runlevels in main, insserv 1.24.
 */
final class LsbPhase {
  private final LsbDirection direction;
  private final Optional<LsbPhase> before;
  private final LsbNames names;
  private final Findings findings;

  /** By their names, in the order of the sources. */
  private final Map<String, Member> members = new LinkedHashMap<>();

  /** A script of this phase. */
  static final class Member {
    final LsbScript script;

    /** What it says of others, each thing once, by kind and name of the other. */
    private final Map<String, Dependency> dependencies = new LinkedHashMap<>();

    /** Where it asks for $all: to be the last to start, or the first to stop. */
    private final @Nullable Position all;

    private Member(LsbScript script, @Nullable Position all) {
      this.script = script;
      this.all = all;
    }

    List<Dependency> dependencies() {
      return List.copyOf(dependencies.values());
    }

    void add(Dependency.Kind kind, LsbScript other, Position at) {
      dependencies.putIfAbsent(kind + " " + other.name(), new Dependency(kind, other.name(), at));
    }
  }

  private LsbPhase(
      LsbDirection direction, Optional<LsbPhase> before, LsbNames names, Findings findings) {
    this.direction = direction;
    this.before = before;
    this.names = names;
    this.findings = findings;
  }

  /**
   * @param scripts with different names
   * @param before what is done before, if anything
   */
  static LsbPhase of(
      LsbDirection direction,
      List<LsbScript> scripts,
      Optional<LsbPhase> before,
      LsbNames names,
      Findings findings) {
    LsbPhase phase = new LsbPhase(direction, before, names, findings);
    for (LsbScript script : scripts) {
      phase.members.put(script.name(), new Member(script, phase.findAll(script)));
    }
    phase.members.values().forEach(phase::relate);
    phase.members.values().forEach(phase::relateAll);
    if (direction == LsbDirection.START) {
      LsbInteractive.isolate(phase.members(), names);
    }
    return phase;
  }

  LsbDirection direction() {
    return direction;
  }

  Optional<LsbPhase> before() {
    return before;
  }

  List<Member> members() {
    return List.copyOf(members.values());
  }

  boolean contains(LsbScript script) {
    return members.containsKey(script.name());
  }

  // ---- what headers say ---------------------------------------------------------------------

  private void relate(Member member) {
    LsbHeader header = member.script.header();
    for (LsbHeader.Word word : header.words(direction.required())) {
      names.services(word).forEach(use -> require(member, use));
    }
    for (LsbHeader.Word word : header.words(direction.should())) {
      names.services(word).forEach(use -> order(member, direction.order(), use));
    }
    for (LsbHeader.Word word : header.words(direction.reversed())) {
      if (LsbNames.isAll(word)) {
        findings.warn("all", word.at(), direction.reversed().shown() + " cannot be $all");
      }
      names.services(word).forEach(use -> order(member, direction.reversedOrder(), use));
    }
  }

  /** Only what is started has to be there: insserv asks nothing of what is stopped. */
  private void require(Member member, LsbNames.Use use) {
    Optional<LsbScript> other = names.provider(use.name());
    if (direction == LsbDirection.STOP || use.optional()) {
      order(member, direction.order(), use);
    } else if (other.isEmpty()) {
      findings.error(
          "undefined",
          use.asked().at(),
          member.script.name() + " needs " + names.unknown(use.name()),
          use.notes());
    } else if (isStarted(member.script, other.get(), use)) {
      order(member, Dependency.Kind.NEEDS, use);
    }
  }

  /** What is started in S is there in every other runlevel, too. */
  private boolean isStarted(LsbScript script, LsbScript other, LsbNames.Use use) {
    Runlevels missing = script.start().without(other.start());
    boolean early = other.start().meet(Runlevels.S) && !script.start().meet(Runlevels.S);
    if (missing.isEmpty() || early) {
      return true;
    }
    findings.error(
        "runlevel",
        use.asked().at(),
        "%s is started in %s and needs %s, which is not started in %s"
            .formatted(script.name(), script.start(), other.name(), missing),
        use.notes());
    return false;
  }

  private void order(Member member, Dependency.Kind kind, LsbNames.Use use) {
    Optional<LsbScript> other = names.provider(use.name());
    if (other.isEmpty()) {
      return;
    }
    Position at = use.asked().at();
    if (other.get().name().equals(member.script.name())) {
      if (use.direct()) {
        findings.warn(
            "self",
            at,
            "%s depends on itself; remove %s here".formatted(member.script.name(), use.name()));
      }
    } else if (contains(other.get())) {
      orderWithin(member, kind, other.get(), at);
    } else if (kind == Dependency.Kind.NEEDS
        && before.isPresent()
        && before.get().direction == LsbDirection.START
        && before.get().contains(other.get())) {
      member.add(kind, other.get(), at);
    }
  }

  /** Scripts that have no runlevel in common have no order. */
  private void orderWithin(Member member, Dependency.Kind kind, LsbScript other, Position at) {
    if (!direction.runlevels(member.script).meet(direction.runlevels(other))) {
      return;
    }
    if (member.all != null && asksForAll(other)) {
      findings.warn(
          "all",
          at,
          "%s and %s both ask for $all, so neither comes first"
              .formatted(member.script.name(), other.name()));
    } else {
      member.add(kind, other, at);
    }
  }

  // ---- $all ---------------------------------------------------------------------------------

  private @Nullable Position findAll(LsbScript script) {
    for (LsbHeader.Key key : List.of(direction.required(), direction.should())) {
      for (LsbHeader.Word word : script.header().words(key)) {
        if (LsbNames.isAll(word)) {
          return word.at();
        }
      }
    }
    return null;
  }

  private boolean asksForAll(LsbScript script) {
    Member member = members.get(script.name());
    return member != null && member.all != null;
  }

  /** Those that ask for $all have no order among themselves. */
  private void relateAll(Member member) {
    Position at = member.all;
    if (at != null) {
      for (Member other : members.values()) {
        if (other.all == null) {
          orderWithin(member, direction.order(), other.script, at);
        }
      }
    }
  }
}
