package muster.sim;

import muster.core.wire.Status;

/** What subscribers hear: the order of it, and the status that whoever then reads it finds. */
public final class Announcement {
  /** What a subscriber has heard before it has heard anything. */
  public static final String NOTHING = "";

  private Announcement() {}

  /**
   * Whether subscribers may hear these events next: all that they hear is {@code (s (u U? d O? D)*
   * u? U? d? x)*}, and nothing ends a supervision but x.
   *
   * @param before what they heard last
   */
  public static boolean follows(String before, String events) {
    String all = before + events;
    for (int i = before.length(); i < all.length(); i++) {
      if (!follows(i == 0 ? ' ' : all.charAt(i - 1), all.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean follows(char before, char event) {
    String may =
        switch (event) {
          case 's' -> " x";
          case 'u' -> "sD";
          case 'U' -> "u";
          case 'd' -> "uU";
          case 'O' -> "d";
          case 'D' -> "dO";
          case 'x' -> "sDuUd";
          default -> "";
        };
    return may.indexOf(before) >= 0;
  }

  /** Whether the status says what the last of the events told. */
  public static boolean agrees(String events, Status status) {
    boolean runs = status.pid() != 0 && !status.finishing();
    boolean rests = status.pid() == 0 && !status.finishing() && status.ready();
    return switch (events.charAt(events.length() - 1)) {
      case 's', 'x' -> true;
      case 'u' -> runs && !status.ready();
      case 'U' -> runs && status.ready();
      case 'd' -> status.finishing() && !status.ready();
      case 'D' -> rests && !(events.endsWith("OD") && status.wantedUp());
      default -> false; // O comes with its D in one piece
    };
  }
}
