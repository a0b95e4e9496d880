package muster.sim.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import muster.kernel.Errno;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/**
 * Extended regular expressions of POSIX by those of the JDK, on chars that are bytes. Whether a
 * text matches is the same; what is undefined in POSIX is not looked after.
 */
final class FakePatterns {
  private final List<@Nullable Pattern> compiled = new ArrayList<>();

  long compile(String posix, int flags) {
    if (!Disk.isBytes(posix)) {
      return -Errno.EINVAL;
    }
    boolean lines = (flags & Linux.REG_NEWLINE) != 0;
    try {
      int options = Pattern.UNIX_LINES | (lines ? Pattern.MULTILINE : Pattern.DOTALL);
      compiled.add(Pattern.compile(translate(posix, lines), options));
      return compiled.size();
    } catch (PatternSyntaxException e) {
      return -Errno.EINVAL;
    }
  }

  int match(long handle, byte[] text, int offset, int length) {
    if (offset < 0 || length < 0 || length > text.length - offset) {
      return -Errno.EINVAL;
    }
    int end = offset;
    while (end < offset + length && text[end] != 0) {
      end++;
    }
    Pattern pattern = compiled.get((int) handle - 1);
    if (pattern == null) {
      throw new IllegalStateException("pattern " + handle + " was freed");
    }
    String chars = new String(text, offset, end - offset, StandardCharsets.ISO_8859_1);
    return pattern.matcher(chars).find() ? 1 : 0;
  }

  void free(long handle) {
    compiled.set((int) handle - 1, null);
  }

  private static String translate(String posix, boolean lines) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < posix.length()) {
      char c = posix.charAt(at);
      switch (c) {
        case '\\' -> {
          if (at + 1 == posix.length()) {
            throw new PatternSyntaxException("a backslash at the end", posix, at);
          }
          out.append(Pattern.quote(posix.substring(at + 1, at + 2)));
          at += 2;
        }
        case '[' -> at = bracket(posix, at, out);
        case '$' -> {
          out.append(lines ? "$" : "\\z");
          at++;
        }
        default -> {
          out.append(c);
          at++;
        }
      }
    }
    return out.toString();
  }

  /**
   * @return where it goes on after a bracket expression
   */
  private static int bracket(String posix, int start, StringBuilder out) {
    int at = start + 1;
    out.append('[');
    if (posix.startsWith("^", at)) {
      out.append('^');
      at++;
    }
    for (int first = at; at < posix.length(); ) {
      char c = posix.charAt(at);
      if (c == ']' && at > first) {
        out.append(']');
        return at + 1;
      }
      int end = posix.startsWith("[:", at) ? posix.indexOf(":]", at) : -1;
      if (end > 0) {
        out.append(named(posix.substring(at + 2, end)));
        at = end + 2;
      } else {
        out.append("\\[]^&".indexOf(c) < 0 ? "" : "\\").append(c);
        at++;
      }
    }
    throw new PatternSyntaxException("a bracket that does not end", posix, start);
  }

  /** {@code alpha} is {@code \p{Alpha}}, and {@code xdigit} the odd one. */
  private static String named(String kind) {
    String name = kind.equals("xdigit") ? "XDigit" : kind;
    return "\\p{" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "}";
  }
}
