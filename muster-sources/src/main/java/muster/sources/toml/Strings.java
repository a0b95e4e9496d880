package muster.sources.toml;

import muster.plan.Position;

/** Reads the four kinds of strings. */
final class Strings {
  private static final int DELIMITER = 3;
  private static final int CODE_POINT_MAX = 0x10ffff;

  private final Cursor cursor;

  Strings(Cursor cursor) {
    this.cursor = cursor;
  }

  /** The string that begins here, with a quote. */
  String read() throws SyntaxError {
    char quote = (char) cursor.peek();
    return cursor.sees(String.valueOf(quote).repeat(DELIMITER)) ? lines(quote) : line(quote);
  }

  /** A string that ends in its line: also what a key may be. */
  String line(char quote) throws SyntaxError {
    Position start = cursor.here();
    cursor.take();
    StringBuilder text = new StringBuilder();
    while (!cursor.takeIf(quote)) {
      if (cursor.atLineEnd()) {
        throw new SyntaxError(
            start, "this text has no end in its line; end it with %c".formatted(quote));
      }
      take(quote, text);
    }
    return text.toString();
  }

  /** A string between three quotes. CRLF in it is a newline, as that is what was meant. */
  private String lines(char quote) throws SyntaxError {
    Position start = cursor.here();
    Cursor.Mark mark = cursor.mark();
    cursor.take(DELIMITER);
    takeNewline();
    StringBuilder text = new StringBuilder();
    while (!takeEnd(quote, text)) {
      if (cursor.peek() == Cursor.END) {
        cursor.back(mark); // the rest of the text is not read as a part of this
        throw new SyntaxError(
            start, "this text has no end; end it with %1$c%1$c%1$c".formatted(quote));
      }
      if (takeNewline()) {
        text.append('\n');
      } else if (quote != '"' || !takeContinuation()) {
        take(quote, text);
      }
    }
    return text.toString();
  }

  /** Three quotes; up to two more before them are text. */
  private boolean takeEnd(char quote, StringBuilder text) {
    int run = 0;
    while (run < DELIMITER + 2 && cursor.peek(run) == quote) {
      run++;
    }
    if (run < DELIMITER) {
      return false;
    }
    text.repeat(quote, run - DELIMITER);
    cursor.take(run);
    return true;
  }

  private boolean takeNewline() {
    if (cursor.peek() == Cursor.END || !cursor.atLineEnd()) {
      return false;
    }
    cursor.takeIf('\r');
    cursor.take();
    return true;
  }

  /** A backslash at the end of a line, and all white space up to the next character. */
  private boolean takeContinuation() {
    if (cursor.peek() != '\\') {
      return false;
    }
    Cursor.Mark mark = cursor.mark();
    cursor.take();
    cursor.skipBlanks();
    if (!takeNewline()) {
      cursor.back(mark);
      return false;
    }
    do {
      cursor.skipBlanks();
    } while (takeNewline());
    return true;
  }

  private void take(char quote, StringBuilder text) throws SyntaxError {
    int c = cursor.peek();
    if (quote == '"' && c == '\\') {
      text.appendCodePoint(escaped());
    } else if (isControl(c)) {
      throw new SyntaxError(
          cursor.here(),
          "the control character U+%04X cannot stand here; in \"...\" write \\u%04x"
              .formatted(c, c));
    } else {
      text.append(cursor.take());
    }
  }

  /** A control character that has to be escaped. */
  static boolean isControl(int c) {
    return (c < ' ' && c != '\t' && c != Cursor.END) || c == 0x7f;
  }

  private int escaped() throws SyntaxError {
    Position start = cursor.here();
    cursor.take();
    int c = cursor.peek() == Cursor.END ? ' ' : cursor.take();
    return switch (c) {
      case 'b' -> '\b';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'e' -> 0x1b;
      case '"', '\\' -> c;
      case 'x' -> character(start, 2);
      case 'u' -> character(start, 4);
      case 'U' -> character(start, 8);
      default ->
          throw new SyntaxError(
              start,
              "a backslash before this means nothing in \"...\"; write \\\\ for a backslash, or"
                  + " put the text into '...'");
    };
  }

  private int character(Position start, int digits) throws SyntaxError {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(cursor.peek(), 16);
      if (digit < 0 || cursor.peek() > 'f') { // digits of other scripts are none
        throw new SyntaxError(start, "this escape wants %d hexadecimal digits".formatted(digits));
      }
      value = value * 16 + digit;
      cursor.take();
    }
    if (value > CODE_POINT_MAX
        || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
      throw new SyntaxError(start, "there is no character U+%04X".formatted(value));
    }
    return (int) value;
  }
}
