package muster.sources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.plan.Definition;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Log;
import muster.plan.Nearest;
import muster.plan.Position;
import muster.plan.Settings;
import muster.plan.Work;

/**
 * Who writes into whose standard input: each side has to name the other, and the last consumer may
 * name a bundle of all.
 */
final class S6Pipelines {
  /** What one longrun says. */
  private static final class Ends {
    final Position at;
    Optional<Work.Member> consumer = Optional.empty();
    List<Work.Member> producers = List.of();
    Optional<Work.Member> pipeline = Optional.empty();

    Ends(Position at) {
      this.at = at;
    }
  }

  private final Findings findings;
  private final Map<String, Ends> longruns = new LinkedHashMap<>();

  S6Pipelines(Findings findings) {
    this.findings = findings;
  }

  /** Notes what a longrun says. @return where its standard output goes */
  Log read(String name, ServiceFiles files) {
    Ends ends = new Ends(files.at("type"));
    longruns.putIfAbsent(name, ends);
    ends.producers = files.lines("consumer-for");
    ends.consumer = one(files, "producer-for");
    if (!ends.producers.isEmpty() && ends.consumer.isEmpty()) {
      ends.pipeline = one(files, "pipeline-name");
    } else if (files.exists("pipeline-name")) {
      findings.warn(
          "pipeline",
          files.at("pipeline-name"),
          "only the last consumer of a pipeline can name it; this says nothing");
    }
    return ends.consumer.<Log>map(to -> new Log.To(to.name(), to.at())).orElse(Settings.NONE.log());
  }

  private Optional<Work.Member> one(ServiceFiles files, String file) {
    if (!files.exists(file)) {
      return Optional.empty();
    }
    List<Work.Member> names = files.lines(file);
    if (names.size() != 1) {
      findings.error(
          "pipeline", files.at(file), "it has " + names.size() + " names in it: want exactly one");
      return Optional.empty();
    }
    return Optional.of(names.getFirst());
  }

  /** Checks all of them. @return the bundles that pipeline names make */
  List<Definition> bundles() {
    List<Definition> bundles = new ArrayList<>();
    longruns.forEach(this::checkSides);
    longruns.forEach((name, ends) -> ends.pipeline.ifPresent(p -> bundles.add(bundle(name, p))));
    return bundles;
  }

  private void checkSides(String name, Ends ends) {
    ends.consumer.ifPresent(consumer -> {
      Ends other = longruns.get(consumer.name());
      if (other == null) {
        notLongrun(consumer);
      } else if (other.producers.stream().noneMatch(p -> p.name().equals(name))) {
        notMutual(consumer, consumer.name(), "consumer-for", name, other);
      }
    });
    for (Work.Member producer : ends.producers) {
      Ends other = longruns.get(producer.name());
      if (other == null) {
        notLongrun(producer);
      } else if (other.consumer.filter(c -> c.name().equals(name)).isEmpty()) {
        notMutual(producer, producer.name(), "producer-for", name, other);
      }
    }
  }

  private void notLongrun(Work.Member named) {
    findings.error(
        "pipeline",
        named.at(),
        named.name()
            + " is no longrun of this set"
            + Nearest.question(named.name(), longruns.keySet()));
  }

  private void notMutual(
      Work.Member named, String other, String file, String name, Ends otherEnds) {
    findings.error(
        "pipeline",
        named.at(),
        "both sides have to say it: " + other + " has no " + name + " in its " + file,
        new Finding.Note(otherEnds.at, other + " is here"));
  }

  /** The producers come first, each before what it writes to. */
  private Definition bundle(String last, Work.Member pipeline) {
    Set<String> found = new LinkedHashSet<>(List.of(last));
    List<String> work = new ArrayList<>(found);
    for (int i = 0; i < work.size(); i++) {
      Ends ends = longruns.get(work.get(i));
      if (ends != null) {
        ends.producers.stream().map(Work.Member::name).filter(found::add).forEach(work::add);
      }
    }
    List<Work.Member> members = new ArrayList<>();
    for (String name : work.reversed()) {
      if (longruns.containsKey(name)) {
        members.add(new Work.Member(name, pipeline.at()));
      }
    }
    return new Definition(
        pipeline.name(), pipeline.at(), new Work.Bundle(members), List.of(), Settings.NONE);
  }
}
