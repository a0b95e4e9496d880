package muster.view;

import java.util.Locale;

/** Writes elements of SVG, one a line. */
final class Svg {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  /**
   * Begins an element that has others in it.
   *
   * @param attributes names and values in turn; values are escaped
   */
  Svg open(String name, Object... attributes) {
    begin(name, attributes).append(">\n");
    depth++;
    return this;
  }

  /** Ends what {@link #open} began. */
  Svg close(String name) {
    depth--;
    indent().append("</").append(name).append(">\n");
    return this;
  }

  /** An element with nothing in it. */
  Svg empty(String name, Object... attributes) {
    begin(name, attributes).append("/>\n");
    return this;
  }

  /** An element with text in it. */
  Svg text(String name, String content, Object... attributes) {
    begin(name, attributes).append('>').append(escape(content));
    text.append("</").append(name).append(">\n");
    return this;
  }

  /** Text that is not escaped: a style sheet. */
  Svg raw(String content) {
    text.append(content);
    return this;
  }

  private StringBuilder begin(String name, Object... attributes) {
    indent().append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escape(shown(attributes[i + 1]))).append('"');
    }
    return text;
  }

  private StringBuilder indent() {
    return text.repeat("  ", depth);
  }

  /** Numbers have one decimal at most: a tenth of a pixel is nothing that one could see. */
  static String shown(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.1f", number).replaceFirst("\\.0$", "")
        : value.toString();
  }

  /** As XML wants it; characters that XML cannot have at all become U+FFFD. */
  static String escape(String raw) {
    StringBuilder escaped = new StringBuilder(raw.length());
    raw.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            default -> escaped.appendCodePoint(allowed(c) ? c : 0xfffd);
          }
        });
    return escaped.toString();
  }

  /** Can it be seen, and does XML have it? */
  static boolean allowed(int c) {
    return c >= 0x20 && !(c >= 0x7f && c <= 0x9f) && !(c >= 0xd800 && c <= 0xdfff) && c < 0xfffe
        || c >= 0x10000;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
