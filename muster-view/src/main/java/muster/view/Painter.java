package muster.view;

import java.util.List;

/**
 * Keeps a block of lines at the end of what a terminal shows, and lets other lines scroll by above
 * it. Each change is one piece of text, so that nobody sees half of it.
 */
public final class Painter {
  private static final String LINE_BEGIN = "\r";
  private static final String CLEAR_LINE_REST = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private List<String> drawn = List.of();

  /**
   * @param lines that are to stay, above the block
   * @param block what takes the place of the last one
   * @param columns of the terminal now: where a block was drawn on a wider one, its lines are
   *     several by now
   * @return what is to be written, nothing if that would change nothing
   */
  public String paint(List<String> lines, List<String> block, int columns) {
    if (lines.isEmpty() && block.equals(drawn)) {
      return "";
    }
    StringBuilder text = new StringBuilder(LINE_BEGIN); // where ^C may stand, or what was typed
    int up = rows(drawn, columns);
    if (up > 0) {
      text.append("\u001b[").append(up).append('A');
    }
    if (!lines.isEmpty()) { // which may be longer than a line of the terminal
      text.append(CLEAR_BELOW);
    }
    for (String line : lines) {
      text.append(line).append('\n');
    }
    for (String line : block) { // over what was there, which so does not flicker
      text.append(line).append(CLEAR_LINE_REST).append('\n');
    }
    text.append(CLEAR_BELOW);
    drawn = List.copyOf(block);
    return text.toString();
  }

  private static int rows(List<String> block, int columns) {
    int rows = 0;
    for (String line : block) {
      int width = TextTable.width(line.replaceAll("\u001b\\[[0-9;]*m", ""));
      rows += Math.max(1, Math.ceilDiv(width, columns));
    }
    return rows;
  }
}
