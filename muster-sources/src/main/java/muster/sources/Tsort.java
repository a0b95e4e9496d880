package muster.sources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Findings;
import muster.plan.Position;
import muster.plan.Settings;
import muster.plan.Work;

/**
 * Pairs of names, the first before the second, with blanks, tabs or newlines between all names; a
 * name paired with itself is a name alone.
 *
 * <p>Source: tsort(1) of coreutils 9.1, run.
 */
final class Tsort {
  private final SourceText source;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private int next;
  private int line = 1;
  private int lineStart;

  /** A name, where it was first, and what was said of it. */
  private record Node(String name, Position at, List<Dependency> dependencies) {}

  private Tsort(SourceText source) {
    this.source = source;
  }

  static List<Definition> read(SourceText source, Findings findings) {
    return new Tsort(source).read(findings);
  }

  private List<Definition> read(Findings findings) {
    while (skipBlanks()) {
      Position at = here();
      Node first = name(at);
      if (!skipBlanks()) {
        findings.error(
            "odd",
            at,
            first.name + " is alone: names come in pairs; write it twice if it has no other");
        break;
      }
      Node second = name(here());
      if (!first.name.equals(second.name)) {
        second.dependencies.add(new Dependency(Dependency.Kind.NEEDS, first.name, at));
      }
    }
    List<Definition> all = new ArrayList<>(nodes.size());
    for (Node node : nodes.values()) {
      all.add(
          new Definition(
              node.name, node.at, new Work.Milestone(), node.dependencies, Settings.NONE));
    }
    return all;
  }

  /**
   * @return false at the end
   */
  private boolean skipBlanks() {
    String text = source.text();
    for (; next < text.length() && blank(text.charAt(next)); next++) {
      if (text.charAt(next) == '\n') {
        line++;
        lineStart = next + 1;
      }
    }
    return next < text.length();
  }

  private Node name(Position at) {
    String text = source.text();
    int start = next;
    while (next < text.length() && !blank(text.charAt(next))) {
      next++;
    }
    String name = text.substring(start, next);
    Node known = nodes.get(name);
    if (known == null) {
      known = new Node(name, at, new ArrayList<>(2));
      nodes.put(name, known);
    }
    return known;
  }

  private Position here() {
    return new Position(source.file(), line, next - lineStart + 1);
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t' || c == '\n';
  }
}
