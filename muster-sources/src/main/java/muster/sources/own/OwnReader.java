package muster.sources.own;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import muster.plan.Definition;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Settings;
import muster.plan.Work;
import muster.sources.toml.TomlParser;
import muster.sources.toml.TomlValue;
import org.jspecify.annotations.Nullable;

/** Reads one file of our own format: one table a service. See docs/format.md. */
public final class OwnReader {
  private final Errors errors;

  /** Where the file is; empty for the user's working directory. */
  private final String directory;

  /** Was there no error of syntax? After one, what is not there may only not have been read. */
  private final boolean whole;

  private OwnReader(String file, boolean whole, Errors errors) {
    this.whole = whole;
    this.errors = errors;
    int slash = file.lastIndexOf('/');
    directory = slash < 0 ? "" : file.substring(0, Math.max(slash, 1));
  }

  /**
   * Reads all of a file.
   *
   * @param file its path: what is relative in it is relative to its directory
   */
  public static List<Definition> read(String file, String text, Findings findings) {
    Findings inFile = new Findings();
    TomlValue.Table document = TomlParser.parse(file, text, inFile);
    boolean whole = !inFile.failed();
    List<Definition> definitions = new OwnReader(file, whole, new Errors(inFile)).read(document);
    inFile.all().stream().sorted(Comparator.comparing(Finding::at)).forEach(findings::add);
    return definitions;
  }

  private List<Definition> read(TomlValue.Table document) {
    List<Definition> definitions = new ArrayList<>(document.entries().size());
    Set<String> seen = new LinkedHashSet<>();
    for (TomlValue.Entry entry : document.entries()) {
      if (errors.full()) {
        break;
      }
      if (!(entry.value() instanceof TomlValue.Table table)) {
        noService(entry);
      } else {
        Definition definition = service(entry, table);
        if (seen.add(entry.key())) { // of a second one the parser has complained
          definitions.add(definition);
        }
      }
    }
    return definitions;
  }

  private void noService(TomlValue.Entry entry) {
    String name = entry.key();
    errors.say(
        "type",
        entry.at(),
        entry.value() instanceof TomlValue.Array(var _, List<TomlValue> values)
                && values.stream().allMatch(TomlValue.Table.class::isInstance)
            ? "a service begins with one pair of brackets: [" + name + "]"
            : name
                + " belongs to no service; a service begins with [NAME], and in one line it is"
                + " NAME.run = ...");
  }

  private Definition service(TomlValue.Entry entry, TomlValue.Table table) {
    ServiceDraft draft = new ServiceDraft();
    Table.readAll(table, ServiceKeys.KEYS, entry.key(), "", draft, errors);
    Position watchdog = draft.at("watchdog");
    if (watchdog != null && !(draft.ready instanceof Readiness.Notify) && whole) {
      errors.say(
          "incomplete",
          watchdog,
          "watchdog wants ready = { notify = true }: it is by that way that it is heard");
    }
    Position timeout = draft.at("timeout-finish");
    if (timeout != null && !draft.has("finish") && whole) {
      errors.say(
          "incomplete", timeout, "timeout-finish wants a finish: it is what may take so long");
    }
    Position retry = draft.at("retry");
    if (retry != null && draft.has("down") && !draft.has("up") && whole) {
      errors.say("incomplete", retry, "retry wants an up: it is what is tried again");
    }
    Kind kind = kind(draft);
    misplaced(entry.key(), kind, draft);
    Looks.nameFault(entry.key(), kind).ifPresent(fault -> errors.say("name", entry.at(), fault));
    return new Definition(
        entry.key(), entry.at(), work(kind, draft), draft.dependencies, settings(kind, draft));
  }

  // ---- what it is ---------------------------------------------------------------------------

  private Kind kind(ServiceDraft draft) {
    errors.contradiction(draft, "run", "up", "run makes a longrun, up a oneshot");
    errors.contradiction(draft, "run", "down", "run makes a longrun, down a oneshot");
    for (String other : List.of("run", "up", "down")) {
      errors.contradiction(draft, other, "bundle", "a bundle is only a name for others");
    }
    for (Kind kind : Kind.values()) {
      if (kind.signs().stream().anyMatch(draft::has)) {
        return kind;
      }
    }
    return Kind.MILESTONE;
  }

  /** Says which keys are not for this kind of service. */
  private void misplaced(String name, Kind kind, ServiceDraft draft) {
    for (ServiceKeys.ServiceKey key : ServiceKeys.ALL) {
      Position at = draft.at(key.key().name());
      if (at == null || key.kinds().contains(kind) || isSign(key.key().name())) {
        continue;
      }
      if (kind == Kind.MILESTONE) {
        nothingToRun(name, key.key().name(), at, draft);
        return; // one is enough to see that
      }
      errors.say("misplaced", at, reason(name, kind, key), cause(kind, draft));
    }
  }

  /** It says how it runs and not what, unless what it runs was not understood. */
  private void nothingToRun(String name, String key, Position at, ServiceDraft draft) {
    if (whole && !draft.hasUnknown()) {
      errors.say(
          "misplaced",
          at,
          name
              + " has "
              + key
              + ", but nothing to run; it wants run, as [\"sleep\", \"5\"], or up");
    }
  }

  private static boolean isSign(String key) {
    for (Kind kind : Kind.values()) {
      if (kind.signs().contains(key)) {
        return true; // one too many has been told as a contradiction
      }
    }
    return false;
  }

  private static String reason(String name, Kind kind, ServiceKeys.ServiceKey key) {
    String kinds = key.kinds().stream().map(k -> k.plural).collect(joining(" and "));
    return key.key().name() + " is for " + kinds + ", and " + name + " is " + kind.one;
  }

  private static Finding.Note[] cause(Kind kind, ServiceDraft draft) {
    for (String sign : kind.signs()) {
      Position at = draft.at(sign);
      if (at != null) {
        return new Finding.Note[] {new Finding.Note(at, sign + " is here")};
      }
    }
    return new Finding.Note[0];
  }

  private static Work work(Kind kind, ServiceDraft draft) {
    Program run = draft.run;
    return switch (kind) {
      case LONGRUN ->
          run == null // there was an error
              ? new Work.Milestone()
              : new Work.Longrun(
                  run,
                  draft.finish,
                  draft.finishMillis,
                  draft.readiness(),
                  draft.restart,
                  draft.stop);
      case ONESHOT -> new Work.Oneshot(draft.up, draft.down, draft.retry);
      case BUNDLE -> new Work.Bundle(draft.bundle);
      case MILESTONE -> new Work.Milestone();
    };
  }

  // ---- what it has besides ------------------------------------------------------------------

  private Settings settings(Kind kind, ServiceDraft draft) {
    boolean executed = kind == Kind.LONGRUN || kind == Kind.ONESHOT;
    return new Settings(
        draft.description,
        executed ? directory(draft.directory) : null,
        draft.user,
        draft.group,
        draft.environment,
        draft.limits,
        draft.attributes(),
        draft.upMillis,
        draft.downMillis,
        draft.essential,
        draft.onFailure,
        draft.onLoss,
        executed ? draft.log : Settings.NONE.log(),
        draft.addresses);
  }

  /** Null stands for the user's working directory. */
  private @Nullable String directory(@Nullable String said) {
    if (said == null || said.equals(".")) {
      return directory.isEmpty() ? null : directory;
    }
    if (said.startsWith("/") || directory.isEmpty()) {
      return said;
    }
    return directory.equals("/") ? "/" + said : directory + "/" + said;
  }
}
