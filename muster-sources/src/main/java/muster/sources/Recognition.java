package muster.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.plan.Findings;
import muster.plan.Position;

/** Finds out what sources are by what is there. */
final class Recognition {
  /** Where a sign is. */
  private enum Place {
    /** The name of a file or directory. */
    NAME,
    /** A line of a file, without blanks around; its first = or : is a = between two blanks. */
    LINE,
    /** The same, but only of a file that is given itself: many other files have such lines. */
    GIVEN_LINE,
    /** A file in a directory, or a directory in it if the sign ends with a slash. */
    INSIDE
  }

  /** Something by which a kind is known: one of these texts, in which * stands for anything. */
  private record Sign(SourceKind kind, Place place, List<String> texts) {}

  private static Sign sign(SourceKind kind, Place place, String... texts) {
    return new Sign(kind, place, List.of(texts));
  }

  /** The first that fits decides. A file of names, and nothing else, is pairs. */
  private static final List<Sign> SIGNS =
      List.of(
          sign(SourceKind.TOML, Place.NAME, "*.toml"),
          sign(SourceKind.LSB, Place.NAME, "insserv.conf*"),
          sign(SourceKind.SYSTEMD, Place.NAME, "*.service", "*.socket", "*.target", "*.timer"),
          sign(SourceKind.SYSTEMD, Place.NAME, "*.mount", "*.automount", "*.swap", "*.path"),
          sign(SourceKind.SYSTEMD, Place.NAME, "*.slice", "*.scope", "*.wants", "*.requires"),
          sign(SourceKind.LSB, Place.LINE, "*### BEGIN INIT INFO*"),
          sign(SourceKind.SYSTEMD, Place.LINE, "[Unit]", "[Service]", "[Install]", "[Socket]"),
          sign(SourceKind.SYSTEMD, Place.LINE, "[Timer]", "[Mount]", "[Path]", "[Slice]"),
          sign(SourceKind.DINIT, Place.LINE, "type = process", "type = bgprocess"),
          sign(SourceKind.DINIT, Place.LINE, "type = scripted", "type = internal"),
          sign(SourceKind.DINIT, Place.LINE, "type = triggered"),
          sign(SourceKind.TOML, Place.GIVEN_LINE, "[*]"),
          sign(SourceKind.S6_OVERLAY, Place.INSIDE, "s6-rc.d/", "etc/s6-overlay/s6-rc.d/"),
          sign(SourceKind.S6_OVERLAY, Place.INSIDE, "user/contents.d/", "user2/contents.d/"),
          sign(SourceKind.S6_OVERLAY, Place.INSIDE, "etc/cont-init.d/", "etc/services.d/"),
          sign(SourceKind.S6_RC, Place.INSIDE, "type", "contents.d/", "dependencies.d/"),
          sign(SourceKind.SERVICEDIR, Place.INSIDE, "run"));

  /** No name of a pair has one of these. */
  private static final String NOT_IN_PAIRS = "\"'`#=,;()[]<>|&*?!^\\";

  /** So much of a file is looked at: headers of scripts come early. */
  private static final int BYTES = 64 * 1024;

  /** So deep are directories looked into: sets may be directories of directories of services. */
  private static final int DEPTH = 2;

  private final Tree tree;
  private final Findings findings;

  private Recognition(Tree tree, Findings findings) {
    this.tree = tree;
    this.findings = findings;
  }

  /**
   * Finds out what all sources are.
   *
   * @return nothing, after an error, when they are nothing that is read, or not all the same
   */
  static Optional<Format> of(List<String> paths, Tree tree, Findings findings) {
    return new Recognition(tree, findings).format(paths);
  }

  /** What one source is; nothing after an error. */
  static Optional<SourceKind> kind(String path, Tree tree, Findings findings) {
    return new Recognition(tree, findings).kind(path);
  }

  private Optional<Format> format(List<String> paths) {
    Map<SourceKind, String> found = new EnumMap<>(SourceKind.class);
    for (String path : paths) {
      Optional<SourceKind> kind = kind(path);
      if (kind.isEmpty()) {
        return Optional.empty();
      }
      found.putIfAbsent(kind.get(), path);
    }
    return only(paths.getFirst(), found).flatMap(kind -> format(kind, paths.getFirst()));
  }

  private Optional<Format> format(SourceKind kind, String path) {
    if (kind.format().isEmpty()) {
      error(
          path,
          "%s are not read yet; describe the services in TOML (docs/format.md)"
              .formatted(kind.shown()));
    }
    return kind.format();
  }

  private Optional<SourceKind> kind(String given) {
    String path = Paths.withoutSlash(given);
    Map<SourceKind, String> found = new EnumMap<>(SourceKind.class);
    look(path, DEPTH, found);
    if (found.containsKey(SourceKind.S6_OVERLAY)) {
      found.remove(SourceKind.S6_RC);
    }
    if (found.containsKey(SourceKind.S6_OVERLAY) || found.containsKey(SourceKind.S6_RC)) {
      found.remove(SourceKind.SERVICEDIR); // what has no type is for another layer
    }
    if (found.isEmpty() && isText(path, DEPTH) && isPairs(path)) {
      found.put(SourceKind.TSORT, path);
    }
    if (found.isEmpty()) {
      error(path, unknown(tree.kind(path)));
    }
    return only(path, found).filter(kind -> isSource(path, kind, found.getOrDefault(kind, path)));
  }

  /** Is it what was given that can be read, not a directory in it? */
  private boolean isSource(String path, SourceKind kind, String where) {
    boolean itself = kind == SourceKind.S6_OVERLAY || where.equals(path);
    String source = itself ? where : where.substring(0, where.lastIndexOf('/'));
    boolean deeper = source.length() > path.length() && kind.format().isPresent();
    if (deeper) {
      error(path, "there are %s in %s; give that directory itself".formatted(kind.shown(), source));
    }
    return !deeper;
  }

  private Optional<SourceKind> only(String path, Map<SourceKind, String> found) {
    if (found.size() > 1) {
      List<String> kinds = new ArrayList<>();
      found.forEach((kind, where) -> kinds.add("%s (%s)".formatted(kind.shown(), where)));
      error(
          path,
          "there are %s; keep them apart, or say with --from what to read"
              .formatted(String.join(" and ", kinds)));
    }
    return found.size() == 1 ? Optional.of(found.keySet().iterator().next()) : Optional.empty();
  }

  private static String unknown(Tree.Kind kind) {
    return switch (kind) {
      case ABSENT -> "there is no such file or directory";
      case FILE, OTHER -> "it is not clear what this is; say it with --from";
      case DIRECTORY -> "nothing in this directory is known; say with --from what it is";
    };
  }

  private void error(String path, String text) {
    findings.error("format", Position.of(path), text);
  }

  // ---- signs --------------------------------------------------------------------------------

  /** Notes where each kind is met first. */
  private void look(String path, int depth, Map<SourceKind, String> found) {
    List<String> names = tree.kind(path) == Tree.Kind.DIRECTORY ? names(path) : List.of();
    Optional<SourceKind> kind = bySign(Place.NAME, Paths.name(path));
    if (kind.isEmpty()) {
      kind = isText(path, depth) ? byContent(path, depth) : byInside(path, names);
    }
    if (kind.isPresent()) {
      found.putIfAbsent(kind.get(), path);
    } else if (depth > 0) {
      for (String name : names) {
        if (!name.startsWith(".")) {
          look(Paths.within(path, name), depth - 1, found);
        }
      }
    }
  }

  /** Pipes, as of {@code <(COMMAND)}, are read where they are given, but not in directories. */
  private boolean isText(String path, int depth) {
    Tree.Kind kind = tree.kind(path);
    return kind == Tree.Kind.FILE || kind == Tree.Kind.OTHER && depth == DEPTH;
  }

  private Optional<SourceKind> byContent(String file, int depth) {
    for (String line : start(file).split("\n", -1)) {
      String text = withBlanks(line.strip());
      Optional<SourceKind> kind = bySign(Place.LINE, text);
      if (kind.isEmpty() && depth == DEPTH) {
        kind = bySign(Place.GIVEN_LINE, text);
      }
      if (kind.isPresent()) {
        return kind;
      }
    }
    return Optional.empty();
  }

  /** The line, with its first = or : as a = between two blanks. */
  private static String withBlanks(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '=' || line.charAt(i) == ':') {
        return line.substring(0, i).stripTrailing() + " = " + line.substring(i + 1).stripLeading();
      }
    }
    return line;
  }

  private Optional<SourceKind> byInside(String directory, List<String> names) {
    for (Sign sign : SIGNS) {
      for (String text : sign.texts) {
        if (sign.place == Place.INSIDE
            && names.contains(text.replaceFirst("/.*", ""))
            && isThere(directory, text)) {
          return Optional.of(sign.kind);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isThere(String directory, String text) {
    Tree.Kind kind = text.endsWith("/") ? Tree.Kind.DIRECTORY : Tree.Kind.FILE;
    return tree.kind(Paths.within(directory, Paths.withoutSlash(text))) == kind;
  }

  private static Optional<SourceKind> bySign(Place place, String text) {
    for (Sign sign : SIGNS) {
      for (String sample : sign.texts) {
        if (sign.place == place && matches(text, sample)) {
          return Optional.of(sign.kind);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean matches(String text, String sample) {
    int star = sample.indexOf('*');
    if (star < 0) {
      return text.equals(sample);
    }
    String before = sample.substring(0, star);
    String after = sample.substring(star + 1);
    return after.endsWith("*")
        ? text.contains(after.substring(0, after.length() - 1))
        : text.length() >= before.length() + after.length()
            && text.startsWith(before)
            && text.endsWith(after);
  }

  /** A name does not end with a colon, as a key does. */
  private boolean isPairs(String file) {
    String text = start(file);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean last = i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1));
      if (NOT_IN_PAIRS.indexOf(c) >= 0 || c == ':' && last) {
        return false;
      }
    }
    return true;
  }

  // ---- files --------------------------------------------------------------------------------

  /** The beginning of a file, a byte a character; nothing if it cannot be read. */
  private String start(String file) {
    try {
      return new String(tree.start(file, BYTES), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // its reader says why
    }
  }

  private List<String> names(String directory) {
    try {
      return tree.names(directory);
    } catch (IOException e) {
      return List.of(); // its reader says why
    }
  }
}
