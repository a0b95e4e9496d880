package muster.sources.own;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.plan.Program;
import muster.sources.toml.TomlValue;
import org.jspecify.annotations.Nullable;

/** A program with its arguments, or a script. */
record Command() implements Shape<Program> {
  static final Command SHAPE = new Command();

  @Override
  public String expected() {
    return "a list of words, as [\"sleep\", \"5\"], or a text for /bin/sh";
  }

  @Override
  public Optional<Program> read(TomlValue value, String path, Errors errors) {
    return switch (value) {
      case TomlValue.Text(var _, String script) -> {
        if (script.isBlank()) {
          yield errors.wrongValue(path, this, value, "this is empty");
        }
        yield sound(script, value, path, errors).map(Program.Script::new);
      }
      case TomlValue.Array(var _, List<TomlValue> elements) -> {
        if (elements.isEmpty()) {
          yield errors.wrongValue(path, this, value, "this is empty");
        }
        List<String> words = words(elements, path, errors);
        yield words.size() == elements.size()
            ? Optional.of(new Program.Arguments(words))
            : Optional.empty();
      }
      default -> errors.wrongType(path, this, value);
    };
  }

  private List<String> words(List<TomlValue> elements, String path, Errors errors) {
    List<String> words = new ArrayList<>(elements.size());
    for (TomlValue element : elements) {
      if (!(element instanceof TomlValue.Text(var _, String word))) {
        errors.wrongType(path, this, element);
      } else if (words.isEmpty() && word.isEmpty()) {
        errors.wrongValue(path, this, element, "the program has no name");
      } else {
        sound(word, element, path, errors).ifPresent(words::add);
      }
    }
    return words;
  }

  /** The kernel ends every word at a NUL. */
  private Optional<String> sound(String text, TomlValue value, String path, Errors errors) {
    return text.indexOf('\0') < 0
        ? Optional.of(text)
        : errors.wrongValue(path, this, value, "there is a NUL in this");
  }

  /** The same, or an empty list, which is nothing to do. */
  record OrNothing() implements Shape<Task> {
    static final OrNothing SHAPE = new OrNothing();

    @Override
    public String expected() {
      return Command.SHAPE.expected();
    }

    @Override
    public Optional<Task> read(TomlValue value, String path, Errors errors) {
      return value instanceof TomlValue.Array(var _, List<TomlValue> words) && words.isEmpty()
          ? Optional.of(new Task(null))
          : Command.SHAPE.read(value, path, errors).map(Task::new);
    }
  }

  /** Something to do, or nothing. */
  record Task(@Nullable Program program) {}
}
