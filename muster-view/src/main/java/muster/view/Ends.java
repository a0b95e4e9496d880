package muster.view;

import muster.core.trace.TraceRecord;
import muster.core.wire.WaitStatus;

/** How processes end, in words. */
final class Ends {
  /** Position N−1 is signal N; the first 31, which are the same on all of our machines. */
  private static final String[] SIGNALS = {
    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };

  private Ends() {}

  /** {@code exited 3}, {@code was killed by SIGTERM}; nothing if there was no end yet. */
  static String how(int waitStatus) {
    if (waitStatus == TraceRecord.NO_STATUS) {
      return "";
    }
    return WaitStatus.signalled(waitStatus)
        ? "was killed by ".concat(signal(WaitStatus.signal(waitStatus)))
        : "exited ".concat(Integer.toString(WaitStatus.exitCode(waitStatus)));
  }

  private static String signal(int number) {
    return number <= SIGNALS.length
        ? "SIG".concat(SIGNALS[number - 1])
        : "signal ".concat(Integer.toString(number));
  }
}
