package muster.sources.own;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import muster.plan.Nearest;
import muster.sources.toml.TomlValue;

/**
 * A table of known keys.
 *
 * @param <D> its draft
 * @param <T> what it means
 * @param example of one, for messages
 * @param keys in the order in which they are written and told
 * @param make what the draft means; nothing after an error
 */
record Table<D extends Draft, T>(
    String example,
    List<Key<D, ?>> keys,
    Supplier<D> draft,
    BiFunction<D, Errors, Optional<T>> make)
    implements Shape<T> {

  @Override
  public String expected() {
    return "a table, as " + example;
  }

  @Override
  public Optional<T> read(TomlValue value, String path, Errors errors) {
    if (!(value instanceof TomlValue.Table table)) {
      return errors.wrongType(path, this, value);
    }
    if (table.entries().isEmpty()) {
      return errors.wrongValue(path, this, value, "this is empty");
    }
    D said = draft.get();
    readAll(table, keys, path, path + ".", said, errors);
    return make.apply(said, errors);
  }

  /**
   * Reads every entry of a table into a draft.
   *
   * @param owner whose keys they are, for messages
   * @param path what is before the keys in their whole names
   */
  static <D extends Draft> void readAll(
      TomlValue.Table table,
      List<Key<D, ?>> keys,
      String owner,
      String path,
      D draft,
      Errors errors) {
    for (TomlValue.Entry entry : table.entries()) {
      if (errors.full()) {
        return;
      }
      Optional<Key<D, ?>> key = keys.stream().filter(k -> k.name().equals(entry.key())).findFirst();
      if (key.isEmpty()) {
        draft.noteUnknown();
        errors.say(
            "unknown-key",
            entry.at(),
            owner + " has no key " + entry.key() + "; " + instead(entry, keys));
      } else if (!draft.has(entry.key())) { // of a second one the parser has complained
        draft.note(entry.key(), entry.at());
        key.get().read(entry.value(), path + entry.key(), draft, errors);
      }
    }
  }

  /** What was probably meant by a key that does not exist. */
  private static <D extends Draft> String instead(TomlValue.Entry entry, List<Key<D, ?>> keys) {
    String name = entry.key();
    for (Key<D, ?> key : keys) {
      if (key.elsewhere().contains(name)) {
        return "did you mean " + key.name() + "?";
      }
      if (key.shape().inner().contains(name)) {
        return "did you mean " + key.name() + "." + name + "?";
      }
    }
    List<String> names = keys.stream().map(Key::name).toList();
    Optional<String> nearest = Nearest.to(name, names);
    if (nearest.isPresent()) {
      return "did you mean " + nearest.get() + "?";
    }
    return entry.value() instanceof TomlValue.Table
        ? "a service of its own begins with [" + name + "], and a name with a dot is in quotes"
        : "it can have " + String.join(", ", names);
  }
}
