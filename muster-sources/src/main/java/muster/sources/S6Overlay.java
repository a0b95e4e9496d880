package muster.sources;

import static muster.sources.S6OverlayFiles.ETC;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import muster.plan.Checks;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Findings;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Settings;
import muster.plan.Work;
import muster.sources.script.Shell;
import org.jspecify.annotations.Nullable;

/**
 * Trees of s6-overlay, version 3: sources of s6-rc, to which it adds services of its own, and the
 * directories of older versions, which these services run.
 *
 * <p>Source: rc.init, the scripts and the sources of s6-overlay 3.0 to 3.2.3.2.
 */
final class S6Overlay {
  private static final List<String> USER_BUNDLES = List.of("user", "user2");

  /** What was in /etc before there were sources of s6-rc, and still is. */
  private static final List<String> OLDER =
      List.of("cont-init.d", "cont-finish.d", "services.d", "fix-attrs.d");

  /** Where s6-overlay has its own services. */
  private static final String OWN = "/package/admin/s6-overlay/etc/s6-rc/";

  private final Tree tree;
  private final Findings findings;
  private final Scripts scripts;
  private final List<String> sources = new ArrayList<>();
  private final Map<String, String> places = new LinkedHashMap<>();
  private final Set<String> bundles = new HashSet<>();

  /** Paths in the image. */
  private final List<String> contInit = new ArrayList<>();

  private final List<String> contFinish = new ArrayList<>();
  private final List<String> serviceDirectories = new ArrayList<>();
  private boolean fixesAttributes;

  private S6Overlay(Tree tree, Findings findings) {
    this.tree = tree;
    this.findings = findings;
    this.scripts = new Scripts(tree, findings);
  }

  /** Reads them as one image. */
  static List<Definition> read(List<String> paths, Tree tree, Findings findings) {
    S6Overlay reader = new S6Overlay(tree, findings);
    paths.forEach(path -> reader.look(path, S6OverlayFiles.of(path, tree)));
    reader.scripts.finish();
    return reader.definitions();
  }

  // ---- what is there ------------------------------------------------------------------------

  private void look(String path, S6OverlayFiles files) {
    if (files.services().isEmpty() && OLDER.stream().noneMatch(name -> isIn(files.etc(), name))) {
      findings.error(
          "empty",
          Position.of(path),
          "there is nothing of s6-overlay in it: neither etc/s6-overlay/s6-rc.d nor etc/"
              + String.join(" nor etc/", OLDER));
      return;
    }
    files.services().ifPresent(sources::add);
    places.putAll(files.places());
    lookForBundles(files);
    files.etc().ifPresent(this::lookForOlder);
  }

  private boolean isIn(Optional<String> etc, String name) {
    return etc.flatMap(directory -> directory(directory, name)).isPresent();
  }

  /** If there is a bundle user among the services, those of the new place are not used. */
  private void lookForBundles(S6OverlayFiles files) {
    Optional<String> old = files.services().flatMap(source -> directory(source, "user"));
    if (old.isPresent()) {
      files
          .bundles()
          .ifPresent(unused ->
              findings.warn(
                  "ignored",
                  Position.of(unused),
                  "s6-overlay leaves these bundles out, because there is " + old.get()));
    } else {
      files.bundles().ifPresent(sources::add);
    }
    Stream.concat(files.services().stream(), files.bundles().stream())
        .flatMap(source -> USER_BUNDLES.stream().map(name -> Paths.within(source, name)))
        .forEach(bundles::add);
  }

  private Optional<String> directory(String in, String name) {
    return Optional.of(Paths.within(in, name))
        .filter(path -> tree.kind(path) == Tree.Kind.DIRECTORY);
  }

  private void lookForOlder(String etc) {
    lookForScripts(etc, "cont-init.d", contInit);
    lookForScripts(etc, "cont-finish.d", contFinish);
    directory(etc, "services.d").ifPresent(serviceDirectories::add);
    directory(etc, "fix-attrs.d")
        .filter(directory -> !names(directory).isEmpty())
        .ifPresent(directory -> {
          fixesAttributes = true;
          findings.warn(
              "deprecated",
              Position.of(directory),
              "s6-overlay runs this and says that it is deprecated; set owners and modes where"
                  + " the image or the volume is made");
        });
  }

  private void lookForScripts(String etc, String name, List<String> found) {
    directory(etc, name)
        .ifPresent(directory -> {
          for (String script : names(directory)) {
            scripts.executed(Paths.within(directory, script));
            found.add(ETC + "/" + name + "/" + script);
          }
        });
  }

  private List<String> names(String directory) {
    return new ServiceFiles(directory, tree, findings)
        .names("").stream().filter(name -> !name.startsWith(".")).toList();
  }

  // ---- what it means ------------------------------------------------------------------------

  private List<Definition> definitions() {
    List<Definition> all = new ArrayList<>(S6Rc.read(sources, places, bundles, tree, findings));
    List<Definition> older = readServiceDirectories();
    older.stream().filter(definition -> !definition.isBundle()).forEach(all::add);
    all.addAll(own(older));
    Set<String> known = new HashSet<>();
    all.forEach(definition -> known.add(definition.name()));
    for (String name : USER_BUNDLES) {
      if (!known.contains(name)) {
        all.add(bundle(name, S6OverlayFiles.BUNDLES + "/" + name + "/type"));
      }
    }
    if (!known.contains(Checks.DEFAULT)) {
      all.add(bundle(Checks.DEFAULT, ownPath("top"), "top"));
    }
    return all;
  }

  /** They are started when all of the bundle user is up. */
  private List<Definition> readServiceDirectories() {
    if (serviceDirectories.isEmpty()) {
      return List.of();
    }
    List<Definition> later = new ArrayList<>();
    for (Definition definition : ServiceDirectories.read(serviceDirectories, tree, findings)) {
      List<Dependency> needs = definition.isBundle() ? List.of() : base(definition.at());
      later.add(
          new Definition(
              definition.name(), definition.at(), definition.work(), needs, definition.settings()));
    }
    return later;
  }

  private static List<Dependency> base(Position at) {
    return List.of(needs("base", at), needs("user", at));
  }

  private static Dependency needs(String name, Position at) {
    return new Dependency(Dependency.Kind.NEEDS, name, at);
  }

  /** The services of s6-overlay itself. */
  private List<Definition> own(List<Definition> older) {
    Position contInitAt = ownPosition("legacy-cont-init");
    Position servicesAt = ownPosition("legacy-services");
    List<Dependency> beforeServices = new ArrayList<>(base(servicesAt));
    for (String started : startedAtFirst(older)) {
      beforeServices.add(new Dependency(Dependency.Kind.WANTS, started, servicesAt));
    }
    Program fix = new Program.Arguments(List.of(OWN + "scripts/fix-attrs"));
    return List.of(
        bundle("top", ownPath("top"), "base", "user", "user2", "legacy-services"),
        bundle("base", ownPath("base"), "fix-attrs", "legacy-cont-init"),
        oneshot("fix-attrs", fixesAttributes ? fix : null, null, List.of()),
        oneshot(
            "legacy-cont-init",
            inOrder(contInit),
            inOrder(contFinish),
            List.of(needs("fix-attrs", contInitAt))),
        oneshot("legacy-services", null, null, beforeServices));
  }

  /** All, or those in the bundle of those that have no file {@code down}. */
  private static List<String> startedAtFirst(List<Definition> older) {
    for (Definition definition : older) {
      if (definition.work() instanceof Work.Bundle(List<Work.Member> contents)) {
        return contents.stream().map(Work.Member::name).toList();
      }
    }
    return older.stream().map(Definition::name).toList();
  }

  /** One after the other, whether they succeed or not. */
  private static @Nullable Program inOrder(List<String> scripts) {
    if (scripts.isEmpty()) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    scripts.forEach(script -> text.append(Shell.word(script)).append('\n'));
    return new Program.Script(text.append("exit 0\n").toString());
  }

  private static String ownPath(String name) {
    return OWN + "sources/" + name + "/type";
  }

  private static Position ownPosition(String name) {
    return Position.of(ownPath(name));
  }

  private static Definition oneshot(
      String name, @Nullable Program up, @Nullable Program down, List<Dependency> dependencies) {
    return new Definition(
        name, ownPosition(name), new Work.Oneshot(up, down), dependencies, Settings.NONE);
  }

  private static Definition bundle(String name, String file, String... contents) {
    Position at = Position.of(file);
    List<Work.Member> members = new ArrayList<>();
    for (String member : contents) {
      members.add(new Work.Member(member, at));
    }
    return new Definition(name, at, new Work.Bundle(members), List.of(), Settings.NONE);
  }
}
