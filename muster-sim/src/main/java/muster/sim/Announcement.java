package muster.sim;

import muster.core.wire.Status;

/** What subscribers hear: the order of it, and the status that whoever then reads it finds. */
public final class Announcement {
  private Announcement() {}

  /**
   * Whether subscribers may hear that next: {@code (s (u U? (d (D|OD) | dD))* x)*}, and nothing
   * ends a supervision but x.
   *
   * @param before what they heard last, empty at first
   */
  public static boolean follows(String before, String events) {
    boolean rests = before.equals("s") || before.endsWith("D");
    boolean runs = before.equals("u") || before.equals("U");
    return switch (events) {
      case "s" -> before.isEmpty() || before.equals("x");
      case "u" -> rests;
      case "U" -> before.equals("u");
      case "d", "dD" -> runs;
      case "D", "OD" -> before.equals("d");
      case "x" -> rests || runs || before.equals("d");
      default -> false;
    };
  }

  /** Whether the status says what the event told. */
  public static boolean agrees(String events, Status status) {
    boolean runs = status.pid() != 0 && !status.finishing();
    return switch (events) {
      case "s", "x" -> true;
      case "u" -> runs && !status.ready();
      case "U" -> runs && status.ready();
      case "d" -> status.finishing() && !status.ready();
      case "D", "dD" -> status.pid() == 0 && !status.finishing() && status.ready();
      case "OD" -> agrees("D", status) && !status.wantedUp();
      default -> false;
    };
  }
}
