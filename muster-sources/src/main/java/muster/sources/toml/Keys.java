package muster.sources.toml;

import java.util.ArrayList;
import java.util.List;
import muster.plan.Position;

/** Reads keys: parts with dots between, each bare or in quotes. */
final class Keys {
  /** So many tables in each other are too many: nothing of ours has more than three. */
  static final int PARTS_MAX = 32;

  private final Cursor cursor;
  private final Strings strings;

  /** One part of a key. */
  record Part(String name, Position at) {}

  Keys(Cursor cursor, Strings strings) {
    this.cursor = cursor;
    this.strings = strings;
  }

  /**
   * @return at least one part
   */
  List<Part> read() throws SyntaxError {
    List<Part> parts = new ArrayList<>(1);
    do {
      cursor.skipBlanks();
      Position at = cursor.here();
      if (parts.size() == PARTS_MAX) {
        throw new SyntaxError(at, "more than %d tables are in each other".formatted(PARTS_MAX));
      }
      parts.add(new Part(part(at), at));
      cursor.skipBlanks();
    } while (cursor.takeIf('.'));
    return parts;
  }

  private String part(Position at) throws SyntaxError {
    int c = cursor.peek();
    if (c == '"' || c == '\'') {
      return strings.line((char) c);
    }
    int start = cursor.offset();
    while (isBare(cursor.peek())) {
      cursor.take();
    }
    if (cursor.offset() == start) {
      throw new SyntaxError(
          at,
          cursor.atLineEnd() || c == '=' || c == '.' || c == ']'
              ? "a name is missing here"
              : "a name has letters, digits, - and _, or is in quotes");
    }
    return cursor.since(start);
  }

  /** May it be in a key without quotes? */
  static boolean isBare(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
