package muster.daemon;

/** Signals by name, as down-signal files and s6 have them. */
final class SignalNames {
  /** Position N−1 is signal N; the first 31, which are the same on all of our machines. */
  private static final String[] NAMES = {
    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };

  private static final String[] OTHER_NAMES = {"IOT", "CLD", "POLL"};
  private static final int[] OTHER_NUMBERS = {6, 17, 29};

  private static final int SIGNAL_MAX = 64;
  private static final String PREFIX = "SIG";

  private SignalNames() {}

  /**
   * @return {@code SIGTERM} and the like
   */
  static String name(int signal) {
    return signal >= 1 && signal <= NAMES.length
        ? PREFIX.concat(NAMES[signal - 1])
        : Integer.toString(signal);
  }

  /** A name in either case or a number, each with or without SIG. @return −1 for anything else */
  static int number(String text) {
    String bare =
        text.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
            ? text.substring(PREFIX.length())
            : text;
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].equalsIgnoreCase(bare)) {
        return i + 1;
      }
    }
    for (int i = 0; i < OTHER_NAMES.length; i++) {
      if (OTHER_NAMES[i].equalsIgnoreCase(bare)) {
        return OTHER_NUMBERS[i];
      }
    }
    return (int) Decimal.parse(bare, SIGNAL_MAX);
  }
}
