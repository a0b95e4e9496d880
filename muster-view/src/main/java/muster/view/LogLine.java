package muster.view;

/** A line that a service or the daemon says, as a terminal is to show it. */
public final class LogLine {
  private static final char ESCAPE = '\u001b';
  private static final String OWN = "muster";

  private LogLine() {}

  /**
   * {@code NAME: text}, the name in its colour; what is a warning of the daemon's stands out.
   * Colours of the service stay its own, and end with the line; nothing else moves the cursor.
   */
  public static String shown(String line, Passage passage, Paper paper) {
    int colon = line.indexOf(": ");
    String name = colon < 0 ? "" : line.substring(0, colon);
    String text = harmless(line);
    if (name.equals(OWN)) {
      boolean grave =
          line.startsWith("warning: ", colon + 2) || line.startsWith("fatal: ", colon + 2);
      return grave ? paper.inked(Paper.Ink.BAD, text) : text;
    }
    return passage.knows(name)
        ? paper.named(harmless(name)).concat(harmless(line.substring(colon)))
        : text;
  }

  /** A text that a terminal shows as it is: but for colours, nothing in it moves or changes it. */
  public static String harmless(String line) {
    StringBuilder text = new StringBuilder();
    boolean coloured = false;
    int end = line.endsWith("\r") ? line.length() - 1 : line.length();
    for (int i = 0; i < end; i++) {
      char c = line.charAt(i);
      int after = c == ESCAPE ? afterColour(line, i) : i;
      if (after > i) {
        text.append(line, i, after);
        coloured = true;
        i = after - 1;
      } else {
        text.append(c == '\t' ? "\t" : TextTable.shown(Character.toString(c)));
      }
    }
    return coloured ? text.append("\u001b[0m").toString() : text.toString();
  }

  /** Where an escape sequence ends that sets a colour; the same place if it is another one. */
  private static int afterColour(String line, int at) {
    int next = at + 1;
    if (next >= line.length() || line.charAt(next) != '[') {
      return at;
    }
    next++;
    while (next < line.length() && ";:0123456789".indexOf(line.charAt(next)) >= 0) {
      next++;
    }
    return next < line.length() && line.charAt(next) == 'm' ? next + 1 : at;
  }
}
