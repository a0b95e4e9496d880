package muster.sources;

import java.util.ArrayList;
import java.util.List;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Findings;
import muster.plan.Position;
import muster.plan.Settings;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of names, the first before the second, with blanks, tabs or newlines between all names; a
 * name paired with itself is a name alone.
 *
 * <p>Source: tsort(1) of coreutils 9.1, run.
 */
final class Tsort {
  private final SourceText source;
  private final List<Node> nodes = new ArrayList<>();

  /** Nodes by the hash of their names, so that a name is made a String only once. */
  private @Nullable Node[] table = new @Nullable Node[1024];

  private int next;
  private int line = 1;
  private int lineStart;

  /** A name, where it was first, and what was said of it. */
  private record Node(String name, int hash, Position at, List<Dependency> dependencies) {}

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
    for (Node node : nodes) {
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
    int hash = 0;
    for (; next < text.length() && !blank(text.charAt(next)); next++) {
      hash = 31 * hash + text.charAt(next);
    }
    int length = next - start;
    int place = place(hash);
    for (Node known = table[place]; known != null; known = table[place]) {
      if (known.hash == hash
          && known.name.length() == length
          && text.startsWith(known.name, start)) {
        return known;
      }
      place = place + 1 & table.length - 1;
    }
    Node node = new Node(text.substring(start, next), hash, at, new ArrayList<>(2));
    nodes.add(node);
    table[place] = node;
    if (2 * nodes.size() > table.length) {
      grow();
    }
    return node;
  }

  private int place(int hash) {
    return (hash ^ hash >>> 16) & table.length - 1;
  }

  private void grow() {
    table = new @Nullable Node[4 * table.length];
    for (Node node : nodes) {
      int place = place(node.hash);
      while (table[place] != null) {
        place = place + 1 & table.length - 1;
      }
      table[place] = node;
    }
  }

  private Position here() {
    return new Position(source.file(), line, next - lineStart + 1);
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t' || c == '\n';
  }
}
