package muster.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import muster.view.Paper;

/** What standard output is. */
final class Terminal {
  private static final int STANDARD_WIDTH = 80;
  private static final int STANDARD_ROWS = 24;

  /** What is narrower shows a few characters a line and lets the rest go round. */
  private static final int WIDTH_MIN = 20;

  /** How much of a text can be seen at once. */
  record Size(Paper paper, int rows) {}

  private Terminal() {}

  /** As wide as the terminal, with colours unless NO_COLOR is set; without an end if it is none. */
  static Paper paper() {
    if (!isTerminal()) {
      return Paper.ENDLESS;
    }
    Paper paper = size().paper();
    return new Paper(Math.max(WIDTH_MIN, paper.width()), paper.colour());
  }

  /** Of the terminal now. Shells know it, and do not tell; so stty is asked. */
  static Size size() {
    String columns = System.getenv("COLUMNS");
    String lines = System.getenv("LINES");
    if (columns == null || lines == null) {
      String[] asked = stty().concat(" ").split(" ", -1);
      lines = lines == null ? asked[0] : lines;
      columns = columns == null ? asked[1] : columns;
    }
    int width = number(columns, STANDARD_WIDTH);
    String noColour = System.getenv("NO_COLOR");
    return new Size(
        new Paper(Math.max(2, width), noColour == null || noColour.isEmpty()),
        number(lines, STANDARD_ROWS));
  }

  private static int number(String text, int standard) {
    try {
      int number = Integer.parseInt(text.strip());
      return number > 0 ? number : standard;
    } catch (NumberFormatException e) {
      return standard;
    }
  }

  /** Can lines be drawn again on it? */
  static boolean isAlive() {
    String type = System.getenv("TERM");
    return type != null && !type.isEmpty() && !type.equals("dumb") && isTerminal();
  }

  /** By its name, since Console takes longer to load than a status takes. */
  private static boolean isTerminal() {
    try {
      String path = new File("/proc/self/fd/1").getCanonicalPath();
      return path.startsWith("/dev/pts/")
          || path.startsWith("/dev/tty")
          || path.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }

  /** "ROWS COLUMNS", or nothing. */
  private static String stty() {
    try {
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(process.getInputStream().readAllBytes(), US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }
}
