package muster.sources.toml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.plan.Findings;
import muster.plan.Position;

/**
 * Reads a TOML text. After what it does not understand it goes on at the next line that looks like
 * the beginning of something.
 *
 * <p>Source: the specification of TOML 1.1.0, toml.io.
 */
public final class TomlParser {
  /** After so many errors the rest is not read: nobody reads more, and memory is bounded. */
  static final int ERRORS_MAX = 100;

  /** More lists and tables in each other are refused: nothing of ours has more than three. */
  private static final int DEPTH_MAX = 32;

  /**
   * More values in a text are refused, so that memory is bounded. Debian's packages have 400,000.
   */
  static final int VALUES_MAX = 500_000;

  private static final String NAME = "(?:[A-Za-z0-9_-]++|\"[^\"\\\\\n]*+\"|'[^'\n]*+')[ \t]*+";

  private static final String KEY = "[ \t]*+" + NAME + "(?:\\.[ \t]*+" + NAME + ")*+";

  /** What begins a table or gives a key its value, right or not, as far as one line shows. */
  private static final Pattern STATEMENT =
      Pattern.compile(
          KEY
              + "[=:]|[ \t]*+\\[{1,2}+[ \t]*+[A-Za-z0-9_\"'-][^\\[\\],=\n]*+"
              + "(?:\\]{1,2}+[ \t]*+(?:#[^\n]*+)?)?\r?(?:\n|\\z)");

  /** The same, as far as it cannot be an element of a list. */
  private static final Pattern NO_ELEMENT =
      Pattern.compile(
          KEY
              + "=|[ \t]*+\\[{1,2}+[ \t]*+(?!(?:true|false|inf|nan)[ \t]*+\\])"
              + "[A-Za-z_][A-Za-z0-9_.-]*+[ \t]*+\\]");

  private final Cursor cursor;
  private final Findings findings;
  private final Strings strings;
  private final Keys keys;
  private final Atoms atoms;
  private final Tables tables;
  private final Matcher statement;
  private final Matcher noElement;

  /** To which the next key belongs. */
  private Tables.Open current;

  private int errors;
  private int values;

  private TomlParser(String file, String text, Findings findings) {
    this.findings = findings;
    cursor = new Cursor(file, text);
    strings = new Strings(cursor);
    keys = new Keys(cursor, strings);
    atoms = new Atoms(cursor);
    tables = new Tables(cursor.here(), findings);
    current = tables.root();
    statement = STATEMENT.matcher(text);
    noElement = NO_ELEMENT.matcher(text);
  }

  /**
   * Reads all of a text.
   *
   * @param file its name, for positions
   * @return what could be read; worth something only if there was no error. A key that is defined
   *     twice, which is an error, is in its table twice
   */
  public static TomlValue.Table parse(String file, String text, Findings findings) {
    return new TomlParser(file, text, findings).parse();
  }

  private TomlValue.Table parse() {
    while (cursor.peek() != Cursor.END) {
      int start = cursor.offset();
      try {
        statement();
        endLine();
      } catch (SyntaxError e) {
        errors++;
        findings.error("syntax", e.at(), e.text());
        skipToStatement(start);
      }
      if (errors + tables.errors() >= ERRORS_MAX || values > VALUES_MAX) {
        findings.error("syntax", cursor.here(), "there is too much wrong; the rest is not read");
        break;
      }
    }
    return tables.root().table();
  }

  /** Reads a line, or the lines of one value. */
  private void statement() throws SyntaxError {
    cursor.skipBlanks();
    if (cursor.peek() == '[') {
      current = Tables.open(cursor.here()); // what follows a wrong header belongs to nothing
      current = header();
    } else if (!cursor.atLineEnd() && cursor.peek() != '#') {
      keyAndValue(current, 0);
    }
  }

  private Tables.Open header() throws SyntaxError {
    cursor.take();
    boolean series = cursor.takeIf('[');
    List<Keys.Part> path = keys.read();
    for (int i = series ? 2 : 1; i > 0; i--) {
      if (!cursor.takeIf(']')) {
        throw new SyntaxError(
            cursor.here(), "] is missing here; a name with other characters is in quotes");
      }
    }
    count();
    return series ? tables.element(path) : tables.header(path);
  }

  private void keyAndValue(Tables.Open table, int depth) throws SyntaxError {
    List<Keys.Part> path = keys.read();
    if (!cursor.takeIf('=')) {
      throw new SyntaxError(
          cursor.here(),
          cursor.peek() == ':'
              ? "between a key and its value is =, not :"
              : "= is missing here; a key is one word, or in quotes");
    }
    cursor.skipBlanks();
    tables.put(table, path, value(depth));
  }

  /** Blanks, perhaps a comment, and the end of the line. */
  private void endLine() throws SyntaxError {
    cursor.skipBlanks();
    skipComment();
    if (!cursor.atLineEnd()) {
      throw new SyntaxError(
          cursor.here(), "nothing more can stand in this line; a list is in [ ] with commas");
    }
    cursor.skipLine();
  }

  private void skipComment() throws SyntaxError {
    if (cursor.peek() != '#') {
      return;
    }
    while (!cursor.atLineEnd()) {
      if (Strings.isControl(cursor.peek())) {
        throw new SyntaxError(
            cursor.here(),
            "the control character U+%04X cannot stand in a comment".formatted(cursor.peek()));
      }
      cursor.take();
    }
  }

  private TomlValue value(int depth) throws SyntaxError {
    count();
    if (depth == DEPTH_MAX) {
      throw new SyntaxError(
          cursor.here(), "more than %d lists or tables are in each other".formatted(DEPTH_MAX));
    }
    return switch (cursor.peek()) {
      case '"', '\'' -> new TomlValue.Text(cursor.here(), strings.read());
      case '[' -> array(depth);
      case '{' -> inlineTable(depth);
      default -> atoms.read();
    };
  }

  private void count() throws SyntaxError {
    if (tables.errors() >= ERRORS_MAX) {
      throw new SyntaxError(cursor.here(), "too much is twice");
    }
    if (++values > VALUES_MAX) {
      throw new SyntaxError(
          cursor.here(), "there are more than %d values in one file".formatted(VALUES_MAX));
    }
  }

  private TomlValue array(int depth) throws SyntaxError {
    Position start = cursor.here();
    List<TomlValue> elements = new ArrayList<>(2);
    cursor.take();
    while (!ends(start, ']')) {
      elements.add(value(depth + 1));
      separate(start, ']');
    }
    return new TomlValue.Array(start, elements);
  }

  private TomlValue inlineTable(int depth) throws SyntaxError {
    Position start = cursor.here();
    Tables.Open table = Tables.open(start);
    cursor.take();
    while (!ends(start, '}')) {
      keyAndValue(table, depth + 1);
      separate(start, '}');
    }
    return table.table();
  }

  /** Goes over what may stand before an element; takes the bracket if it is there. */
  private boolean ends(Position start, char bracket) throws SyntaxError {
    skipToElement(start, bracket);
    return cursor.takeIf(bracket);
  }

  /** After an element comes a comma, or else the end. */
  private void separate(Position start, char bracket) throws SyntaxError {
    skipToElement(start, bracket);
    if (cursor.peek() != bracket && !cursor.takeIf(',')) {
      throw new SyntaxError(cursor.here(), "a comma or %c is missing here".formatted(bracket));
    }
  }

  private void skipToElement(Position start, char bracket) throws SyntaxError {
    cursor.skipBlanks();
    skipComment();
    boolean ended = cursor.peek() == Cursor.END;
    while (!ended && cursor.atLineEnd()) {
      cursor.skipLine();
      ended = bracket == ']' && looksLike(noElement); // in braces there are keys
      cursor.skipBlanks();
      skipComment();
      ended |= cursor.peek() == Cursor.END;
    }
    if (ended) {
      throw new SyntaxError(
          start,
          "this has no end; %c is missing before line %d".formatted(bracket, cursor.here().line()));
    }
  }

  private boolean looksLike(Matcher what) {
    return what.region(cursor.offset(), what.regionEnd()).lookingAt();
  }

  /**
   * @param start where the statement began that was not understood
   */
  private void skipToStatement(int start) {
    if (cursor.offset() == start) {
      cursor.skipLine();
    }
    while (cursor.peek() != Cursor.END && !(cursor.atLineStart() && looksLike(statement))) {
      cursor.skipLine();
    }
  }
}
