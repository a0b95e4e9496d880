package muster.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import muster.plan.Findings;
import muster.plan.Position;

/**
 * Files that the system executes: what it makes of their first lines, and whether it may.
 *
 * <p>A set may be a copy that lost its modes, so that nothing is said of modes where no script of
 * it is executable.
 */
final class Scripts {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  private final Tree tree;
  private final Findings findings;
  private final Set<String> known = new HashSet<>();
  private final List<String> notExecutable = new ArrayList<>();
  private boolean someExecutable;

  Scripts(Tree tree, Findings findings) {
    this.tree = tree;
    this.findings = findings;
  }

  /** A script that is executed where it is; several services may have the same. */
  void executed(String file) {
    if (!known.add(file)) {
      return;
    }
    if (tree.kind(file) == Tree.Kind.FILE) {
      lookAtMode(file);
    }
    copied(file);
  }

  private void lookAtMode(String file) {
    if (tree.executable(file)) {
      someExecutable = true;
    } else {
      notExecutable.add(file);
    }
  }

  /** A script that is executed as a copy, which gets its mode then. */
  void copied(String file) {
    if (tree.kind(file) != Tree.Kind.FILE) {
      findings.error("unreadable", Position.of(file), "it is not a regular file");
      return;
    }
    try {
      check(file, tree.read(file));
    } catch (IOException e) {
      findings.error("unreadable", Position.of(file), "cannot read it: " + e.getMessage());
    }
  }

  private void check(String file, byte[] script) {
    if (script.length == 0 || Arrays.mismatch(script, ELF) == ELF.length) {
      return;
    }
    String text = new String(script, StandardCharsets.ISO_8859_1); // a character a byte
    if (!text.startsWith("#!")) {
      findings.warn(
          "script",
          Position.of(file),
          "it begins with no #! line, so the system cannot execute it; begin with #!/bin/sh");
    }
    lineEnds(new SourceText(file, text));
    notUtf8(file, script);
  }

  private void lineEnds(SourceText script) {
    int end = script.text().indexOf("\r\n");
    if (!interpreter(script, findings) && end >= 0) {
      findings.warn(
          "crlf",
          script.at(end),
          "the line ends with CR LF; most interpreters take the CR for a part of the last word;"
              + " convert the file to LF");
    }
  }

  /**
   * Says what a #! line with the line end of Windows does.
   *
   * @return whether there is one
   */
  static boolean interpreter(SourceText script, Findings findings) {
    int end = script.text().indexOf('\n') - 1;
    if (end < 0 || !script.text().startsWith("#!") || script.text().charAt(end) != '\r') {
      return false;
    }
    findings.warn(
        "crlf",
        script.at(end),
        "the first line ends with CR LF, so the system looks for an interpreter with a CR in its"
            + " name and finds none; convert the file to LF");
    return true;
  }

  /** A script may be in any encoding, and few are on purpose. */
  private void notUtf8(String file, byte[] script) {
    Findings found = new Findings();
    Optional<SourceText> text = SourceText.decode(file, script, found);
    if (text.isEmpty()) {
      found.all().forEach(error -> findings.hint(error.rule(), error.at(), error.text()));
    }
  }

  /** To be called when all scripts of the set are known. */
  void finish() {
    if (someExecutable) {
      for (String file : notExecutable) {
        findings.warn(
            "executable",
            Position.of(file),
            "it is not executable, so it cannot be started; chmod +x it");
      }
    }
  }
}
