package muster.core.wire;

/** How a process ended, as wait(2) packs it into an int. */
public final class WaitStatus {
  private static final int SIGNAL_MASK = 0x7f;

  /** What {@code finish} and {@code s6-svdt} are told instead of an exit code after a signal. */
  public static final int SIGNALLED = 256;

  private WaitStatus() {}

  public static boolean signalled(int waitStatus) {
    return signal(waitStatus) != 0;
  }

  /**
   * @return the signal, or 0
   */
  public static int signal(int waitStatus) {
    return waitStatus & SIGNAL_MASK;
  }

  /**
   * @return 0 to 255; only meaningful when it was not a signal
   */
  public static int exitCode(int waitStatus) {
    return (waitStatus >> 8) & 0xff;
  }

  public static boolean exited(int waitStatus, int code) {
    return !signalled(waitStatus) && exitCode(waitStatus) == code;
  }
}
