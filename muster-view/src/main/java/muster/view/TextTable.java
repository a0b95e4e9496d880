package muster.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of words in columns, for a terminal. What is too long is cut, and says so by an ellipsis;
 * what would move the cursor is shown as U+FFFD.
 */
public final class TextTable {
  private static final String GAP = "  ";
  private static final int NAME_MAX = 40;

  /** A column narrower than that is not worth cutting for. */
  private static final int LAST_MIN = 12;

  private final List<String[]> rows = new ArrayList<>();
  private final int[] widths;
  private final boolean[] right;

  /**
   * @param alignment a letter a column: l for left, r for right; the last takes what is left of a
   *     line
   */
  public TextTable(String alignment) {
    widths = new int[alignment.length()];
    right = new boolean[alignment.length()];
    for (int i = 0; i < right.length; i++) {
      right[i] = alignment.charAt(i) == 'r';
    }
  }

  /** One more row, with a cell a column. */
  public void row(String... cells) {
    String[] row = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      boolean last = i == cells.length - 1;
      row[i] = last ? shown(cells[i]) : cut(shown(cells[i]), NAME_MAX);
      widths[i] = Math.max(widths[i], width(row[i]));
    }
    rows.add(row);
  }

  /** All rows, each with a newline, no wider than the paper. */
  public String text(Paper paper) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append(line(i, paper.width())).append('\n');
    }
    return text.toString();
  }

  int rows() {
    return rows.size();
  }

  /** One row, without spaces at its end and without a newline, no wider than that. */
  String line(int number, int width) {
    String[] row = rows.get(number);
    StringBuilder line = new StringBuilder();
    int at = 0;
    for (int i = 0; i < row.length; i++) {
      boolean last = i == row.length - 1;
      String cell = last ? cut(row[i], Math.max(LAST_MIN, width - at)) : row[i];
      int space = widths[i] - width(cell);
      if (right[i]) {
        line.repeat(' ', space);
      }
      line.append(cell);
      if (!last) {
        line.repeat(' ', right[i] ? 0 : space).append(GAP);
        at += widths[i] + GAP.length();
      }
    }
    return line.toString().stripTrailing();
  }

  /** Without characters that a terminal would obey or not show. */
  static String shown(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!visible(text.charAt(i))) {
        StringBuilder shown = new StringBuilder();
        for (int j = 0; j < text.length(); j++) {
          shown.append(visible(text.charAt(j)) ? text.charAt(j) : '\ufffd');
        }
        return shown.toString();
      }
    }
    return text;
  }

  private static boolean visible(char c) {
    return c >= ' ' && (c < 0x7f || c > 0x9f);
  }

  /** Of that width at most. */
  static String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    int end = 0;
    int at = 0;
    while (at + width(text.codePointAt(end)) < width) {
      at += width(text.codePointAt(end));
      end = text.offsetByCodePoints(end, 1);
    }
    return text.substring(0, end).concat("…");
  }

  /** How many places of a terminal a text takes. */
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      width += width(text.codePointAt(i));
    }
    return width;
  }

  /**
   * East Asian characters and emoji are twice as wide as others. Source: EastAsianWidth.txt of
   * Unicode, in blocks: a sign too many that is taken for wide leaves a space, and no more.
   */
  static int width(int character) {
    boolean korean = character >= 0x1100 && character < 0x1160;
    boolean frame = character >= 0x2500 && character < 0x2600; // boxes, blocks, geometric shapes
    return korean || character >= 0x2300 && !frame && character != 0xfffd ? 2 : 1;
  }
}
