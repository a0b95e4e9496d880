package muster.sources.toml;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * Writes TOML that is TOML 1.0 as well: tables in braces stay in one line, and where one is too
 * long for that, each of its keys has a line.
 */
public final class TomlPrinter {
  private static final int COLUMNS_MAX = 100;

  private static final String LINES = "'''";

  private final StringBuilder text = new StringBuilder();

  /** A line with a name in brackets; before it, unless it is the first, an empty one. */
  public void header(String name) {
    text.append(text.isEmpty() ? "" : "\n").append('[').append(key(name)).append("]\n");
  }

  /** A line for people; a line break in it is a blank. */
  public void comment(String line) {
    text.append("# ").append(line.replaceAll("\\p{Cc}", " ")).append('\n');
  }

  /** A key and its value, in as many lines as it takes. */
  public void entry(String key, TomlValue value) {
    put(key(key), value);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void put(String key, TomlValue value) {
    String line = key + " = " + inline(value);
    if (value instanceof TomlValue.Text(var _, String lines) && lines.indexOf('\n') >= 0) {
      text.append(key).append(" = ").append(multiline(lines)).append('\n');
    } else if (line.length() <= COLUMNS_MAX && !hasLines(value)) {
      text.append(line).append('\n');
    } else {
      switch (value) {
        case TomlValue.Array(var _, List<TomlValue> values) -> {
          text.append(key).append(" = [\n");
          values.forEach(one -> text.append("  ").append(inline(one)).append(",\n"));
          text.append("]\n");
        }
        case TomlValue.Table(var _, List<TomlValue.Entry> entries) ->
            entries.forEach(entry -> put(key + "." + key(entry.key()), entry.value()));
        case TomlValue.Text _, TomlValue.Whole _, TomlValue.Truth _, TomlValue.Other _ ->
            text.append(line).append('\n');
      }
    }
  }

  /** Is there a text of several lines in this table, which has to be written as such? */
  private static boolean hasLines(TomlValue value) {
    return value instanceof TomlValue.Table(var _, List<TomlValue.Entry> entries)
        && entries.stream()
            .map(TomlValue.Entry::value)
            .anyMatch(inner ->
                hasLines(inner)
                    || (inner instanceof TomlValue.Text(var _, String lines)
                        && lines.indexOf('\n') >= 0));
  }

  private static String inline(TomlValue value) {
    return switch (value) {
      case TomlValue.Text(var _, String string) -> string(string);
      case TomlValue.Whole(var _, long number) -> String.valueOf(number);
      case TomlValue.Truth(var _, boolean truth) -> String.valueOf(truth);
      case TomlValue.Other other ->
          throw new IllegalArgumentException(other.what() + " was not kept when it was read");
      case TomlValue.Array(var _, List<TomlValue> values) ->
          values.stream().map(TomlPrinter::inline).collect(joining(", ", "[", "]"));
      case TomlValue.Table(var _, List<TomlValue.Entry> entries) ->
          entries.isEmpty()
              ? "{}"
              : entries.stream()
                  .map(entry -> key(entry.key()) + " = " + inline(entry.value()))
                  .collect(joining(", ", "{ ", " }"));
    };
  }

  /** Bare if it can be. */
  private static String key(String name) {
    return !name.isEmpty() && name.chars().allMatch(Keys::isBare) ? name : string(name);
  }

  /** In the quotes in which least has to be escaped. */
  private static String string(String value) {
    boolean awkward = value.indexOf('"') >= 0 || value.indexOf('\\') >= 0;
    return awkward && value.indexOf('\'') < 0 && value.chars().noneMatch(Strings::isControl)
        ? "'" + value + "'"
        : '"' + escaped(value, false) + '"';
  }

  private static String multiline(String value) {
    boolean plain =
        !value.contains(LINES)
            && !value.endsWith("'")
            && value.chars().noneMatch(c -> c != '\n' && Strings.isControl(c));
    return plain ? LINES + "\n" + value + LINES : "\"\"\"\n" + escaped(value, true) + "\"\"\"";
  }

  private static String escaped(String value, boolean keepNewlines) {
    StringBuilder escaped = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> escaped.append("\\\"");
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append(keepNewlines ? "\n" : "\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (Strings.isControl(c)) {
            escaped.append("\\u%04x".formatted((int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
