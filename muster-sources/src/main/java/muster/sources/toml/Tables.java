package muster.sources.toml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Position;
import muster.sources.toml.Keys.Part;
import org.jspecify.annotations.Nullable;

/**
 * The tables while they grow, and who may add to them. What is defined a second time is told, and
 * kept beside the first so that it can be looked at too.
 *
 * <p>Source: TOML 1.1, sections Keys, Table, Inline Table, Array of Tables.
 */
final class Tables {
  /** A place in the tables: what is known by a name. */
  sealed interface Node {
    Position at();
  }

  /** Anything that nothing can be added to: a value, an inline table, a list. */
  private record Leaf(Position at) implements Node {}

  /** A list of tables that grows by headers in double brackets. */
  private record Series(Position at, List<TomlValue> values, List<Open> tables) implements Node {}

  /** How a table came to be, which decides who may add to it. */
  private enum By {
    /** A longer header: {@code a} in {@code [a.b]}. */
    THE_WAY,
    /** Its own header. */
    A_HEADER,
    /** A key with dots: {@code a} in {@code a.b = 1}. */
    DOTS
  }

  /** A table that may still grow. */
  static final class Open implements Node {
    private final TomlValue.Table table;
    private final List<TomlValue.Entry> entries;
    private @Nullable Map<String, Node> known;
    private By by;

    private Open(Position at, By by) {
      this.by = by;
      entries = new ArrayList<>(0);
      table = new TomlValue.Table(at, Collections.unmodifiableList(entries));
    }

    @Override
    public Position at() {
      return table.at();
    }

    TomlValue.Table table() {
      return table;
    }

    private void add(Part key, TomlValue value, Node node) {
      entries.add(new TomlValue.Entry(key.name(), key.at(), value));
      if (known == null) {
        known = new HashMap<>(2);
      }
      known.putIfAbsent(key.name(), node);
    }

    private @Nullable Node find(Part key) {
      return known == null ? null : known.get(key.name());
    }

    private Open open(Part key, By how) {
      Open table = new Open(key.at(), how);
      add(key, table.table, table);
      return table;
    }
  }

  private final Findings findings;
  private final Open root;
  private int errors;

  Tables(Position start, Findings findings) {
    this.findings = findings;
    root = open(start);
  }

  static Open open(Position at) {
    return new Open(at, By.A_HEADER);
  }

  Open root() {
    return root;
  }

  int errors() {
    return errors;
  }

  /** The table of a header in brackets. */
  Open header(List<Part> path) {
    Open parent = way(path);
    Part last = path.getLast();
    Node known = parent.find(last);
    if (known == null) {
      return parent.open(last, By.A_HEADER);
    }
    if (known instanceof Open open && open.by == By.THE_WAY) {
      open.by = By.A_HEADER;
      return open;
    }
    return again(parent, last, known);
  }

  /** The next table of a header in double brackets. */
  Open element(List<Part> path) {
    Open parent = way(path);
    Part last = path.getLast();
    Node known = parent.find(last);
    return switch (known) {
      case null -> element(series(parent, last), last);
      case Series series -> element(series, last);
      case Open _, Leaf _ -> again(parent, last, known);
    };
  }

  private static Series series(Open parent, Part key) {
    List<TomlValue> values = new ArrayList<>(2);
    Series series = new Series(key.at(), values, new ArrayList<>(2));
    parent.add(key, new TomlValue.Array(key.at(), Collections.unmodifiableList(values)), series);
    return series;
  }

  private static Open element(Series series, Part key) {
    Open element = open(key.at());
    series.values.add(element.table);
    series.tables.add(element);
    return element;
  }

  /** The table in which the last part of a header is. */
  private Open way(List<Part> path) {
    Open table = root;
    for (Part part : path.subList(0, path.size() - 1)) {
      Node known = table.find(part);
      table =
          switch (known) {
            case null -> table.open(part, By.THE_WAY);
            case Open open -> open;
            case Series series -> series.tables.getLast();
            case Leaf _ -> again(table, part, known);
          };
    }
    return table;
  }

  /** Gives a key in a table its value. */
  void put(Open table, List<Part> path, TomlValue value) {
    Open parent = table;
    for (Part part : path.subList(0, path.size() - 1)) {
      Node known = parent.find(part);
      if (known == null) {
        parent = parent.open(part, By.DOTS);
      } else if (known instanceof Open open && open.by == By.DOTS) {
        parent = open;
      } else {
        parent = again(parent, part, known);
      }
    }
    Part last = path.getLast();
    Node known = parent.find(last);
    if (known != null) {
      twice(last, known);
    }
    parent.add(last, value, new Leaf(last.at()));
  }

  private Open again(Open parent, Part key, Node known) {
    twice(key, known);
    return parent.open(key, By.A_HEADER);
  }

  private void twice(Part key, Node known) {
    errors++;
    findings.error(
        "duplicate",
        key.at(),
        key.name() + " is defined twice; rename or remove one",
        new Finding.Note(known.at(), "the first is here"));
  }
}
