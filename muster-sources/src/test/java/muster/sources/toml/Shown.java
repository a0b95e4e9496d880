package muster.sources.toml;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Values in one line, to compare: {@code {a="x", b=[1, true]}}. */
final class Shown {
  private Shown() {}

  static String of(TomlValue value) {
    return switch (value) {
      case TomlValue.Text(var _, String text) -> '"' + text + '"';
      case TomlValue.Whole(var _, long number) -> String.valueOf(number);
      case TomlValue.Truth(var _, boolean truth) -> String.valueOf(truth);
      case TomlValue.Other(var _, String what) -> "<" + what + ">";
      case TomlValue.Array(var _, List<TomlValue> values) ->
          values.stream().map(Shown::of).collect(joining(", ", "[", "]"));
      case TomlValue.Table(var _, List<TomlValue.Entry> entries) ->
          entries.stream()
              .map(entry -> entry.key() + "=" + of(entry.value()))
              .collect(joining(", ", "{", "}"));
    };
  }
}
