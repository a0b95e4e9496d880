package muster.sources.own;

import java.util.List;
import java.util.Optional;
import muster.plan.Program;
import muster.plan.Stop;
import org.jspecify.annotations.Nullable;

/** What {@code stop} has said so far. */
final class StopDraft extends Draft {
  static final Table<StopDraft, Stop> TABLE =
      new Table<>(
          "{ signal = \"INT\", timeout = \"30s\" }",
          List.of(
              Key.of(
                  "signal",
                  Looks.SIGNAL,
                  (StopDraft d, String name) -> d.signal = name,
                  "\"TERM\"",
                  "The signal that asks it to end. CONT follows, for a process that is stopped."),
              Key.of(
                  "command",
                  Command.SHAPE,
                  (StopDraft d, Program command) -> d.command = command,
                  "",
                  "Run instead of the signal.",
                  "exec",
                  "run"),
              Key.of(
                  "timeout",
                  Time.LIMIT,
                  (StopDraft d, Long millis) -> d.killMillis = millis,
                  "\"10s\"",
                  "So long after that it is killed.",
                  "kill"),
              Key.of(
                  "group",
                  new Shape.Truth(false),
                  (StopDraft d, Boolean group) -> d.group = group,
                  "false",
                  "Does the signal go to its whole process group?"),
              Key.of(
                  "kill",
                  Looks.words(Stop.Kill.values()),
                  (StopDraft d, Stop.Kill kill) -> d.kill = kill,
                  "\"group\"",
                  "Whom it is killed with: tree is all that is left of its session, too.",
                  "killpg",
                  "kill-mode")),
          StopDraft::new,
          StopDraft::make);

  private String signal = ServiceDraft.STOP.signal();
  private @Nullable Program command;
  private long killMillis = ServiceDraft.STOP.killMillis();
  private boolean group;
  private Stop.Kill kill = ServiceDraft.STOP.kill();

  private Optional<Stop> make(Errors errors) {
    errors.contradiction(this, "signal", "command", "the command is run instead of the signal");
    return Optional.of(new Stop(signal, command, killMillis, group, kill));
  }
}
