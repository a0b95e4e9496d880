package muster.sources.own;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import muster.plan.Nearest;
import muster.plan.Work;
import muster.sources.toml.TomlValue;

/**
 * What the value of a key has to be, and what is made of it.
 *
 * @param <T> what is made of it
 */
sealed interface Shape<T>
    permits Shape.Text,
        Shape.Texts,
        Shape.Name,
        Shape.Names,
        Shape.Words,
        Shape.Truth,
        Shape.Count,
        Shape.Either,
        Table,
        Command,
        Command.OrNothing,
        Time,
        Size,
        Environment,
        Limits {

  /** What it is, for messages, after "wants": {@code a time, as "30s"}. */
  String expected();

  /**
   * @param path the whole name of the key, for messages: {@code stop.timeout}
   * @return nothing after an error
   */
  Optional<T> read(TomlValue value, String path, Errors errors);

  /** The keys in a table, or nothing. */
  default List<String> inner() {
    return switch (this) {
      case Table<?, T> table -> table.keys().stream().map(Key::name).toList();
      case Either<T> either -> either.table.inner();
      default -> List.of();
    };
  }

  /** A text of a certain look. */
  record Text(String expected, Pattern look) implements Shape<String> {
    static Text of(String expected, String look) {
      return new Text(expected, Pattern.compile(look));
    }

    @Override
    public Optional<String> read(TomlValue value, String path, Errors errors) {
      if (!(value instanceof TomlValue.Text text)) {
        return errors.wrongType(path, this, value);
      }
      return look.matcher(text.value()).matches()
          ? Optional.of(text.value())
          : errors.wrongLook(path, this, text);
    }
  }

  /** Texts of a certain look. */
  record Texts(String expected, Shape<String> element) implements Shape<List<String>> {
    @Override
    public Optional<List<String>> read(TomlValue value, String path, Errors errors) {
      if (!(value instanceof TomlValue.Array(var _, List<TomlValue> elements))) {
        return errors.wrongType(path, this, value);
      }
      List<String> texts = new ArrayList<>(elements.size());
      for (TomlValue one : elements) {
        element.read(one, path, errors).ifPresent(texts::add);
      }
      return Optional.of(texts);
    }
  }

  /** The name of a service. */
  record Name() implements Shape<Work.Member> {
    @Override
    public String expected() {
      return "a name, as \"a\"";
    }

    @Override
    public Optional<Work.Member> read(TomlValue value, String path, Errors errors) {
      return value instanceof TomlValue.Text(var at, String name)
          ? Optional.of(new Work.Member(name, at))
          : errors.wrongType(path, this, value);
    }
  }

  /** Names of services and bundles. */
  record Names() implements Shape<List<Work.Member>> {
    @Override
    public String expected() {
      return "a list of names, as [\"a\", \"b\"]";
    }

    @Override
    public Optional<List<Work.Member>> read(TomlValue value, String path, Errors errors) {
      if (!(value instanceof TomlValue.Array(var _, List<TomlValue> elements))) {
        return errors.wrongType(path, this, value);
      }
      Map<String, Work.Member> names = new LinkedHashMap<>();
      for (TomlValue one : elements) {
        if (!(one instanceof TomlValue.Text(var at, String name))) {
          errors.wrongType(path, this, one);
        } else if (names.putIfAbsent(name, new Work.Member(name, at)) != null) {
          errors.say("repeated", at, path + " has " + name + " twice; remove one");
        }
      }
      return Optional.of(List.copyOf(names.values()));
    }
  }

  /** One of some words. */
  record Words<T>(String expected, Map<String, T> words) implements Shape<T> {
    static <T> Words<T> of(Map<String, T> words) {
      return new Words<>(
          words.keySet().stream().map(word -> '"' + word + '"').collect(joining(" or ")), words);
    }

    @Override
    public Optional<T> read(TomlValue value, String path, Errors errors) {
      if (!(value instanceof TomlValue.Text(var _, String word))) {
        return errors.wrongType(path, this, value);
      }
      T meaning = words.get(word);
      if (meaning == null) {
        String question = nearest(word).map(near -> "; did you mean " + near + "?").orElse("");
        return errors.wrongValue(path, this, value, word + " is none" + question);
      }
      return Optional.of(meaning);
    }

    private Optional<String> nearest(String word) {
      for (String known : words.keySet()) {
        if (word.equalsIgnoreCase(known)
            || word.equalsIgnoreCase("SIG" + known)
            || word.equalsIgnoreCase("CAP_" + known)) {
          return Optional.of(known);
        }
      }
      return Nearest.to(word, words.keySet());
    }
  }

  /**
   * True or false.
   *
   * @param only true alone: for a key that is there or not
   */
  record Truth(boolean only) implements Shape<Boolean> {
    @Override
    public String expected() {
      return only ? "true" : "true or false";
    }

    @Override
    public Optional<Boolean> read(TomlValue value, String path, Errors errors) {
      return value instanceof TomlValue.Truth(var _, boolean truth) && (truth || !only)
          ? Optional.of(truth)
          : errors.wrongType(path, this, value);
    }
  }

  /** A whole number. */
  record Count(int min, int max) implements Shape<Integer> {
    @Override
    public String expected() {
      return String.format(Locale.ROOT, "a number from %d to %d", min, max);
    }

    @Override
    public Optional<Integer> read(TomlValue value, String path, Errors errors) {
      if (!(value instanceof TomlValue.Whole(var _, long number))) {
        return errors.wrongType(path, this, value);
      }
      return number >= min && number <= max
          ? Optional.of((int) number)
          : errors.wrongValue(path, this, value, number + " is none");
    }
  }

  /** A word, or in a table what no word can say. */
  record Either<T>(Words<T> words, Table<?, T> table) implements Shape<T> {
    @Override
    public String expected() {
      return words.expected() + ", or " + table.expected();
    }

    @Override
    public Optional<T> read(TomlValue value, String path, Errors errors) {
      return switch (value) {
        case TomlValue.Text _ -> words.read(value, path, errors);
        case TomlValue.Table _ -> table.read(value, path, errors);
        default -> errors.wrongType(path, this, value);
      };
    }
  }
}
