package muster.sources;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Findings;
import muster.plan.Log;
import muster.plan.Nearest;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Settings;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/**
 * Source directories of s6-rc: one directory a service.
 *
 * <p>Source: s6-rc-compile of s6-rc 0.5 to 0.7, its documentation and its behaviour.
 */
final class S6Rc {
  /** So much of a file {@code type} is read. */
  private static final int TYPE_BYTES = 8;

  /** What s6-rc copies into the live service directory, or reads itself. */
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "flag-essential",
          "flag-recommended",
          "contents",
          "contents.d",
          "dependencies",
          "dependencies.d",
          "timeout-up",
          "timeout-down",
          "up",
          "down",
          "reload",
          "run",
          "finish",
          "notification-fd",
          "lock-fd",
          "timeout-kill",
          "timeout-finish",
          "max-death-tally",
          "down-signal",
          "data",
          "env",
          "template",
          "instance",
          "instances",
          "flag-timeout-killpg",
          "flag-newpidns",
          "reload-signal",
          "producer-for",
          "consumer-for",
          "pipeline-name");

  private final Tree tree;
  private final Findings findings;
  private final List<Definition> definitions = new ArrayList<>();
  private final S6Pipelines pipelines;
  private final Scripts scripts;

  /** Where the set will be, and where it is. */
  private final Map<String, String> places;

  /** Directories that are bundles, whatever is in them. */
  private final Set<String> bundles;

  /** Bundles that are essential, so that all in them is. */
  private final Set<String> essentialBundles = new LinkedHashSet<>();

  private S6Rc(Map<String, String> places, Set<String> bundles, Tree tree, Findings findings) {
    this.places = places;
    this.bundles = bundles;
    this.tree = tree;
    this.findings = findings;
    this.pipelines = new S6Pipelines(findings);
    this.scripts = new Scripts(tree, findings);
  }

  static List<Definition> read(List<String> sources, Tree tree, Findings findings) {
    Map<String, String> places = new LinkedHashMap<>();
    sources.forEach(source -> places.put(Paths.withoutSlash(source), Paths.withoutSlash(source)));
    return read(sources, places, Set.of(), tree, findings);
  }

  /**
   * Reads sources that will be elsewhere when they are used.
   *
   * @param places directories as scripts name them, and where they are now
   * @param bundles directories of services that are bundles, whatever they say, and need no
   *     contents
   */
  static List<Definition> read(
      List<String> sources,
      Map<String, String> places,
      Set<String> bundles,
      Tree tree,
      Findings findings) {
    S6Rc reader = new S6Rc(places, bundles, tree, findings);
    sources.forEach(reader::readSource);
    return reader.finish();
  }

  private void readSource(String source) {
    ServiceFiles files = new ServiceFiles(source, tree, findings);
    for (String name : files.names("")) {
      if (name.startsWith(".") || !files.nameAllowed(name, files.at(name))) {
        continue;
      }
      Tree.Kind kind = files.kind(name);
      if (kind == Tree.Kind.DIRECTORY) {
        readService(name, new ServiceFiles(files.path(name), tree, findings));
      } else if (kind == Tree.Kind.ABSENT) {
        findings.error("missing", files.at(name), "this link leads to nothing");
      }
    }
  }

  private List<Definition> finish() {
    scripts.finish();
    definitions.addAll(pipelines.bundles());
    Map<String, Definition> byName = new LinkedHashMap<>();
    definitions.forEach(definition -> byName.putIfAbsent(definition.name(), definition));
    Set<String> essential = spread(byName);
    List<Definition> all = new ArrayList<>(definitions.size());
    for (Definition definition : definitions) {
      all.add(essential.contains(definition.name()) ? essential(definition) : definition);
    }
    return all;
  }

  /** All that is in the essential bundles, directly or not. */
  private Set<String> spread(Map<String, Definition> byName) {
    Set<String> found = new LinkedHashSet<>(essentialBundles);
    List<String> work = new ArrayList<>(essentialBundles);
    for (int i = 0; i < work.size(); i++) {
      Definition definition = byName.get(work.get(i));
      if (definition != null
          && definition.work() instanceof Work.Bundle(List<Work.Member> contents)) {
        contents.stream().map(Work.Member::name).filter(found::add).forEach(work::add);
      }
    }
    return found;
  }

  private static Definition essential(Definition definition) {
    return new Definition(
        definition.name(),
        definition.at(),
        definition.work(),
        definition.dependencies(),
        definition.settings().asEssential());
  }

  // ---- one service --------------------------------------------------------------------------

  private void readService(String name, ServiceFiles files) {
    Optional<String> type = type(files);
    if (type.isEmpty()) {
      return;
    }
    checkFiles(files, type.get());
    switch (type.get()) {
      case "bundle" -> bundle(name, files);
      case "oneshot" -> oneshot(name, files);
      default -> longrun(name, files);
    }
  }

  private Optional<String> type(ServiceFiles files) {
    if (bundles.contains(files.directory)) {
      return Optional.of("bundle");
    }
    if (!files.exists("type")) {
      findings.error("type", Position.of(files.directory), whyNoType(files));
      return Optional.empty();
    }
    Optional<byte[]> bytes = files.read("type");
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    byte[] read = Arrays.copyOf(bytes.get(), Math.min(bytes.get().length, TYPE_BYTES));
    String type = new String(read, StandardCharsets.ISO_8859_1).replaceFirst("\n$", "");
    if (Set.of("oneshot", "longrun", "bundle").contains(type)) {
      return Optional.of(type);
    }
    String why =
        type.endsWith("\r")
            ? "the line ends with CR LF; convert the file to LF"
            : type.endsWith(" ")
                ? "there is a blank after the word; take it away"
                : "it is none of oneshot, longrun and bundle"
                    + Nearest.question(type, List.of("oneshot", "longrun", "bundle"));
    findings.error("type", files.at("type"), why);
    return Optional.empty();
  }

  private static String whyNoType(ServiceFiles files) {
    boolean holdsServices =
        files.names("").stream()
            .anyMatch(name -> files.tree.kind(files.path(name) + "/type") == Tree.Kind.FILE);
    return holdsServices
        ? "this is no service but a source directory with services in it; give its own path"
        : "there is no file type, which says oneshot, longrun or bundle; if this adds to a service"
            + " of another set, as layers of container images do, merge them first";
  }

  /** What s6-rc leaves behind without a word. */
  private void checkFiles(ServiceFiles files, String type) {
    files.hintUnknown(KNOWN, "s6-rc does not know this file and leaves it out");
    if (type.equals("longrun")) {
      for (String file : List.of("down", "log")) {
        if (files.exists(file)) {
          findings.warn(
              "ignored", files.at(file), "s6-rc leaves it out: a longrun cannot have it here");
        }
      }
    }
    if (type.equals("bundle") && (files.exists("dependencies") || files.exists("dependencies.d"))) {
      String file = files.exists("dependencies.d") ? "dependencies.d" : "dependencies";
      findings.warn(
          "ignored", files.at(file), "a bundle has no dependencies: give them to its contents");
    }
  }

  private void bundle(String name, ServiceFiles files) {
    Optional<List<Work.Member>> contents = files.set("contents");
    if (contents.isEmpty() && !bundles.contains(files.directory)) {
      findings.error(
          "missing",
          Position.of(files.directory),
          "the bundle has neither contents.d nor contents; an empty directory contents.d is an"
              + " empty bundle");
      return;
    }
    if (files.exists("flag-essential")) {
      essentialBundles.add(name);
    }
    add(name, files, new Work.Bundle(contents.orElse(List.of())), Settings.NONE);
  }

  private void add(String name, ServiceFiles files, Work work, Settings settings) {
    List<Dependency> dependencies = new ArrayList<>();
    if (!(work instanceof Work.Bundle)) {
      for (Work.Member on : files.set("dependencies").orElse(List.of())) {
        dependencies.add(new Dependency(Dependency.Kind.NEEDS, on.name(), on.at()));
      }
    }
    definitions.add(new Definition(name, files.at("type"), work, dependencies, settings));
  }

  private static Settings settings(ServiceFiles files, Log log) {
    return files.settings(
        log,
        files.timeout("timeout-up").orElse(0L),
        files.timeout("timeout-down").orElse(0L),
        files.exists("flag-essential"));
  }

  // ---- oneshots -----------------------------------------------------------------------------

  private void oneshot(String name, ServiceFiles files) {
    if (!files.exists("up")) {
      findings.error(
          "missing", Position.of(files.directory), "there is no file up, which starts the oneshot");
      return;
    }
    Work work = new Work.Oneshot(commandLine(files, "up"), commandLine(files, "down"));
    commandLine(files, "reload"); // of s6-rc 0.7; there is nothing yet that it is for
    add(name, files, work, settings(files, Settings.NONE.log()));
  }

  /** Empty is no program, and a success. */
  private @Nullable Program commandLine(ServiceFiles files, String file) {
    byte[] script = files.read(file).orElse(new byte[0]);
    warnOfScripts(files, file, script);
    try {
      List<String> words = Execline.words(script);
      checkFilesOfTheSet(words, files.at(file));
      return words.isEmpty() ? null : new Program.Arguments(words);
    } catch (Execline.Syntax e) {
      SourceText text =
          new SourceText(files.path(file), new String(script, StandardCharsets.ISO_8859_1));
      findings.error("execline", text.at(e.offset), e.reason);
      return null;
    }
  }

  /** What is not of the set may be on another machine. */
  private void checkFilesOfTheSet(List<String> words, Position at) {
    for (int i = 0; i < words.size(); i++) {
      Optional<String> file = inTheSet(words.get(i).stripLeading());
      if (file.isPresent() && tree.kind(file.get()) == Tree.Kind.ABSENT) {
        findings.warn("missing", at, "there is no " + file.get() + ", which is named here");
      } else if (file.isPresent() && i == 0) {
        scripts.executed(file.get());
      }
    }
  }

  private Optional<String> inTheSet(String word) {
    for (Map.Entry<String, String> place : places.entrySet()) {
      if (word.startsWith("/") && word.startsWith(place.getKey() + "/")) {
        return Optional.of(place.getValue() + word.substring(place.getKey().length()));
      }
    }
    return Optional.empty();
  }

  private void warnOfScripts(ServiceFiles files, String file, byte[] script) {
    String text = new String(script, StandardCharsets.ISO_8859_1);
    String first = text.substring(0, text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n'));
    if (first.startsWith("#!") && !first.contains("execlineb")) {
      findings.warn(
          "script",
          files.at(file),
          "this is no script: s6-rc takes the file for one command line of execline and the first"
              + " line for a comment; put the script into a file of its own and write its path here");
    }
    if (text.indexOf('\r') >= 0) {
      findings.warn(
          "crlf", files.at(file), "there is a CR in it, which execline takes for a blank");
    }
  }

  // ---- longruns -----------------------------------------------------------------------------

  private void longrun(String name, ServiceFiles files) {
    Optional<Work.Longrun> work = new S6Longrun(files).read();
    for (String script : List.of("run", "finish")) {
      if (files.exists(script)) {
        scripts.copied(files.path(script));
      }
    }
    for (String directory : List.of("data", "env", "template")) {
      if (files.exists(directory) && files.kind(directory) != Tree.Kind.DIRECTORY) {
        findings.error("unreadable", files.at(directory), "it is not a directory");
      }
    }
    Log log = pipelines.read(name, files);
    if (work.isPresent()) {
      add(name, files, work.get(), settings(files, log));
    }
  }
}
