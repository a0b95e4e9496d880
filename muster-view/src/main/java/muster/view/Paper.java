package muster.view;

/**
 * What a text is written on.
 *
 * @param width characters a line; longer lines are cut
 * @param colour whether what counts is coloured, by the escapes of ECMA-48
 */
public record Paper(int width, boolean colour) {
  /** Where a line has no end: a file, another program. */
  public static final Paper ENDLESS = new Paper(Integer.MAX_VALUE, false);

  /** What a colour says. */
  enum Ink {
    GOOD("32"),
    BAD("31"),
    BUSY("33"),
    QUIET("2"),
    STRONG("1");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  String inked(Ink ink, String text) {
    return colour ? "\u001b[" + ink.code + "m" + text + "\u001b[0m" : text;
  }

  /** A name, in a colour that is always the same for it: none of those that mean something bad. */
  public String named(String name) {
    int[] codes = {36, 32, 34, 35, 96, 92, 94, 95};
    int code = codes[Math.floorMod(name.hashCode(), codes.length)];
    return colour ? "\u001b[" + code + "m" + name + "\u001b[0m" : name;
  }
}
