package muster.sources.own;

import static muster.sources.own.Kind.BUNDLE;
import static muster.sources.own.Kind.LONGRUN;
import static muster.sources.own.Kind.MILESTONE;
import static muster.sources.own.Kind.ONESHOT;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import muster.plan.Dependency;

/**
 * All that a service can have. What is here is what is read, what editors complete, and what
 * docs/format.md describes; tests hold them together.
 */
final class ServiceKeys {
  /**
   * A key and the kinds of services that can have it.
   *
   * @param key itself
   */
  record ServiceKey(Set<Kind> kinds, Key<ServiceDraft, ?> key) {}

  private static final Set<Kind> EVERY = EnumSet.allOf(Kind.class);
  private static final Set<Kind> ORDERED = EnumSet.of(LONGRUN, ONESHOT, MILESTONE);
  private static final Set<Kind> EXECUTED = EnumSet.of(LONGRUN, ONESHOT);
  private static final Set<Kind> STAYING = EnumSet.of(LONGRUN);

  /** In the order in which they are written. */
  static final List<ServiceKey> ALL =
      Stream.of(what(), order(), surroundings(), life(), meaning()).flatMap(List::stream).toList();

  /** Only the keys. */
  static final List<Key<ServiceDraft, ?>> KEYS =
      ALL.stream().<Key<ServiceDraft, ?>>map(ServiceKey::key).toList();

  private ServiceKeys() {}

  private static <T> ServiceKey key(
      Set<Kind> kinds,
      String name,
      Shape<T> shape,
      BiConsumer<ServiceDraft, T> set,
      String standard,
      String summary,
      String... elsewhere) {
    return new ServiceKey(kinds, Key.of(name, shape, set, standard, summary, elsewhere));
  }

  private static List<ServiceKey> what() {
    return List.of(
        key(
            EVERY,
            "description",
            Looks.LINE,
            (d, text) -> d.description = text,
            "",
            "One line for people.",
            "title",
            "comment"),
        key(
            STAYING,
            "run",
            Command.SHAPE,
            (d, program) -> d.run = program,
            "",
            "The program of a longrun: a process that stays.",
            "exec",
            "exec-start",
            "command",
            "cmd",
            "start"),
        key(
            EnumSet.of(ONESHOT),
            "up",
            Command.OrNothing.SHAPE,
            (d, task) -> d.up = task.program(),
            "[]",
            "What a oneshot does once, when it starts.",
            "oneshot"),
        key(
            EnumSet.of(ONESHOT),
            "down",
            Command.SHAPE,
            (d, program) -> d.down = program,
            "",
            "What a oneshot does when it stops."),
        key(
            EnumSet.of(BUNDLE),
            "bundle",
            new Shape.Names(),
            (d, names) -> d.bundle = names,
            "",
            "Services and bundles that this is a name for.",
            "contents",
            "members"));
  }

  private static List<ServiceKey> order() {
    return List.of(
        key(
            ORDERED,
            "needs",
            new Shape.Names(),
            (d, names) -> d.depend(Dependency.Kind.NEEDS, names),
            "[]",
            "Comes along and is ready before this starts; without it, this fails.",
            "requires",
            "depends",
            "depends-on",
            "dependencies",
            "need"),
        key(
            ORDERED,
            "wants",
            new Shape.Names(),
            (d, names) -> d.depend(Dependency.Kind.WANTS, names),
            "[]",
            "Comes along and starts before this; if it fails, this starts all the same.",
            "waits-for",
            "want",
            "uses"),
        key(
            ORDERED,
            "after",
            new Shape.Names(),
            (d, names) -> d.depend(Dependency.Kind.AFTER, names),
            "[]",
            "When both start, this starts after it."),
        key(
            ORDERED,
            "before",
            new Shape.Names(),
            (d, names) -> d.depend(Dependency.Kind.BEFORE, names),
            "[]",
            "When both start, this starts before it."));
  }

  private static List<ServiceKey> surroundings() {
    return List.of(
        key(
            EXECUTED,
            "directory",
            Looks.PATH,
            (d, path) -> d.directory = path,
            "",
            "Where it runs; relative to the directory of this file, which it is by default.",
            "working-directory",
            "workdir",
            "cwd",
            "chdir"),
        key(
            EXECUTED,
            "user",
            Looks.ACCOUNT,
            (d, user) -> d.user = user,
            "",
            "The user that it runs as, by name or number; by default the one that Muster runs as.",
            "run-as",
            "uid"),
        key(
            EXECUTED,
            "group",
            Looks.ACCOUNT,
            (d, group) -> d.group = group,
            "",
            "Its group, by name or number; by default the user's.",
            "gid"),
        key(
            EXECUTED,
            "environment",
            new Environment(),
            (d, variables) -> d.environment = variables,
            "{}",
            "Variables beside those of Muster's own environment.",
            "env"),
        key(
            EXECUTED,
            "environment-files",
            new Shape.Texts("a list of files, as [\"/etc/default/web\"]", Looks.PATH),
            (d, files) -> d.environmentFiles = files,
            "[]",
            "Files of more variables, a NAME=VALUE a line; one with - before it may be missing.",
            "environment-file",
            "env-file",
            "env-files"),
        key(
            EXECUTED,
            "limits",
            new Limits(),
            (d, limits) -> d.limits = limits,
            "{}",
            "Resource limits, by the names of prlimit(1).",
            "rlimits",
            "ulimits"),
        key(
            EXECUTED,
            "umask",
            Looks.UMASK,
            (d, umask) -> d.umask = umask,
            "",
            "The permissions that files which it makes do not have; by default as Muster's.",
            "u-mask"),
        key(
            EXECUTED,
            "nice",
            new Shape.Count(-20, 19),
            (d, nice) -> d.nice = nice,
            "0",
            "How much nicer than Muster it is to others who want the processor; below 0, less nice.",
            "niceness",
            "priority"),
        key(
            EXECUTED,
            "capabilities",
            CapabilitiesDraft.TABLE,
            (d, capabilities) -> d.capabilities = capabilities,
            "",
            "What it may do although its user may not, and what not even root may.",
            "ambient-capabilities",
            "capability-bounding-set",
            "caps"));
  }

  private static List<ServiceKey> life() {
    return List.of(
        key(
            STAYING,
            "ready",
            ReadyDraft.TABLE,
            (d, readiness) -> d.ready = readiness,
            "",
            "How it is known that it serves; without, it is ready as soon as it runs.",
            "readiness",
            "notify-type"),
        key(
            STAYING,
            "watchdog",
            Time.SPAN,
            (d, millis) -> d.watchdogMillis = millis,
            "",
            "How often it has to say by sd_notify that it is alive; when it does not, it is killed.",
            "watchdog-sec"),
        key(
            EXECUTED,
            "timeout-up",
            Time.LIMIT,
            (d, millis) -> d.upMillis = millis,
            "\"none\"",
            "The most that it may take to be ready, or done.",
            "start-timeout"),
        key(
            EXECUTED,
            "timeout-down",
            Time.LIMIT,
            (d, millis) -> d.downMillis = millis,
            "\"none\"",
            "The most that it may take to be down.",
            "stop-timeout"),
        key(
            STAYING,
            "restart",
            RestartDraft.SHAPE,
            (d, restart) -> d.restart = restart,
            "\"always\"",
            "When it is started again after it ended by itself.",
            "respawn",
            "autorestart",
            "keepalive"),
        key(
            EnumSet.of(ONESHOT),
            "retry",
            RetryDraft.TABLE,
            (d, retry) -> d.retry = retry,
            "",
            "How often up is tried again when it fails.",
            "retries",
            "attempts"),
        key(
            STAYING,
            "stop",
            StopDraft.TABLE,
            (d, stop) -> d.stop = stop,
            "{ signal = \"TERM\", timeout = \"10s\" }",
            "How it is stopped.",
            "kill",
            "down-signal"),
        key(
            STAYING,
            "finish",
            Command.SHAPE,
            (d, program) -> d.finish = program,
            "",
            "Run after each end of it, to clean up.",
            "post-stop",
            "exec-stop-post"),
        key(
            STAYING,
            "timeout-finish",
            Time.LIMIT,
            (d, millis) -> d.finishMillis = millis,
            "\"5s\"",
            "The most that finish may take before it is killed."),
        key(
            EXECUTED,
            "log",
            LogDraft.SHAPE,
            (d, log) -> d.log = log,
            "{ keep = 10, size = \"1M\" }",
            "Where its output goes.",
            "logging",
            "logfile",
            "stdout"));
  }

  private static List<ServiceKey> meaning() {
    return List.of(
        key(
            STAYING,
            "addresses",
            new Shape.Texts(
                "a list of addresses, as [\"127.0.0.1:80\", \"/run/x.sock\"]", Looks.ADDRESS),
            (d, addresses) -> d.addresses = addresses,
            "[]",
            "What it listens on, so that muster check finds two services on one address.",
            "listens",
            "listen",
            "ports"),
        key(
            EVERY,
            "essential",
            new Shape.Truth(false),
            (d, essential) -> d.essential = essential,
            "false",
            "Stopping everything leaves it up; only the end of Muster stops it."),
        key(
            EXECUTED,
            "on-failure",
            Looks.ON_FAILURE,
            (d, what) -> d.onFailure = what,
            "\"nothing\"",
            "What its own failure means to the whole: exit ends muster run with its exit code."),
        key(
            ORDERED,
            "on-loss",
            Looks.ON_LOSS,
            (d, what) -> d.onLoss = what,
            "\"keep\"",
            "What happens to it when something that it needs has failed."));
  }
}
