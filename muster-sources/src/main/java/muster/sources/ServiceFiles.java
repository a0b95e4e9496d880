package muster.sources;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.plan.Findings;
import muster.plan.Log;
import muster.plan.Nearest;
import muster.plan.Position;
import muster.plan.Settings;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** The small files of one service directory; what is wrong with one is said with its path. */
final class ServiceFiles {
  private static final BigInteger UINT_MAX = BigInteger.valueOf(0xffff_ffffL);

  /** So much of a file with a number is read by s6, and by s6-rc of its own. */
  private static final int S6_BYTES = 11;

  private static final int S6_RC_BYTES = 63;

  final String directory;
  final Tree tree;
  final Findings findings;
  private @Nullable Set<String> listed;

  ServiceFiles(String directory, Tree tree, Findings findings) {
    this.directory = directory;
    this.tree = tree;
    this.findings = findings;
  }

  String path(String file) {
    return Paths.within(directory, file);
  }

  Position at(String file) {
    return Position.of(path(file));
  }

  /** Most of what a directory may have it has not: what is not in its list is not looked at. */
  Tree.Kind kind(String file) {
    Set<String> here = listed();
    boolean absent = !here.isEmpty() && !here.contains(file) && file.indexOf('/') < 0;
    return absent ? Tree.Kind.ABSENT : tree.kind(path(file));
  }

  /** The names in the directory; none if that cannot be known, which is not said here. */
  private Set<String> listed() {
    if (listed == null) {
      try {
        listed = Set.copyOf(tree.names(directory));
      } catch (IOException e) {
        listed = Set.of();
      }
    }
    return listed;
  }

  boolean exists(String file) {
    return kind(file) != Tree.Kind.ABSENT;
  }

  /** The names in it, or nothing after an error. */
  List<String> names(String inside) {
    String path = inside.isEmpty() ? directory : path(inside);
    try {
      return tree.names(path);
    } catch (IOException e) {
      findings.error("unreadable", Position.of(path), "cannot read it: " + e.getMessage());
      return List.of();
    }
  }

  /** The bytes of a file that may be missing; one that cannot be read is an error. */
  Optional<byte[]> read(String file) {
    Tree.Kind kind = kind(file);
    if (kind == Tree.Kind.ABSENT) {
      return Optional.empty();
    }
    if (kind != Tree.Kind.FILE) {
      findings.error("unreadable", at(file), "it is not a regular file");
      return Optional.empty();
    }
    try {
      return Optional.of(tree.read(path(file)));
    } catch (IOException e) {
      findings.error("unreadable", at(file), "cannot read it: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Of a service that runs in this directory. */
  Settings settings(Log log, long upMillis, long downMillis, boolean essential) {
    Settings none = Settings.NONE;
    return new Settings(
        none.description(),
        directory,
        none.user(),
        none.group(),
        none.environment(),
        none.limits(),
        none.attributes(),
        upMillis,
        downMillis,
        essential,
        none.onFailure(),
        none.onLoss(),
        log,
        none.addresses());
  }

  /** Speaks of files whose names are nearly those that mean something. */
  void hintUnknown(Set<String> known, String what) {
    for (String file : names("")) {
      if (!known.contains(file) && !file.startsWith(".")) {
        Nearest.to(file, known)
            .ifPresent(
                near -> findings.hint("unknown", at(file), what + "; did you mean " + near + "?"));
      }
    }
  }

  /** A number of s6 in a file of its own: decimal, in the first line. */
  Optional<Long> number(String file) {
    return read(file)
        .flatMap(bytes -> number(file, text(bytes, S6_BYTES).replaceFirst("(?s)\n.*", "")));
  }

  /** Milliseconds of s6-rc in a file of its own: decimal, and nothing after it but newlines. */
  Optional<Long> timeout(String file) {
    return read(file)
        .flatMap(bytes -> number(file, text(bytes, S6_RC_BYTES).replaceFirst("\n+$", "")));
  }

  /** As C reads it: so many bytes at most, and a NUL is the end. */
  private static String text(byte[] bytes, int bytesMax) {
    int length = Math.min(bytes.length, bytesMax);
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).replaceFirst("(?s)\0.*", "");
  }

  private Optional<Long> number(String file, String text) {
    if (text.matches("[0-9]+") && new BigInteger(text).compareTo(UINT_MAX) <= 0) {
      return Optional.of(Long.parseLong(text));
    }
    findings.error(
        "number",
        at(file),
        text.endsWith("\r")
            ? "the line ends with CR LF; convert the file to LF"
            : "it has no number in it: want digits and a newline");
    return Optional.empty();
  }

  /**
   * Names, one a line: blanks before are skipped, blanks after are part of the name, a line that
   * begins with # says nothing, and what is there twice counts once.
   */
  List<Work.Member> lines(String file) {
    Optional<SourceText> text =
        read(file).flatMap(bytes -> SourceText.decode(path(file), bytes, findings));
    if (text.isEmpty()) {
      return List.of();
    }
    Map<String, Work.Member> found = new LinkedHashMap<>();
    String[] lines = text.get().text().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String name = lines[i].replaceFirst("^[ \t]+", "");
      Position at = new Position(path(file), i + 1, lines[i].length() - name.length() + 1);
      if (name.endsWith("\r")) {
        findings.error("crlf", at, "the line ends with CR LF; convert the file to LF");
      } else if (!name.isEmpty() && !name.startsWith("#") && nameAllowed(name, at)) {
        found.putIfAbsent(name, new Work.Member(name, at));
      }
    }
    return new ArrayList<>(found.values());
  }

  /** Names as the names of files in a directory; those that begin with a dot are not meant. */
  List<Work.Member> entries(String inside) {
    List<Work.Member> found = new ArrayList<>();
    for (String name : names(inside)) {
      if (!name.startsWith(".") && nameAllowed(name, at(inside + "/" + name))) {
        found.add(new Work.Member(name, at(inside + "/" + name)));
      }
    }
    return found;
  }

  /** A set of names in its new form, a directory, or in its old one, a file. */
  Optional<List<Work.Member>> set(String name) {
    if (exists(name + ".d")) {
      return Optional.of(entries(name + ".d"));
    }
    return exists(name) ? Optional.of(lines(name)) : Optional.empty();
  }

  /** Some names s6-rc keeps for itself, also where services are named. */
  boolean nameAllowed(String name, Position at) {
    String why =
        name.startsWith("s6rc-") || name.startsWith("s6-rc-")
            ? "names that begin with s6rc- or s6-rc- are s6-rc's own"
            : name.indexOf('\n') >= 0
                ? "the name has a newline in it"
                : name.indexOf('\ufffd') >= 0 ? "the name is not UTF-8" : "";
    if (why.isEmpty()) {
      return true;
    }
    findings.error("name", at, why + "; use another one");
    return false;
  }
}
