package muster.sources;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import muster.plan.Findings;
import muster.plan.Position;

/**
 * Finds init scripts and what belongs to them.
 *
 * <p>To a directory D belong, as to /etc/init.d, the files insserv.conf and insserv.conf.d/* in it
 * or beside it, the headers in insserv/overrides beside it and in /usr/share/insserv/overrides of
 * the same root, which replace those of the scripts of their names, and insserv/file-filters.
 *
 * <p>Source: main, scan_conf and scan_script_defaults of insserv 1.24.
 */
final class LsbFiles {
  /** So begin the names of configuration files, and of the directory with more of them. */
  static final String CONF = "insserv.conf";

  private static final String STANDARD_PLACE = "etc/init.d";

  /** No script's name begins so. */
  private static final String NO_SCRIPT = "$.#%_+-\\*[]^:()~";

  private static final Set<String> OTHER_NAMES = Set.of("core", "rx", "rcS", "rc");

  private static final List<String> OTHER_BEGINNINGS =
      List.of("README", "Makefile", "skeleton", "powerfail");

  private static final Set<String> OTHER_ENDS =
      Set.of("old", "new", "org", "orig", "save", "swp", "core");

  private static final List<String> OTHER_ENDS_BEGIN = List.of("rpm", "ba", "dpkg", "ucf");

  private final Tree tree;
  private final Findings findings;
  private final List<LsbScript> scripts = new ArrayList<>();
  private final List<SourceText> configuration = new ArrayList<>();

  /** Their paths: several sources may share a configuration. */
  private final Set<String> configured = new HashSet<>();

  LsbFiles(Tree tree, Findings findings) {
    this.tree = tree;
    this.findings = findings;
  }

  /** The scripts found, those of a directory in the order of their names. */
  List<LsbScript> scripts() {
    return scripts;
  }

  /** The configuration files found. */
  List<SourceText> configuration() {
    return configuration;
  }

  /**
   * Reads a directory of init scripts, one script, an insserv.conf, or a directory with only the
   * latter.
   */
  void add(String path) {
    if (Paths.name(path).startsWith(CONF)) {
      addConfiguration(path);
    } else if (tree.kind(path) == Tree.Kind.DIRECTORY) {
      addDirectory(Paths.withoutSlash(path));
    } else {
      String directory = Paths.parent(path);
      addConfigurationBeside(directory);
      addScript(directory, path);
    }
  }

  // ---- directories --------------------------------------------------------------------------

  private void addDirectory(String directory) {
    int known = configuration.size();
    Set<String> filters = filters(directory);
    List<String> names = new ArrayList<>();
    for (String name : names(directory)) {
      if (name.startsWith(CONF)) {
        addConfiguration(Paths.within(directory, name));
      } else if (mayBeScript(name, filters) && isScript(directory, name)) {
        names.add(name);
      }
    }
    if (configuration.size() == known && !names.isEmpty()) {
      addConfigurationBeside(directory);
    }
    for (String name : executables(directory, names)) {
      addScript(directory, Paths.within(directory, name));
    }
  }

  private List<String> names(String directory) {
    try {
      return tree.names(directory);
    } catch (IOException e) {
      findings.error(
          "unreadable", Position.of(directory), "cannot read the directory: " + e.getMessage());
      return List.of();
    }
  }

  private static boolean mayBeScript(String name, Set<String> filters) {
    return NO_SCRIPT.indexOf(name.charAt(0)) < 0
        && !name.endsWith("~")
        && !name.endsWith(",v")
        && !OTHER_NAMES.contains(name)
        && OTHER_BEGINNINGS.stream().noneMatch(name::startsWith)
        && !isLeftOver(name, filters);
  }

  /** Is it what editors and package managers leave behind? */
  private static boolean isLeftOver(String name, Set<String> filters) {
    int dot = name.lastIndexOf('.');
    String end = name.substring(dot + 1);
    return dot >= 0
        && (OTHER_ENDS.contains(end)
            || filters.contains(end)
            || OTHER_ENDS_BEGIN.stream().anyMatch(end::startsWith));
  }

  private boolean isScript(String directory, String name) {
    String path = Paths.within(directory, name);
    if (name.indexOf('\uFFFD') >= 0) {
      findings.error("encoding", Position.of(path), "the file's name is not UTF-8; rename it");
      return false;
    }
    boolean alias = tree.link(path).filter(to -> to.indexOf('/') < 0).isPresent();
    return !alias && tree.kind(path) == Tree.Kind.FILE;
  }

  /** A script that is not executable is never started; but where none is, it means nothing. */
  private List<String> executables(String directory, List<String> names) {
    List<String> executables = new ArrayList<>();
    for (String name : names) {
      if (tree.executable(Paths.within(directory, name))) {
        executables.add(name);
      }
    }
    if (executables.isEmpty()) {
      if (!names.isEmpty()) {
        findings.warn(
            "executable",
            Position.of(directory),
            "none of the scripts is executable; all are read, as if they were");
      }
      return names;
    }
    Set<String> known = new HashSet<>(executables);
    for (String name : names) {
      if (!known.contains(name)) {
        findings.warn(
            "executable",
            Position.of(Paths.within(directory, name)),
            "it is not executable, so it is never started; chmod +x it, or remove it");
      }
    }
    return executables;
  }

  // ---- scripts ------------------------------------------------------------------------------

  private void addScript(String directory, String path) {
    String name = Paths.name(path);
    Optional<SourceText> text = read(path);
    if (text.isPresent()) {
      Scripts.interpreter(text.get(), findings);
      LsbHeader header =
          override(directory, name)
              .or(() -> LsbHeaderReader.read(text.get(), findings))
              .or(() -> openRc(text.get()))
              .orElseGet(() -> none(path));
      scripts.add(LsbScript.of(directory, name, header, findings));
    }
  }

  private LsbHeader none(String path) {
    findings.warn(
        "header",
        Position.of(path),
        "it has no LSB header, so it is in no runlevel; add one (### BEGIN INIT INFO ...)");
    return LsbHeader.none(path);
  }

  /** insserv takes a script of OpenRC for one with this header. */
  private Optional<LsbHeader> openRc(SourceText script) {
    if (!script.text().startsWith("#!/sbin/openrc-run")) {
      return Optional.empty();
    }
    String header =
        """
        ### BEGIN INIT INFO
        # Provides: %s
        # Required-Start: $remote_fs $syslog
        # Required-Stop: $remote_fs $syslog
        # Default-Start: 2 3 4 5
        # Default-Stop: 0 1 6
        ### END INIT INFO
        """
            .formatted(Paths.name(script.file()));
    return LsbHeaderReader.read(new SourceText(script.file(), header), findings);
  }

  /**
   * Reads a script, of which only the header has to be text: a byte that is not UTF-8 is U+FFFD.
   */
  private Optional<SourceText> read(String path) {
    try {
      return Optional.of(new SourceText(path, new String(tree.read(path), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      findings.error("unreadable", Position.of(path), "cannot read it: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<LsbHeader> override(String directory, String name) {
    List<String> places = new ArrayList<>(List.of(Paths.beside(directory, "insserv/overrides")));
    if (directory.endsWith(STANDARD_PLACE)) {
      String root = directory.substring(0, directory.length() - STANDARD_PLACE.length());
      places.add(root + "usr/share/insserv/overrides");
    }
    for (String place : places) {
      String path = Paths.within(place, name);
      if (tree.kind(path) == Tree.Kind.FILE) {
        Optional<LsbHeader> header =
            read(path).flatMap(text -> LsbHeaderReader.read(text, findings));
        if (header.isPresent()) {
          return header;
        }
      }
    }
    return Optional.empty();
  }

  // ---- configuration ------------------------------------------------------------------------

  private void addConfigurationBeside(String directory) {
    for (String path :
        List.of(Paths.beside(directory, CONF), Paths.beside(directory, CONF + ".d"))) {
      if (tree.kind(path) != Tree.Kind.ABSENT) {
        addConfiguration(path);
      }
    }
  }

  private void addConfiguration(String path) {
    if (tree.kind(path) != Tree.Kind.DIRECTORY) {
      addConfigurationFile(path);
      return;
    }
    for (String name : names(path)) {
      String file = Paths.within(path, name);
      if (!name.startsWith(".")
          && !name.endsWith(",v")
          && !isLeftOver(name, Set.of())
          && tree.kind(file) == Tree.Kind.FILE) {
        addConfigurationFile(file);
      }
    }
  }

  private void addConfigurationFile(String path) {
    if (configured.add(path)) {
      SourceText.read(tree, path, findings).ifPresent(configuration::add);
    }
  }

  private Set<String> filters(String directory) {
    String path = Paths.beside(directory, "insserv/file-filters");
    return tree.kind(path) == Tree.Kind.FILE
        ? read(path).stream()
            .flatMap(text -> text.text().lines())
            .filter(line -> !line.isEmpty())
            .collect(toSet())
        : Set.of();
  }

  // ---- paths --------------------------------------------------------------------------------
}
