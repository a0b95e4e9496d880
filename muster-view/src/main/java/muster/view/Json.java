package muster.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON (RFC 8259): maps, lists, texts, numbers, booleans and null; each member of
 * an object, and each object in a list, on a line of its own, or all on one line.
 */
public final class Json {
  private final StringBuilder text = new StringBuilder();

  private final boolean oneLine;

  private Json(boolean oneLine) {
    this.oneLine = oneLine;
  }

  /** A document, with a newline at its end. */
  public static String of(Object value) {
    return document(new Json(false), value);
  }

  /** A document on one line, with a newline at its end. */
  public static String line(Object value) {
    return document(new Json(true), value);
  }

  private static String document(Json json, Object value) {
    json.write(value, 0);
    return json.text.append('\n').toString();
  }

  private void write(@Nullable Object value, int depth) {
    switch (value) {
      case null -> text.append("null");
      case Map<?, ?> map -> writeMap(map, depth);
      case List<?> list -> writeList(list, depth);
      case Number number -> text.append(number);
      case Boolean truth -> text.append(truth);
      default -> quote(value.toString());
    }
  }

  private void writeMap(Map<?, ?> map, int depth) {
    text.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      line(separator, depth + 1);
      quote(String.valueOf(entry.getKey()));
      text.append(": ");
      write(entry.getValue(), depth + 1);
      separator = ",";
    }
    if (!map.isEmpty()) {
      line("", depth);
    }
    text.append('}');
  }

  private void writeList(List<?> list, int depth) {
    boolean tall = !oneLine && isTall(list);
    text.append('[');
    String separator = "";
    for (Object item : list) {
      if (tall) {
        line(separator, depth + 1);
      } else {
        text.append(separator.isEmpty() ? "" : ", ");
      }
      write(item, depth + 1);
      separator = ",";
    }
    if (tall) {
      line("", depth);
    }
    text.append(']');
  }

  private static boolean isTall(List<?> list) {
    for (Object item : list) {
      if (item instanceof Map || item instanceof List) {
        return true;
      }
    }
    return false;
  }

  private void line(String before, int depth) {
    text.append(before);
    if (!oneLine) {
      text.append('\n').repeat("  ", depth);
    } else if (!before.isEmpty()) {
      text.append(' ');
    }
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          // Half a character cannot be written in UTF-8, and what is invisible should be seen.
          if (Character.isISOControl(c) || Character.isSurrogate(c) && isLone(value, i)) {
            text.append("\\u%04x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private static boolean isLone(String value, int i) {
    return Character.isHighSurrogate(value.charAt(i))
        ? i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1))
        : i == 0 || !Character.isHighSurrogate(value.charAt(i - 1));
  }
}
