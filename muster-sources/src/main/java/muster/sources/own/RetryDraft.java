package muster.sources.own;

import java.util.List;
import java.util.Optional;
import muster.plan.Retry;

/** What {@code retry} has said so far. */
final class RetryDraft extends Draft {
  private static final int TIMES_MAX = 1_000_000;
  static final long DELAY_MILLIS = 1000;
  static final long DELAY_MAX_MILLIS = 30_000;

  static final Table<RetryDraft, Retry> TABLE =
      new Table<>(
          "{ times = 3 }",
          List.of(
              Key.of(
                  "times",
                  new Shape.Count(1, TIMES_MAX),
                  (RetryDraft d, Integer times) -> d.times = times,
                  "1",
                  "So often it is tried again; then it has failed.",
                  "limit",
                  "retries",
                  "max"),
              Key.of(
                  "delay",
                  Time.PAUSE,
                  (RetryDraft d, Long millis) -> d.delayMillis = millis,
                  "\"1s\"",
                  "The first pause; each further one is twice as long.",
                  "backoff"),
              Key.of(
                  "max-delay",
                  Time.PAUSE,
                  (RetryDraft d, Long millis) -> d.delayMaxMillis = millis,
                  "\"30s\"",
                  "No pause is longer than this.",
                  "delay-max")),
          RetryDraft::new,
          RetryDraft::make);

  private int times = 1;
  private long delayMillis = DELAY_MILLIS;
  private long delayMaxMillis = DELAY_MAX_MILLIS;

  private Optional<Retry> make(Errors errors) {
    if (delayMaxMillis < delayMillis) {
      if (has("max-delay")) {
        errors.contradiction(
            this, "delay", "max-delay", "the longest pause is shorter than the first");
      }
      delayMaxMillis = delayMillis;
    }
    return Optional.of(new Retry(times, delayMillis, delayMaxMillis));
  }
}
