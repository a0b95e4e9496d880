package muster.sources;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of an execline script, as execlineb makes them: blocks are words that begin with one
 * blank more, and an empty word at their end.
 *
 * <p>Source: execlineb(1) of execline 2.9, run.
 */
final class Execline {
  /** What cannot be lexed. */
  static final class Syntax extends Exception {
    private static final long serialVersionUID = 1L;

    /** In the script, in bytes. */
    final int offset;

    final String reason;

    Syntax(int offset, String reason) {
      super(reason);
      this.offset = offset;
      this.reason = reason;
    }
  }

  private static final int OCTAL_DIGITS = 3;
  private static final int DECIMAL_DIGITS = 3;
  private static final int HEX_DIGITS = 2;
  private static final int BYTE_MAX = 255;
  private static final String ESCAPES = "abtnvfr";
  private static final int FIRST_ESCAPE = 7;

  private final byte[] script;
  private final int end;
  private final List<String> words = new ArrayList<>();
  private final List<Integer> blocks = new ArrayList<>(); // where each open one begins
  private int next;

  private Execline(byte[] script) {
    this.script = script;
    int length = 0;
    while (length < script.length && script[length] != 0) {
      length++;
    }
    this.end = length;
  }

  static List<String> words(byte[] script) throws Syntax {
    return new Execline(script).words();
  }

  private List<String> words() throws Syntax {
    while (skipToWord()) {
      if (isAlone('{')) {
        if (next + 1 == end) {
          throw new Syntax(next, "the block that begins here has no end");
        }
        blocks.add(next++);
      } else if (isAlone('}')) {
        if (blocks.isEmpty()) {
          throw new Syntax(next, "no block ends here, because none is open");
        }
        blocks.removeLast();
        next++;
        add(new ByteArrayOutputStream());
      } else {
        word();
      }
    }
    if (!blocks.isEmpty()) {
      throw new Syntax(blocks.getLast(), "the block that begins here has no end");
    }
    return words;
  }

  /**
   * @return false at the end
   */
  private boolean skipToWord() {
    while (next < end) {
      if (blank(script[next])) {
        next++;
      } else if (script[next] == '#') {
        while (next < end && script[next] != '\n') {
          next++;
        }
      } else if (script[next] == '\\' && (next + 1 == end || script[next + 1] == '\n')) {
        next += 2;
      } else {
        return true;
      }
    }
    return false;
  }

  /** All from 1 to 31 is blank, and so is the space. */
  private static boolean blank(byte b) {
    return b > 0 && b <= ' ';
  }

  private boolean isAlone(char brace) {
    return script[next] == brace && (next + 1 >= end || blank(script[next + 1]));
  }

  private void add(ByteArrayOutputStream word) throws Syntax {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(word.toByteArray()))
              .toString();
    } catch (CharacterCodingException e) {
      throw new Syntax(next - 1, "this word is not UTF-8");
    }
    words.add(" ".repeat(blocks.size()) + text);
  }

  private void word() throws Syntax {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    int start = next;
    while (next < end && !blank(script[next])) {
      byte c = script[next++];
      if (c == '"') {
        quoted(word, next - 1);
      } else if (c != '\\') {
        word.write(c);
      } else if (next < end) {
        word.write(script[next++]);
      } else {
        throw new Syntax(start, "the word that begins here ends in a backslash");
      }
    }
    add(word);
  }

  // ---- in quotes ----------------------------------------------------------------------------

  private void quoted(ByteArrayOutputStream word, int start) throws Syntax {
    while (true) {
      if (next >= end) {
        throw new Syntax(start, "the quoted text that begins here has no end");
      }
      byte c = script[next++];
      if (c == '"') {
        return;
      }
      if (c != '\\') {
        word.write(c);
      } else {
        escape(word, start);
      }
    }
  }

  private void escape(ByteArrayOutputStream word, int start) throws Syntax {
    if (next >= end) {
      throw new Syntax(start, "the quoted text that begins here has no end");
    }
    int at = next - 1;
    char c = (char) (script[next++] & BYTE_MAX);
    if (c == '\n') {
      return;
    }
    if (ESCAPES.indexOf(c) >= 0) {
      word.write(FIRST_ESCAPE + ESCAPES.indexOf(c));
    } else if (c == '0' && next < end && script[next] == 'x') {
      next++;
      word.write(number(at, 16, HEX_DIGITS));
    } else if (c == '0') {
      word.write(number(at, 8, OCTAL_DIGITS));
    } else if (c >= '1' && c <= '9') {
      next--;
      word.write(number(at, 10, DECIMAL_DIGITS));
    } else {
      word.write(c);
    }
  }

  private int number(int at, int base, int digitsMax) throws Syntax {
    int value = 0;
    int digits = 0;
    while (digits < digitsMax && next < end && Character.digit(script[next], base) >= 0) {
      value = value * base + Character.digit(script[next++], base);
      digits++;
    }
    if (value == 0 || value > BYTE_MAX) {
      throw new Syntax(at, "this is no byte from 1 to 255");
    }
    return value;
  }
}
