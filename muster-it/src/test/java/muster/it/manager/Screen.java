package muster.it.manager;

import java.util.ArrayList;
import java.util.List;

/**
 * A terminal, as far as Muster's view has use for one: what it writes beyond that is an error. Like
 * most of today's it breaks lines anew when its width changes, and keeps what has scrolled by.
 * Source: ECMA-48, and xterm's ctlseqs for the line end at the last column.
 */
final class Screen {
  private static final char ESCAPE = '\u001b';

  private static final class Row {
    final StringBuilder text = new StringBuilder();

    /** The next row is the rest of the same line. */
    boolean goesOn;
  }

  private List<Row> rows = new ArrayList<>(List.of(new Row()));
  private int width;
  private int height;
  private int row;
  private int column;

  /** What has arrived of an escape sequence so far. */
  private final StringBuilder sequence = new StringBuilder();

  private boolean coloured;
  private int colours;

  Screen(int width, int height) {
    this.width = width;
    this.height = height;
  }

  void show(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!sequence.isEmpty() || c == ESCAPE) {
        sequence.append(c);
        if (sequence.length() > 2 && Character.isLetter(c)) {
          obey(sequence.substring(2, sequence.length() - 1), c);
          sequence.setLength(0);
        }
      } else {
        put(c);
      }
    }
  }

  private void put(char c) {
    switch (c) {
      case '\r' -> column = 0;
      case '\n' -> down();
      default -> {
        if (c < ' ') {
          throw new AssertionError("a control character: " + (int) c);
        }
        if (column == width) { // the cursor stands on the last one until there is another
          rows.get(row).goesOn = true;
          down();
          column = 0;
        }
        StringBuilder text = rows.get(row).text;
        text.repeat(' ', Math.max(0, column + 1 - text.length()));
        text.setCharAt(column++, c);
      }
    }
  }

  private void down() {
    row++;
    if (row == rows.size()) {
      rows.add(new Row());
    }
  }

  private void obey(String argument, char command) {
    switch (command) {
      case 'A' -> row = Math.max(top(), row - Integer.parseInt(argument));
      case 'K' -> clearRest();
      case 'J' -> {
        clearRest();
        rows.subList(row + 1, rows.size()).clear();
      }
      case 'm' -> {
        coloured = !argument.isEmpty() && !argument.equals("0");
        colours += coloured ? 1 : 0;
      }
      default -> throw new AssertionError("not understood: ESC [" + argument + command);
    }
  }

  private void clearRest() {
    Row present = rows.get(row);
    present.text.setLength(Math.min(present.text.length(), Math.min(column, width - 1)));
    present.goesOn = false;
  }

  /** Of what can be seen. */
  private int top() {
    return Math.max(0, rows.size() - height);
  }

  void resize(int columns, int lines) {
    List<Row> before = rows;
    int cursor = row;
    rows = new ArrayList<>();
    width = columns;
    height = lines;
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < before.size(); i++) {
      if (i == cursor) {
        int at = line.length() + column;
        row = rows.size() + at / width;
        column = at % width;
      }
      line.append(before.get(i).text);
      if (!before.get(i).goesOn) {
        breakUp(line);
        line.setLength(0);
      }
    }
  }

  private void breakUp(StringBuilder line) {
    int at = 0;
    do {
      Row next = new Row();
      next.text.append(line, at, Math.min(line.length(), at + width));
      at += width;
      next.goesOn = at < line.length();
      rows.add(next);
    } while (at < line.length());
  }

  // ---- what somebody sees ---------------------------------------------------------------------

  /** What is on it now, without spaces at the ends of lines. */
  List<String> seen() {
    return rows.subList(top(), rows.size()).stream()
        .map(each -> each.text.toString().stripTrailing())
        .toList();
  }

  /** All that was ever on it and was not taken away again: lines, however they were broken. */
  List<String> all() {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (Row each : rows) {
      line.append(each.text);
      if (!each.goesOn) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
    }
    return lines;
  }

  /** The cursor is at the beginning of an empty line, with nothing below, in no colour. */
  boolean isClean() {
    return row == rows.size() - 1
        && column == 0
        && rows.get(row).text.isEmpty()
        && !coloured
        && sequence.isEmpty();
  }

  /** How often a colour was set. */
  int colours() {
    return colours;
  }
}
