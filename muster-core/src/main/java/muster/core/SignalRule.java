package muster.core;

/**
 * How a service is told to stop, or to read its settings again. s6 reads these files at each use,
 * so an event that needs them brings them along.
 *
 * @param downSignal {@code down-signal}
 * @param reloadSignal {@code reload-signal}
 * @param killAfterNanos {@code timeout-kill}; 0 never
 * @param killGroup {@code flag-timeout-killpg}
 * @param signalGroup of no file: the down signal goes to the process group that {@code run} leads
 */
public record SignalRule(
    int downSignal, int reloadSignal, long killAfterNanos, boolean killGroup, boolean signalGroup) {
  private static final int HUP = 1;
  private static final int TERM = 15;

  /** What an empty service directory means. */
  public static final SignalRule DEFAULT = new SignalRule(TERM, HUP, 0, false, false);
}
