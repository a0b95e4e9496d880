package muster.sources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Settings;
import muster.plan.Work;

/**
 * Init scripts, in the order that their LSB headers ask for, as insserv understands them. See
 * docs/lsb.md.
 *
 * <p>A script is a oneshot of its file's name. Everything else that it provides, and each facility,
 * is a bundle: a name, but nothing that takes a place in the order.
 */
final class Lsb {
  private final LsbFacilities facilities;
  private final LsbNames names;
  private final Findings findings;
  private final List<LsbScript> scripts;

  /** What is not yet in a phase. */
  private final Map<String, LsbScript> left = new LinkedHashMap<>();

  /** By their names: bundles give way to scripts. */
  private final Map<String, Definition> definitions = new LinkedHashMap<>();

  private Lsb(List<LsbScript> scripts, LsbFacilities facilities, Findings findings) {
    this.facilities = facilities;
    this.findings = findings;
    for (LsbScript script : scripts) {
      LsbScript first = left.putIfAbsent(script.name(), script);
      if (first != null) {
        findings.error(
            "duplicate",
            script.at(),
            script.name() + " is there twice; rename or remove one",
            new Finding.Note(first.at(), "the first is here"));
      }
    }
    this.scripts = List.copyOf(left.values());
    this.names = new LsbNames(this.scripts, facilities, findings);
  }

  /**
   * @param paths directories of init scripts, scripts, and files and directories of insserv.conf
   * @param runlevel what is planned: a boot to S or to one of 2 to 5, or the way from any of these
   *     to 0, 1 or 6; nothing is a boot to all of 2 to 5
   */
  static List<Definition> read(
      List<String> paths, Optional<Runlevel> runlevel, Tree tree, Findings findings) {
    LsbFiles files = new LsbFiles(tree, findings);
    paths.forEach(files::add);
    LsbFacilities facilities = LsbFacilities.read(files.configuration(), findings);
    return new Lsb(files.scripts(), facilities, findings).read(runlevel);
  }

  private List<Definition> read(Optional<Runlevel> runlevel) {
    Runlevels levels = runlevel.map(Runlevels::of).orElse(Runlevels.MULTI_USER);
    if (levels.meet(Runlevels.BOOT)) {
      define(phase(LsbDirection.START, Runlevels.S, Optional.empty()), "rcS", levels);
    } else {
      define(phase(LsbDirection.STOP, levels, Optional.empty()), "rc" + levels + "-stop", levels);
    }
    return List.copyOf(definitions.values());
  }

  private LsbPhase phase(LsbDirection direction, Runlevels levels, Optional<LsbPhase> before) {
    List<LsbScript> in = new ArrayList<>();
    for (LsbScript script : scripts) {
      if (direction.runlevels(script).meet(levels) && left.remove(script.name()) != null) {
        in.add(script);
      }
    }
    return LsbPhase.of(direction, in, before, names, findings);
  }

  /** First what is done in a phase, which gets a name, then what else is started in runlevels. */
  private void define(LsbPhase first, String nameOfFirst, Runlevels levels) {
    LsbPhase second = phase(LsbDirection.START, levels, Optional.of(first));
    first.members().forEach(member -> define(first, member, Optional.empty()));
    boolean both = !first.members().isEmpty() && !second.members().isEmpty();
    Optional<String> barrier = both ? Optional.of(nameOfFirst) : Optional.empty();
    second.members().forEach(member -> define(second, member, barrier));
    List.of(first, second).forEach(phase -> phase.members().forEach(this::defineAliases));
    facilities.names().forEach(this::defineFacility);
    barrier.ifPresent(name -> defineBundle(name, first));
  }

  // ---- definitions --------------------------------------------------------------------------

  private void define(LsbPhase phase, LsbPhase.Member member, Optional<String> barrier) {
    LsbScript script = member.script;
    String path = "./" + script.name();
    Work work =
        switch (phase.direction()) {
          case START ->
              new Work.Oneshot(
                  new Program.Arguments(List.of(path, "start")),
                  new Program.Arguments(List.of(path, "stop")));
          case STOP -> new Work.Oneshot(new Program.Arguments(List.of(path, "stop")), null);
        };
    List<Dependency> dependencies = new ArrayList<>(member.dependencies());
    barrier.ifPresent(name ->
        dependencies.add(
            new Dependency(
                Dependency.Kind.AFTER, name, script.header().at(LsbHeader.Key.DEFAULT_START))));
    definitions.put(
        script.name(),
        new Definition(script.name(), script.at(), work, dependencies, settings(script)));
  }

  private static Settings settings(LsbScript script) {
    Settings none = Settings.NONE;
    return new Settings(
        script.description().orElse(null),
        script.directory(),
        none.user(),
        none.group(),
        none.environment(),
        none.limits(),
        none.attributes(),
        none.upMillis(),
        none.downMillis(),
        none.essential(),
        none.onFailure(),
        none.onLoss(),
        none.log(),
        none.addresses());
  }

  private void defineAliases(LsbPhase.Member member) {
    for (LsbHeader.Word alias : member.script.provides()) {
      defineBundle(
          alias.text(), alias.at(), List.of(new Work.Member(member.script.name(), alias.at())));
    }
  }

  private void defineFacility(String facility) {
    List<Work.Member> contents = new ArrayList<>();
    for (LsbHeader.Word service : facilities.expand(facility).orElse(List.of())) {
      names
          .provider(service.name())
          .filter(script -> definitions.containsKey(script.name()))
          .ifPresent(script -> contents.add(new Work.Member(script.name(), service.at())));
    }
    if (!contents.isEmpty()) {
      defineBundle(facility, facilities.at(facility), contents);
    }
  }

  private void defineBundle(String name, LsbPhase phase) {
    List<Work.Member> contents =
        phase.members().stream()
            .map(member -> new Work.Member(member.script.name(), member.script.at()))
            .toList();
    defineBundle(name, contents.getFirst().at(), contents);
  }

  private void defineBundle(String name, Position at, List<Work.Member> contents) {
    definitions.putIfAbsent(
        name, new Definition(name, at, new Work.Bundle(contents), List.of(), Settings.NONE));
  }
}
