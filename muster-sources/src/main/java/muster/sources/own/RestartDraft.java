package muster.sources.own;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.plan.Position;
import muster.plan.Restart;

/** What {@code restart} has said so far. */
final class RestartDraft extends Draft {
  private static final int LIMIT_MAX = 1_000_000;
  static final long WINDOW_MILLIS = 60_000;

  private static final Table<RestartDraft, Restart> TABLE =
      new Table<>(
          "{ when = \"on-failure\", limit = 5 }",
          List.of(
              Key.of(
                  "when",
                  Looks.words(Restart.When.values()),
                  (RestartDraft d, Restart.When when) -> d.when = when,
                  "\"always\"",
                  "After which ends: on-failure means a code other than 0, or a signal."),
              Key.of(
                  "delay",
                  Time.PAUSE,
                  (RestartDraft d, Long millis) -> d.delayMillis = millis,
                  "\"1s\"",
                  "The first pause; each further one is twice as long.",
                  "backoff"),
              Key.of(
                  "max-delay",
                  Time.PAUSE,
                  (RestartDraft d, Long millis) -> d.delayMaxMillis = millis,
                  "\"30s\"",
                  "No pause is longer than this.",
                  "delay-max"),
              Key.of(
                  "limit",
                  new Shape.Count(1, LIMIT_MAX),
                  (RestartDraft d, Integer limit) -> d.limit = limit,
                  "",
                  "So many restarts within the window are one too many: it has failed.",
                  "retries",
                  "max",
                  "burst"),
              Key.of(
                  "window",
                  Time.SPAN,
                  (RestartDraft d, Long millis) -> d.windowMillis = millis,
                  "\"1m\"",
                  "The time in which restarts count towards the limit.",
                  "interval",
                  "period")),
          RestartDraft::new,
          RestartDraft::make);

  static final Shape.Either<Restart> SHAPE = new Shape.Either<>(words(), TABLE);

  private Restart.When when = ServiceDraft.RESTART.when();
  private long delayMillis = ServiceDraft.RESTART.delayMillis();
  private long delayMaxMillis = ServiceDraft.RESTART.delayMaxMillis();
  private int limit;
  private long windowMillis = WINDOW_MILLIS;

  private static Shape.Words<Restart> words() {
    Map<String, Restart> words = new LinkedHashMap<>();
    for (Restart.When when : Restart.When.values()) {
      words.put(Looks.word(when), with(when));
    }
    return Shape.Words.of(words);
  }

  /** All but the occasion as it is by default. */
  static Restart with(Restart.When when) {
    Restart usual = ServiceDraft.RESTART;
    return new Restart(when, usual.delayMillis(), usual.delayMaxMillis(), 0, 0);
  }

  private Optional<Restart> make(Errors errors) {
    if (delayMaxMillis < delayMillis) {
      if (has("max-delay")) {
        errors.contradiction(
            this, "delay", "max-delay", "the longest pause is shorter than the first");
      }
      delayMaxMillis = delayMillis;
    }
    Position window = at("window");
    if (window != null && !has("limit")) {
      errors.say("incomplete", window, "window wants a limit: restarts in it count towards that");
    }
    return Optional.of(
        new Restart(when, delayMillis, delayMaxMillis, limit, limit == 0 ? 0 : windowMillis));
  }
}
