package muster.sources.own;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.plan.Log;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** What {@code log} has said so far. */
final class LogDraft extends Draft {
  private static final int KEEP_MAX = 1_000_000;

  /** Source: s6-log(8), which clamps to this. */
  private static final Size SIZE = new Size(4096, 268_435_455);

  private static final Table<LogDraft, Log> TABLE =
      new Table<>(
          "{ keep = 10, size = \"1M\" }",
          List.of(
              Key.of(
                  "keep",
                  new Shape.Count(0, KEEP_MAX),
                  (LogDraft d, Integer keep) -> d.keep = keep,
                  "10",
                  "So many old files are kept.",
                  "count",
                  "backups"),
              Key.of(
                  "size",
                  SIZE,
                  (LogDraft d, Long bytes) -> d.sizeBytes = bytes,
                  "\"1M\"",
                  "A file is put aside when it has grown to this.",
                  "max-size"),
              Key.of(
                  "script",
                  Looks.LOG_SCRIPT,
                  (LogDraft d, String script) -> d.script = script,
                  "",
                  "What s6-log is to do, all but the directory.",
                  "s6-log"),
              Key.of(
                  "to",
                  new Shape.Name(),
                  (LogDraft d, Work.Member consumer) -> d.to = consumer,
                  "",
                  "The longrun that reads it on its standard input.",
                  "producer-for",
                  "pipe",
                  "consumer")),
          LogDraft::new,
          LogDraft::make);

  static final Shape.Either<Log> SHAPE = new Shape.Either<>(words(), TABLE);

  private int keep = ServiceDraft.LOG.keep();
  private long sizeBytes = ServiceDraft.LOG.sizeBytes();
  private @Nullable String script;
  private Work.@Nullable Member to;

  private static Shape.Words<Log> words() {
    Map<String, Log> words = new LinkedHashMap<>();
    words.put("none", new Log.None());
    words.put("catch-all", new Log.CatchAll());
    return Shape.Words.of(words);
  }

  private Optional<Log> make(Errors errors) {
    for (String files : List.of("keep", "size")) {
      errors.contradiction(this, files, "script", "the script says it too");
      errors.contradiction(this, files, "to", "who reads it keeps it");
    }
    errors.contradiction(this, "script", "to", "it goes to one place");
    if (script != null) {
      return Optional.of(new Log.Script(script));
    }
    return Optional.of(
        to != null ? new Log.To(to.name(), to.at()) : new Log.Files(keep, sizeBytes));
  }
}
