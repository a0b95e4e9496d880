package muster.sources.own;

import java.util.Comparator;
import java.util.List;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Log;
import muster.plan.Position;
import muster.plan.Settings;
import muster.plan.Work;

/**
 * Definitions without their places, to compare. Dependencies are sorted by their kind: in which
 * order needs and wants are written is no difference.
 */
final class Placeless {
  private static final Position NOWHERE = Position.of("");

  private Placeless() {}

  static List<Definition> of(List<Definition> definitions) {
    return definitions.stream().map(Placeless::of).toList();
  }

  private static Definition of(Definition definition) {
    return new Definition(
        definition.name(),
        NOWHERE,
        work(definition.work()),
        definition.dependencies().stream()
            .map(dependency -> new Dependency(dependency.kind(), dependency.on(), NOWHERE))
            .sorted(Comparator.comparing(Dependency::kind))
            .toList(),
        settings(definition.settings()));
  }

  private static Work work(Work work) {
    return work instanceof Work.Bundle(List<Work.Member> contents)
        ? new Work.Bundle(
            contents.stream().map(member -> new Work.Member(member.name(), NOWHERE)).toList())
        : work;
  }

  private static Settings settings(Settings settings) {
    return new Settings(
        settings.description(),
        settings.directory(),
        settings.user(),
        settings.group(),
        settings.environment(),
        settings.limits(),
        settings.attributes(),
        settings.upMillis(),
        settings.downMillis(),
        settings.essential(),
        settings.onFailure(),
        settings.onLoss(),
        settings.log() instanceof Log.To(String consumer, Position _)
            ? new Log.To(consumer, NOWHERE)
            : settings.log(),
        settings.addresses());
  }
}
