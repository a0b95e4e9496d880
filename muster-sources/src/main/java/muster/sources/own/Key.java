package muster.sources.own;

import java.util.List;
import java.util.function.BiConsumer;
import muster.sources.toml.TomlValue;

/**
 * A key that a table can have.
 *
 * @param <D> the draft of the table
 * @param <T> what the value means
 * @param set puts the meaning into the draft
 * @param standard what holds without the key, as it would be written; empty if nothing does
 * @param summary for editors
 * @param elsewhere what other systems call it, for those who try that
 */
record Key<D extends Draft, T>(
    String name,
    Shape<T> shape,
    BiConsumer<D, T> set,
    String standard,
    String summary,
    List<String> elsewhere) {

  static <D extends Draft, T> Key<D, T> of(
      String name,
      Shape<T> shape,
      BiConsumer<D, T> set,
      String standard,
      String summary,
      String... elsewhere) {
    return new Key<>(name, shape, set, standard, summary, List.of(elsewhere));
  }

  /**
   * @param path its whole name, for messages: {@code stop.timeout}
   */
  void read(TomlValue value, String path, D draft, Errors errors) {
    shape.read(value, path, errors).ifPresent(meaning -> set.accept(draft, meaning));
  }
}
