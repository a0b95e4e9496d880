package muster.sources.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one document of JSON (RFC 8259), and nothing that only resembles it. */
public final class JsonReader {
  /** Deeper ones are nothing that we have written, and would need the stack. */
  private static final int DEPTH_MAX = 100;

  /** More are refused, so that memory is bounded: a chart has nine a service. */
  static final int VALUES_MAX = 2_000_000;

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private static final Pattern WORD = Pattern.compile("true|false|null");
  private static final int HEX = 4;

  private final String text;
  private int offset;
  private int values;

  /** Why a text is no JSON, and where. */
  public static final class NotJson extends Exception {
    private static final long serialVersionUID = 1L;

    /** The offset in the text. */
    public final int at;

    NotJson(int at, String text) {
      super(text, null, false, false);
      this.at = at;
    }
  }

  private JsonReader(String text) {
    this.text = text;
  }

  /** The document that the text is. */
  public static JsonValue read(String text) throws NotJson {
    JsonReader reader = new JsonReader(text);
    JsonValue value = reader.value(0);
    if (reader.peek() >= 0) {
      throw reader.wanted("nothing more");
    }
    return value;
  }

  private NotJson wanted(String what) {
    String found =
        offset == text.length()
            ? "the end"
            : text.substring(offset)
                .codePoints()
                .limit(1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    return new NotJson(offset, "this is no JSON: want " + what + ", not " + found);
  }

  /** The next character that is no white space; −1 at the end. */
  private int peek() {
    while (offset < text.length() && " \t\r\n".indexOf(text.charAt(offset)) >= 0) {
      offset++;
    }
    return offset < text.length() ? text.charAt(offset) : -1;
  }

  private boolean takeIf(char c) {
    if (peek() != c) {
      return false;
    }
    offset++;
    return true;
  }

  private void take(char c) throws NotJson {
    if (!takeIf(c)) {
      throw wanted(String.valueOf(c));
    }
  }

  private JsonValue value(int depth) throws NotJson {
    int first = peek();
    int at = offset;
    if (depth > DEPTH_MAX) {
      throw new NotJson(at, "this is too deep: more than " + DEPTH_MAX + " levels");
    }
    if (++values > VALUES_MAX) {
      throw new NotJson(at, "this is too long: more than " + VALUES_MAX + " values");
    }
    return switch (first) {
      case '{' -> members(at, depth);
      case '[' -> items(at, depth);
      case '"' -> new JsonValue.Text(at, string());
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          new JsonValue.Numeral(at, Double.parseDouble(match(NUMBER, "a number")));
      default -> new JsonValue.Word(at, match(WORD, "a value"));
    };
  }

  private JsonValue members(int at, int depth) throws NotJson {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    take('{');
    if (!takeIf('}')) {
      do {
        if (peek() != '"') {
          throw wanted("a name in \"");
        }
        String name = string();
        take(':');
        values.put(name, value(depth + 1));
      } while (takeIf(','));
      take('}');
    }
    return new JsonValue.Members(at, values);
  }

  private JsonValue items(int at, int depth) throws NotJson {
    List<JsonValue> values = new ArrayList<>();
    take('[');
    if (!takeIf(']')) {
      do {
        values.add(value(depth + 1));
      } while (takeIf(','));
      take(']');
    }
    return new JsonValue.Items(at, values);
  }

  private String match(Pattern pattern, String what) throws NotJson {
    Matcher matcher = pattern.matcher(text).region(offset, text.length());
    if (!matcher.lookingAt()) {
      throw wanted(what);
    }
    offset = matcher.end();
    return matcher.group();
  }

  private String string() throws NotJson {
    int start = offset++;
    StringBuilder string = new StringBuilder();
    while (offset < text.length() && text.charAt(offset) >= ' ') {
      char c = text.charAt(offset++);
      if (c == '"') {
        return string.toString();
      }
      string.append(c == '\\' ? escaped() : c);
    }
    throw new NotJson(start, "this is no JSON: this text has no end in its line");
  }

  private char escaped() throws NotJson {
    int at = offset - 1;
    char c = offset < text.length() ? text.charAt(offset++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        String digits = text.substring(offset, Math.min(offset + HEX, text.length()));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
          throw new NotJson(at, "this is no JSON: \\u wants four hexadecimal digits");
        }
        offset += HEX;
        yield (char) Integer.parseInt(digits, 16);
      }
      default -> throw new NotJson(at, "this is no JSON: a backslash before this means nothing");
    };
  }
}
