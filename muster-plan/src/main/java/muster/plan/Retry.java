package muster.plan;

/**
 * How often what a oneshot does is tried again when it fails.
 *
 * @param times after so many further tries it has failed; 0 is one try alone
 * @param delayMillis the first pause; each further one is twice as long
 * @param delayMaxMillis but not longer than this
 */
public record Retry(int times, long delayMillis, long delayMaxMillis) {
  /** One try, as s6-rc does it. */
  public static final Retry NEVER = new Retry(0, 0, 0);
}
