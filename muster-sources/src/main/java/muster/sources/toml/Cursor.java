package muster.sources.toml;

import muster.plan.Position;

/** A place in a text that moves forward and knows its line and column. */
final class Cursor {
  /** What {@link #peek} gives at the end of the text. */
  static final int END = -1;

  private final String file;
  private final String text;
  private int offset;
  private int line = 1;
  private int column = 1;

  Cursor(String file, String text) {
    this.file = file;
    this.text = text;
    if (text.startsWith("\ufeff")) { // some editors put it there; it is no text
      offset = 1;
    }
  }

  Position here() {
    return new Position(file, line, column);
  }

  int offset() {
    return offset;
  }

  String since(int start) {
    return text.substring(start, offset);
  }

  /** The next UTF-16 unit, or {@link #END}. */
  int peek() {
    return peek(0);
  }

  int peek(int ahead) {
    return offset + ahead < text.length() ? text.charAt(offset + ahead) : END;
  }

  boolean sees(String word) {
    return text.startsWith(word, offset);
  }

  /** Goes over one unit and gives it. Not at the end. */
  char take() {
    char c = text.charAt(offset++);
    if (c == '\n') {
      line++;
      column = 1;
    } else if (!Character.isLowSurrogate(c)) { // a character counts once
      column++;
    }
    return c;
  }

  void take(int units) {
    for (int i = 0; i < units; i++) {
      take();
    }
  }

  boolean takeIf(char c) {
    if (peek() != c) {
      return false;
    }
    take();
    return true;
  }

  boolean atLineStart() {
    return column == 1;
  }

  /** Is here the end of a line, or of the text? */
  boolean atLineEnd() {
    return peek() == END || peek() == '\n' || (peek() == '\r' && peek(1) == '\n');
  }

  void skipBlanks() {
    while (peek() == ' ' || peek() == '\t') {
      take();
    }
  }

  void skipLine() {
    while (peek() != END && take() != '\n') {
      // the newline is the last that is taken
    }
  }

  /** A place to come back to. */
  record Mark(int offset, int line, int column) {}

  Mark mark() {
    return new Mark(offset, line, column);
  }

  void back(Mark mark) {
    offset = mark.offset;
    line = mark.line;
    column = mark.column;
  }
}
