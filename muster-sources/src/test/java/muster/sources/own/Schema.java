package muster.sources.own;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Our format as a JSON Schema, made from the keys that the reader obeys. */
final class Schema {
  private static final String NAME = "^[^\\u0000-\\u001f\\u007f-\\u009f]+$";

  private Schema() {}

  static Map<String, Object> make() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Services, in Muster's own format");
    schema.put("description", "One table a service. See format.md.");
    schema.put("type", "object");
    schema.put("propertyNames", Map.of("pattern", NAME));
    schema.put("additionalProperties", reference("service"));
    Map<String, Object> definitions = new LinkedHashMap<>();
    definitions.put("service", service());
    definitions.put("command", command());
    definitions.put("names", unique(list(text("^[\\s\\S]*$"), 0)));
    schema.put("$defs", definitions);
    return schema;
  }

  private static Map<String, Object> reference(String name) {
    return new LinkedHashMap<>(Map.of("$ref", "#/$defs/" + name));
  }

  // ---- a service ----------------------------------------------------------------------------

  private static Map<String, Object> service() {
    Map<String, Object> service = table(ServiceKeys.KEYS);
    Map<String, Object> together = new LinkedHashMap<>();
    for (ServiceKeys.ServiceKey key : ServiceKeys.ALL) {
      Object rule = rule(key);
      if (rule != null) {
        together.put(key.key().name(), rule);
      }
    }
    service.put(
        "dependentRequired",
        new TreeMap<>(
            Map.of(
                "timeout-finish",
                List.of("finish"),
                "retry",
                List.of("up"),
                "watchdog",
                List.of("ready"))));
    service.put("dependentSchemas", together);
    return service;
  }

  /** With which other keys this one can be. */
  private static @Nullable Object rule(ServiceKeys.ServiceKey key) {
    Set<String> signs = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    for (Kind kind : Kind.values()) {
      (key.kinds().contains(kind) ? signs : others).addAll(kind.signs());
    }
    if (others.isEmpty()) {
      return null;
    }
    boolean alone = signs.contains(key.key().name()) || key.kinds().contains(Kind.MILESTONE);
    Map<String, Object> without = Map.of("not", anyRequired(others));
    return alone ? without : anyRequired(signs);
  }

  private static Map<String, Object> anyRequired(Set<String> keys) {
    List<Object> each = new ArrayList<>();
    keys.forEach(key -> each.add(Map.of("required", List.of(key))));
    return Map.of("anyOf", each);
  }

  // ---- tables -------------------------------------------------------------------------------

  private static Map<String, Object> table(List<? extends Key<?, ?>> keys) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Key<?, ?> key : keys) {
      Map<String, Object> property = of(key.shape());
      property.put(
          "description",
          key.standard().isEmpty()
              ? key.summary()
              : key.summary() + " Default: " + key.standard() + ".");
      properties.put(key.name(), property);
    }
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("type", "object");
    table.put("properties", properties);
    table.put("additionalProperties", false);
    return table;
  }

  private static Map<String, Object> inner(Table<?, ?> inner) {
    Map<String, Object> table = table(inner.keys());
    table.put("minProperties", 1);
    Map<String, Object> excluded = new LinkedHashMap<>();
    if (inner.equals(ReadyDraft.TABLE)) {
      table.put("maxProperties", 1);
    } else if (inner.equals(StopDraft.TABLE)) {
      excluded.put("command", Map.of("not", anyRequired(Set.of("signal"))));
    } else if (inner.equals(LogDraft.SHAPE.table())) {
      TreeSet<String> files = new TreeSet<>(Set.of("keep", "size"));
      excluded.put("script", Map.of("not", anyRequired(files)));
      files.add("script");
      excluded.put("to", Map.of("not", anyRequired(files)));
    } else if (inner.equals(RestartDraft.SHAPE.table())) {
      table.put("dependentRequired", Map.of("window", List.of("limit")));
    }
    if (!excluded.isEmpty()) {
      table.put("dependentSchemas", excluded);
    }
    return table;
  }

  // ---- values -------------------------------------------------------------------------------

  private static Map<String, Object> of(Shape<?> shape) {
    return switch (shape) {
      case Shape.Text(_, var look) -> text("^(?:" + look.pattern() + ")$");
      case Shape.Texts(_, var element) -> list(of(element), 0);
      case Shape.Name _ -> text(NAME);
      case Shape.Names _ -> reference("names");
      case Shape.Words<?> words -> words(words);
      case Shape.Truth(boolean only) -> only ? constant(true) : type("boolean");
      case Shape.Count(int min, int max) -> number(min, max);
      case Shape.Either<?>(var words, var table) -> either(words(words), inner(table));
      case Table<?, ?> table -> inner(table);
      case Command _ -> reference("command");
      case Command.OrNothing _ -> either(reference("command"), none());
      case Time(_, boolean none) ->
          text("^(?:(?=.)" + Time.LOOK + (none ? "|" + Time.NONE : "") + ")$");
      case Size(long min, long max) -> either(number(min, max), text("^" + Size.LOOK + "$"));
      case Environment _ -> environment();
      case Limits _ -> limits();
    };
  }

  private static Map<String, Object> type(String type) {
    return new LinkedHashMap<>(Map.of("type", type));
  }

  private static Map<String, Object> constant(Object value) {
    return new LinkedHashMap<>(Map.of("const", value));
  }

  private static Map<String, Object> text(String pattern) {
    Map<String, Object> text = type("string");
    text.put("pattern", pattern);
    return text;
  }

  private static Map<String, Object> number(long min, long max) {
    Map<String, Object> number = type("integer");
    number.put("minimum", min);
    number.put("maximum", max);
    return number;
  }

  private static Map<String, Object> words(Shape.Words<?> words) {
    return new LinkedHashMap<>(Map.of("enum", List.copyOf(words.words().keySet())));
  }

  private static Map<String, Object> either(Map<String, Object> one, Map<String, Object> other) {
    return new LinkedHashMap<>(Map.of("anyOf", List.of(one, other)));
  }

  private static Map<String, Object> list(Map<String, Object> element, int min) {
    Map<String, Object> list = type("array");
    list.put("items", element);
    if (min > 0) {
      list.put("minItems", min);
    }
    return list;
  }

  private static Map<String, Object> unique(Map<String, Object> list) {
    list.put("uniqueItems", true);
    return list;
  }

  private static Map<String, Object> none() {
    Map<String, Object> none = type("array");
    none.put("maxItems", 0);
    return none;
  }

  /** A program and its arguments, or a script. */
  private static Map<String, Object> command() {
    Map<String, Object> words = list(text("^[^\\u0000]*$"), 1);
    words.put("prefixItems", List.of(text("^[^\\u0000]+$")));
    return either(words, text("^(?=[\\s\\S]*\\S)[^\\u0000]*$"));
  }

  private static Map<String, Object> environment() {
    Map<String, Object> variables = type("object");
    variables.put("propertyNames", Map.of("pattern", "^[^=\\u0000]+$"));
    variables.put("additionalProperties", text("^[^\\u0000]*$"));
    return variables;
  }

  private static Map<String, Object> limits() {
    Map<String, Object> properties = new LinkedHashMap<>();
    Limits.NAMES.forEach((name, unit) -> {
      String one = "(?:" + unit.look + "|" + Limits.UNLIMITED + ")";
      Map<String, Object> text = text("^(?=.)" + one + "(?::" + one + ")?$");
      properties.put(
          name, unit == Limits.Unit.SECONDS ? text : either(number(0, Long.MAX_VALUE), text));
    });
    Map<String, Object> limits = type("object");
    limits.put("properties", properties);
    limits.put("additionalProperties", false);
    return limits;
  }
}
