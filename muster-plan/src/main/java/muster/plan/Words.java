package muster.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines of words with single spaces between, as the plan file has them. A word is any text:
 * backslash, space, newline, tab and carriage return are written \\ \s \n \t \r, other control
 * characters and lone surrogates as &#92;u and four hex digits, a word of nothing as \e.
 */
public final class Words {
  private static final int HEX = 4;

  private Words() {}

  /** A line of words. */
  public static String join(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      if (!line.isEmpty()) {
        line.append(' ');
      }
      escape(word, line);
    }
    return line.toString();
  }

  private static void escape(String word, StringBuilder line) {
    if (word.isEmpty()) {
      line.append("\\e");
    } else if (isPlain(word)) {
      line.append(word);
      return;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      switch (c) {
        case '\\' -> line.append("\\\\");
        case ' ' -> line.append("\\s");
        case '\n' -> line.append("\\n");
        case '\t' -> line.append("\\t");
        case '\r' -> line.append("\\r");
        default -> {
          if (Character.isISOControl(c) || lone(word, i)) {
            line.append("\\u%04x".formatted((int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
  }

  /** As nearly all are. */
  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c <= ' ' || c == '\\' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Half of a character, which UTF-8 could not keep. */
  private static boolean lone(String word, int i) {
    char c = word.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == word.length() || !Character.isLowSurrogate(word.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(word.charAt(i - 1)));
  }

  /**
   * The words of a line.
   *
   * @return nothing if a backslash has no meaning or a word is not there
   */
  public static Optional<List<String>> split(String line) {
    List<String> words = new ArrayList<>();
    for (String raw : line.split(" ", -1)) {
      Optional<String> word = unescape(raw);
      if (word.isEmpty() || raw.isEmpty()) {
        return Optional.empty();
      }
      words.add(word.get());
    }
    return Optional.of(words);
  }

  private static Optional<String> unescape(String raw) {
    StringBuilder word = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        word.append(c);
        continue;
      }
      if (++i == raw.length()) {
        return Optional.empty();
      }
      switch (raw.charAt(i)) {
        case '\\' -> word.append('\\');
        case 's' -> word.append(' ');
        case 'n' -> word.append('\n');
        case 't' -> word.append('\t');
        case 'r' -> word.append('\r');
        case 'e' -> {
          if (raw.length() != 2) {
            return Optional.empty();
          }
        }
        case 'u' -> {
          if (i + HEX >= raw.length() || !raw.substring(i + 1, i + 1 + HEX).matches("[0-9a-f]+")) {
            return Optional.empty();
          }
          word.append((char) Integer.parseInt(raw, i + 1, i + 1 + HEX, 16));
          i += HEX;
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(word.toString());
  }
}
