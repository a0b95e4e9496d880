package muster.sources.own;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.plan.Position;
import muster.plan.Program;
import muster.sources.toml.TomlValue;
import org.jspecify.annotations.Nullable;

/** The keys of a table that is to be written, and their values. What says nothing is not there. */
final class Entries {
  private final Position at;
  private final Map<String, TomlValue> values = new LinkedHashMap<>();

  /**
   * @param at of all that is in it
   */
  Entries(Position at) {
    this.at = at;
  }

  @Nullable TomlValue get(String key) {
    return values.get(key);
  }

  Entries text(String key, @Nullable String text) {
    if (text != null) {
      values.put(key, new TomlValue.Text(at, text));
    }
    return this;
  }

  /** A constant as it is written: ON_FAILURE is on-failure. */
  <E extends Enum<E>> Entries word(String key, E word, E standard) {
    return word == standard ? this : text(key, Looks.word(word));
  }

  Entries number(String key, long number, long standard) {
    if (number != standard) {
      values.put(key, new TomlValue.Whole(at, number));
    }
    return this;
  }

  Entries truth(String key, boolean truth) {
    if (truth) {
      values.put(key, new TomlValue.Truth(at, true));
    }
    return this;
  }

  /** A pause. */
  Entries time(String key, long millis, long standard) {
    return millis == standard ? this : text(key, Time.text(millis));
  }

  /** The most that something may take, where 0 is no limit. */
  Entries timeout(String key, long millis, long standard) {
    return millis == 0 && standard != 0 ? text(key, Time.NONE) : time(key, millis, standard);
  }

  Entries size(String key, long bytes, long standard) {
    String text = Size.text(bytes);
    return Size.bytes(text).isEmpty() || bytes == standard
        ? number(key, bytes, standard)
        : text(key, text);
  }

  Entries texts(String key, List<String> texts) {
    if (!texts.isEmpty()) {
      list(key, texts);
    }
    return this;
  }

  /** A list that says something even if it is empty. */
  Entries list(String key, List<String> texts) {
    List<TomlValue> list = new ArrayList<>(texts.size());
    texts.forEach(text -> list.add(new TomlValue.Text(at, text)));
    values.put(key, new TomlValue.Array(at, list));
    return this;
  }

  Entries program(String key, @Nullable Program program) {
    return switch (program) {
      case null -> this;
      case Program.Arguments(List<String> words) -> list(key, words);
      case Program.Script(String script) -> text(key, script);
    };
  }

  Entries table(String key, Entries inner) {
    if (!inner.values.isEmpty()) {
      List<TomlValue.Entry> entries = new ArrayList<>();
      inner.values.forEach((name, value) -> entries.add(new TomlValue.Entry(name, at, value)));
      values.put(key, new TomlValue.Table(at, entries));
    }
    return this;
  }

  Entries all(Entries others) {
    values.putAll(others.values);
    return this;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** For a table in this one. */
  Entries inner() {
    return new Entries(at);
  }
}
