package muster.sources.own;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.sources.toml.TomlValue;

/** Variables and their values. */
record Environment() implements Shape<Map<String, String>> {
  private static final Shape.Text VALUE = Shape.Text.of("a text, as \"8080\"", "[^\\x00]*");

  @Override
  public String expected() {
    return "a table of texts, as { PORT = \"8080\" }";
  }

  @Override
  public Optional<Map<String, String>> read(TomlValue value, String path, Errors errors) {
    if (!(value instanceof TomlValue.Table(var _, List<TomlValue.Entry> entries))) {
      return errors.wrongType(path, this, value);
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (TomlValue.Entry entry : entries) {
      String name = entry.key();
      if (!isName(name)) {
        errors.say("value", entry.at(), path + ": a variable's name has no = and no NUL in it");
      } else if (!(entry.value() instanceof TomlValue.Text(var _, String text))) {
        errors.wrongType(path + "." + name, VALUE, entry.value());
      } else if (text.indexOf('\0') >= 0) {
        errors.wrongValue(path + "." + name, VALUE, entry.value(), "there is a NUL in this");
      } else {
        variables.putIfAbsent(name, text);
      }
    }
    return Optional.of(variables);
  }

  static boolean isName(String name) {
    return !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf('\0') < 0;
  }
}
