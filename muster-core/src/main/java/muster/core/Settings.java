package muster.core;

/**
 * What a service's directory says at the moment when it matters: s6 reads these files again at each
 * use, so an event that needs them brings them along.
 *
 * @param downSignal {@code down-signal}
 * @param reloadSignal {@code reload-signal}
 * @param killAfterNanos {@code timeout-kill}; 0 never
 * @param killGroup {@code flag-timeout-killpg}
 * @param finishTimeoutNanos {@code timeout-finish}; 0 never
 * @param deathsKept {@code max-death-tally}; 0 keeps none
 * @param signalGroup of no file: the down signal goes to the process group that {@code run} leads
 * @param restart of no file: what its plan says, and s6's rule without one
 */
public record Settings(
    int downSignal,
    int reloadSignal,
    long killAfterNanos,
    boolean killGroup,
    long finishTimeoutNanos,
    int deathsKept,
    boolean signalGroup,
    RestartRule restart) {

  private static final int HUP = 1;
  private static final int TERM = 15;

  /** s6-supervise's limit: a tally is rewritten at each death. */
  public static final int DEATHS_KEPT_MAX = 4096;

  /** What an empty service directory means. */
  public static final Settings DEFAULT =
      new Settings(TERM, HUP, 0, false, 5 * Moment.SECOND, 100, false, RestartRule.S6);

  /** What the directory says, of a service that no plan says more of. */
  public Settings(
      int downSignal,
      int reloadSignal,
      long killAfterNanos,
      boolean killGroup,
      long finishTimeoutNanos,
      int deathsKept,
      RestartRule restart) {
    this(
        downSignal,
        reloadSignal,
        killAfterNanos,
        killGroup,
        finishTimeoutNanos,
        deathsKept,
        false,
        restart);
  }

  public Settings {
    deathsKept = Math.min(deathsKept, DEATHS_KEPT_MAX);
  }
}
