package muster.core;

/**
 * What follows the death of a service. s6 reads these files at each death, so that event brings
 * them along.
 *
 * @param finishTimeoutNanos {@code timeout-finish}; 0 never
 * @param deathsKept {@code max-death-tally}; 0 keeps none
 * @param restart of no file: what its plan says, and s6's rule without one
 */
public record DeathRule(long finishTimeoutNanos, int deathsKept, RestartRule restart) {
  /** s6-supervise's limit: a tally is rewritten at each death. */
  public static final int DEATHS_KEPT_MAX = 4096;

  /** What an empty service directory means. */
  public static final DeathRule DEFAULT = new DeathRule(5 * Moment.SECOND, 100, RestartRule.S6);

  public DeathRule {
    deathsKept = Math.min(deathsKept, DEATHS_KEPT_MAX);
  }
}
