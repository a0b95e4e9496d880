package muster.plan;

/**
 * When a longrun that ended is started again.
 *
 * @param delayMillis the first pause; each further one is twice as long
 * @param delayMaxMillis but not longer than this
 * @param limit so many restarts within the window are one too many: the service has failed; 0 is no
 *     limit
 * @param windowMillis see limit
 */
public record Restart(
    When when, long delayMillis, long delayMaxMillis, int limit, long windowMillis) {
  /** After which ends. */
  public enum When {
    /** Every one that was not asked for. */
    ALWAYS,
    /** An exit code other than 0, or a signal. */
    ON_FAILURE,
    /** None. */
    NEVER
  }

  /** As s6-supervise does: always, a second later, for ever. */
  public static final Restart S6 = new Restart(When.ALWAYS, 1000, 1000, 0, 0);
}
