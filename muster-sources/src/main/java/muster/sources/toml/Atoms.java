package muster.sources.toml;

import java.util.regex.Pattern;
import muster.plan.Position;

/** Reads values that are not in quotes or brackets: numbers, true and false, dates. */
final class Atoms {
  /** A longer one is no number that we could use. */
  private static final int UNITS_MAX = 100;

  private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:0|[1-9](?:_?[0-9])*+)");
  private static final Pattern HEX = Pattern.compile("0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7](?:_?[0-7])*+");
  private static final Pattern BINARY = Pattern.compile("0b[01](?:_?[01])*+");
  private static final Pattern FRACTION =
      Pattern.compile(
          "[+-]?(?:inf|nan|(?:0|[1-9](?:_?[0-9])*+)(?:\\.[0-9](?:_?[0-9])*+)?"
              + "(?:[eE][+-]?[0-9](?:_?[0-9])*+)?)");
  private static final String HOUR = "[0-2][0-9]:[0-5][0-9](?::[0-6][0-9](?:\\.[0-9]+)?)?";
  private static final Pattern TIME = Pattern.compile(HOUR);
  private static final Pattern DATE =
      Pattern.compile(
          "[0-9]{4}-[01][0-9]-[0-3][0-9](?:[Tt ]" + HOUR + "(?:[Zz]|[+-][0-2][0-9]:[0-5][0-9])?)?");

  private static final int DATE_UNITS = "2026-01-01".length();

  private final Cursor cursor;

  Atoms(Cursor cursor) {
    this.cursor = cursor;
  }

  TomlValue read() throws SyntaxError {
    Position at = cursor.here();
    String word = word();
    if (word.length() > UNITS_MAX) {
      throw new SyntaxError(at, "this is too long for a number; a text is in quotes");
    }
    return switch (word) {
      case "true" -> new TomlValue.Truth(at, true);
      case "false" -> new TomlValue.Truth(at, false);
      default -> {
        if (DECIMAL.matcher(word).matches()) {
          yield whole(at, word, word, 10);
        } else if (HEX.matcher(word).matches()) {
          yield whole(at, word, word.substring(2), 16);
        } else if (OCTAL.matcher(word).matches()) {
          yield whole(at, word, word.substring(2), 8);
        } else if (BINARY.matcher(word).matches()) {
          yield whole(at, word, word.substring(2), 2);
        } else if (FRACTION.matcher(word).matches()) {
          yield new TomlValue.Other(at, "a fraction");
        } else if (DATE.matcher(word).matches()) {
          yield new TomlValue.Other(at, "a date");
        } else if (TIME.matcher(word).matches()) {
          yield new TomlValue.Other(at, "a time of day");
        }
        throw noValue(at, word);
      }
    };
  }

  /** All that could belong to such a value; between date and time there may be a space. */
  private String word() {
    int start = cursor.offset();
    while (belongs(cursor.peek())) {
      cursor.take();
    }
    if (cursor.offset() - start == DATE_UNITS
        && cursor.peek() == ' '
        && isDigit(cursor.peek(1))
        && isDigit(cursor.peek(2))
        && cursor.peek(3) == ':') {
      cursor.take();
      while (belongs(cursor.peek())) {
        cursor.take();
      }
    }
    return cursor.since(start);
  }

  private static boolean belongs(int c) {
    return Keys.isBare(c) || c == '+' || c == '.' || c == ':' || c > 0x7f;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static TomlValue whole(Position at, String word, String digits, int radix)
      throws SyntaxError {
    try {
      return new TomlValue.Whole(at, Long.parseLong(digits.replace("_", ""), radix));
    } catch (NumberFormatException e) {
      throw new SyntaxError(at, word + " is too large for a whole number");
    }
  }

  private SyntaxError noValue(Position at, String word) {
    if (word.isEmpty()) {
      return new SyntaxError(
          at,
          cursor.atLineEnd() || cursor.peek() == '#'
              ? "a value is missing here"
              : "a value is missing before this; a text is in quotes");
    }
    return new SyntaxError(at, word + " is no value; a text is in quotes: \"" + word + "\"");
  }
}
