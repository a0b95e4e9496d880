package muster.daemon;

import java.util.List;

/** The supervisor's entry from the command line. */
public final class Daemon {
  private Daemon() {}

  /**
   * Supervises a scan directory, until told to stop.
   *
   * @param arguments what follows {@code muster scan}
   * @return the exit code: 100 for wrong usage, 111 for a system call that failed
   */
  public static int scan(List<String> arguments) {
    System.err.println("muster: cannot scan " + String.join(" ", arguments) + ": not built yet");
    return 111;
  }
}
