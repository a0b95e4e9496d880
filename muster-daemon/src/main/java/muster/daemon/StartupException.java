package muster.daemon;

import muster.kernel.Errno;

/**
 * Before the loop runs, trouble ends the daemon: with a message that names the cause, and a code.
 */
final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int USAGE = 100;
  static final int SYSTEM = 111;

  final int exitCode;
  final String reason;

  StartupException(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.reason = message;
  }

  /**
   * @return the result, when it is not an error
   */
  static int check(int result, String what) {
    if (result < 0) {
      throw new StartupException(SYSTEM, "cannot " + what + ": " + Errno.text(-result));
    }
    return result;
  }
}
