package muster.sources.own;

import static java.util.stream.Collectors.toCollection;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import muster.plan.Attributes;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Findings;
import muster.plan.Log;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Restart;
import muster.plan.Retry;
import muster.plan.ServiceSet;
import muster.plan.Settings;
import muster.plan.Stop;
import muster.plan.Work;
import muster.sources.own.ServiceKeys.ServiceKey;
import muster.sources.toml.TomlPrinter;
import muster.sources.toml.TomlValue;

/**
 * Writes a set of any origin in our own format. The same set is the same text, and what is by
 * default as it should be is left out. Relative directories are relative to the user's working
 * directory in the model, so this is where the text belongs.
 */
public final class OwnWriter {
  private final TomlPrinter printer = new TomlPrinter();
  private final Findings findings;

  private OwnWriter(Findings findings) {
    this.findings = findings;
  }

  /** Warns of each thing for which the format has no words, and leaves a comment in its place. */
  public static String write(ServiceSet set, Findings findings) {
    OwnWriter writer = new OwnWriter(findings);
    set.definitions().forEach(writer::write);
    return writer.printer.toString();
  }

  private void write(Definition definition) {
    Kind kind = Kind.of(definition.work());
    Optional<String> fault =
        isText(definition.name())
            ? Looks.nameFault(definition.name(), kind)
            : Optional.of("a name has to be a text");
    if (fault.isPresent()) {
      findings.error("unwritable", definition.at(), fault.get());
      return;
    }
    Entries entries = entries(definition);
    printer.header(definition.name());
    for (ServiceKey key : ServiceKeys.ALL) {
      TomlValue value = entries.get(key.key().name());
      if (value != null && key.kinds().contains(kind)) {
        write(definition, key.key(), value);
      }
    }
    if (definition.settings().log() instanceof Log.OwnLogger) {
      leaveOut(definition, "log", "its service directory has a logger of its own");
    }
  }

  /** Writes what the reader will read without complaint. */
  private void write(Definition definition, Key<ServiceDraft, ?> key, TomlValue value) {
    Findings complaints = new Findings();
    key.read(value, key.name(), new ServiceDraft(), new Errors(complaints));
    if (complaints.failed()) {
      leaveOut(definition, key.name(), complaints.all().getFirst().text());
    } else if (!isText(value)) {
      leaveOut(definition, key.name(), "there is half a character in it");
    } else {
      printer.entry(key.name(), value);
    }
  }

  private void leaveOut(Definition definition, String key, String why) {
    printer.comment(key + " cannot be written: " + why);
    findings.warn(
        "unwritable",
        definition.at(),
        definition.name() + " has a " + key + " that this format cannot say: " + why);
  }

  private static boolean isText(TomlValue value) {
    return switch (value) {
      case TomlValue.Text(var _, String text) -> isText(text);
      case TomlValue.Array(var _, List<TomlValue> values) ->
          values.stream().allMatch(OwnWriter::isText);
      case TomlValue.Table(var _, List<TomlValue.Entry> entries) ->
          entries.stream().allMatch(entry -> isText(entry.key()) && isText(entry.value()));
      case TomlValue.Whole _, TomlValue.Truth _, TomlValue.Other _ -> true;
    };
  }

  /** Is there no half of a character in it, which a file could not keep? */
  private static boolean isText(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  // ---- what there is to say -----------------------------------------------------------------

  private static Entries entries(Definition definition) {
    Entries entries = new Entries(definition.at());
    switch (definition.work()) {
      case Work.Longrun longrun -> longrun(longrun, entries);
      case Work.Oneshot(Program up, Program down, Retry retry) -> {
        entries.program("up", up).program("down", down);
        if (up == null && down == null) {
          entries.list("up", List.of());
        }
        retry(retry, entries);
      }
      case Work.Bundle(List<Work.Member> contents) ->
          entries.list("bundle", distinct(contents.stream().map(Work.Member::name).toList()));
      case Work.Milestone _ -> {}
    }
    for (Dependency.Kind kind : Dependency.Kind.values()) {
      entries.texts(
          Looks.word(kind),
          distinct(
              definition.dependencies().stream()
                  .filter(dependency -> dependency.kind() == kind)
                  .map(Dependency::on)
                  .toList()));
    }
    settings(definition.settings(), entries);
    return entries;
  }

  private static List<String> distinct(List<String> names) {
    Set<String> once = names.stream().collect(toCollection(LinkedHashSet::new));
    return List.copyOf(once);
  }

  private static void longrun(Work.Longrun longrun, Entries entries) {
    entries.program("run", longrun.run()).program("finish", longrun.finish());
    if (longrun.finish() != null) {
      entries.timeout("timeout-finish", longrun.finishMillis(), ServiceDraft.FINISH_MILLIS);
    }
    entries.table("ready", ready(longrun.readiness(), entries.inner()));
    if (longrun.readiness() instanceof Readiness.Notify(long watchdog)) {
      entries.time("watchdog", watchdog, 0);
    }
    restart(longrun.restart(), entries);
    entries.table("stop", stop(longrun.stop(), entries.inner()));
  }

  private static Entries ready(Readiness readiness, Entries entries) {
    return switch (readiness) {
      case Readiness.None _ -> entries;
      case Readiness.Descriptor(int fd) -> entries.number("fd", fd, -1);
      case Readiness.Notify _ -> entries.truth("notify", true);
      case Readiness.Tcp(String address) -> entries.text("tcp", address);
      case Readiness.Http(String url) -> entries.text("http", url);
      case Readiness.Exec(Program command) -> entries.program("exec", command);
      case Readiness.Log(String pattern) -> entries.text("log", pattern);
      case Readiness.File(String path) -> entries.text("file", path);
    };
  }

  private static void restart(Restart restart, Entries entries) {
    Restart usual = ServiceDraft.RESTART;
    long delay = Math.min(restart.delayMillis(), restart.delayMaxMillis());
    Entries table =
        entries
            .inner()
            .time("delay", delay, usual.delayMillis())
            .time("max-delay", restart.delayMaxMillis(), Math.max(delay, usual.delayMaxMillis()))
            .number("limit", restart.limit(), 0);
    if (restart.limit() != 0) {
      table.time("window", restart.windowMillis(), RestartDraft.WINDOW_MILLIS);
    }
    if (table.isEmpty()) {
      entries.word("restart", restart.when(), usual.when());
    } else {
      entries.table(
          "restart", entries.inner().word("when", restart.when(), usual.when()).all(table));
    }
  }

  private static void retry(Retry retry, Entries entries) {
    if (!retry.equals(Retry.NEVER)) {
      long delay = Math.min(retry.delayMillis(), retry.delayMaxMillis());
      long longest = Math.max(delay, RetryDraft.DELAY_MAX_MILLIS);
      entries.table(
          "retry",
          entries
              .inner()
              .number("times", retry.times(), 0)
              .time("delay", delay, RetryDraft.DELAY_MILLIS)
              .time("max-delay", retry.delayMaxMillis(), longest));
    }
  }

  private static Entries stop(Stop stop, Entries entries) {
    if (stop.command() == null && !stop.signal().equals(ServiceDraft.STOP.signal())) {
      entries.text("signal", stop.signal());
    }
    return entries
        .program("command", stop.command())
        .timeout("timeout", stop.killMillis(), ServiceDraft.STOP.killMillis())
        .truth("group", stop.group())
        .word("kill", stop.kill(), ServiceDraft.STOP.kill());
  }

  private static void settings(Settings settings, Entries entries) {
    String directory = settings.directory();
    Entries environment = entries.inner();
    settings.environment().forEach(environment::text);
    Entries limits = entries.inner();
    settings.limits().forEach((name, limit) -> Limits.write(name, limit, limits));
    Attributes attributes = settings.attributes();
    entries
        .text("description", settings.description())
        .text("directory", ".".equals(directory) ? null : directory)
        .text("user", settings.user())
        .text("group", settings.group())
        .table("environment", environment)
        .texts("environment-files", attributes.environmentFiles())
        .table("limits", limits)
        .text("umask", attributes.umask())
        .number("nice", attributes.nice(), 0)
        .table("capabilities", capabilities(attributes, entries.inner()))
        .timeout("timeout-up", settings.upMillis(), 0)
        .timeout("timeout-down", settings.downMillis(), 0)
        .texts("addresses", settings.addresses())
        .truth("essential", settings.essential())
        .word("on-failure", settings.onFailure(), Settings.OnFailure.NOTHING)
        .word("on-loss", settings.onLoss(), Settings.OnLoss.KEEP);
    log(settings.log(), entries);
  }

  private static Entries capabilities(Attributes attributes, Entries entries) {
    List<String> bounding = attributes.bounding();
    entries.texts("ambient", attributes.ambient());
    return bounding == null ? entries : entries.list("bounding", bounding);
  }

  private static void log(Log log, Entries entries) {
    switch (log) {
      case Log.Files(int keep, long size) -> {
        Log.Files usual = ServiceDraft.LOG;
        entries.table(
            "log",
            entries
                .inner()
                .number("keep", keep, usual.keep())
                .size("size", size, usual.sizeBytes()));
      }
      case Log.Script(String script) ->
          entries.table("log", entries.inner().text("script", script));
      case Log.To(String consumer, var _) ->
          entries.table("log", entries.inner().text("to", consumer));
      case Log.CatchAll _ -> entries.text("log", "catch-all");
      case Log.None _ -> entries.text("log", "none");
      case Log.OwnLogger _ -> {} // told apart: there are no words for it
    }
  }
}
