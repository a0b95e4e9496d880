package muster.sources.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value, and where it begins in the text. */
public sealed interface JsonValue {
  /** Its offset in the text. */
  int at();

  /** An object; of two members with one name, the last counts. */
  record Members(int at, Map<String, JsonValue> values) implements JsonValue {
    /** The text that a member is, if there is one and it is one. */
    public Optional<String> text(String name) {
      return values.get(name) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }
  }

  /** An array. */
  record Items(int at, List<JsonValue> values) implements JsonValue {}

  /** A string. */
  record Text(int at, String value) implements JsonValue {}

  /** A number. */
  record Numeral(int at, double value) implements JsonValue {}

  /** true, false or null. */
  record Word(int at, String value) implements JsonValue {}
}
