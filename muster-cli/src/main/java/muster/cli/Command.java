package muster.cli;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import muster.sources.Format;

/**
 * A command, as data: what parses it, what helps with it and what completes it read this.
 *
 * @param operands what follows the options, as help shows it
 * @param operandsMin how many there must be at least
 * @param operandsMax and at most
 */
record Command(
    String name,
    String summary,
    String operands,
    int operandsMin,
    int operandsMax,
    List<Option> options) {

  /**
   * An option.
   *
   * @param name with its dashes
   * @param value what the value is, as help shows it; empty if it takes none
   * @param choices the values that there are; empty if any may be given
   */
  record Option(String name, String value, String summary, List<String> choices) {
    Option(String name, String value, String summary) {
      this(name, value, summary, List.of());
    }

    /** Is it one of the choices? */
    void require(String given) throws Arguments.Unusable {
      if (!choices.contains(given)) {
        throw new Arguments.Unusable(
            name + ": " + given + " is none of " + String.join(", ", choices));
      }
    }

    /** What a second value makes of the first: all names count, of anything else the last. */
    String add(String before, String more) {
      return value.equals("NAME") ? before + "\n" + more : more;
    }

    boolean takesValue() {
      return !value.isEmpty();
    }

    /** As help shows it. */
    String shown() {
      return takesValue() ? name + " " + value : name;
    }
  }

  static final Option MAX =
      new Option("--max", "N", "the most services, loggers not counted; default 500");

  static final Command SCAN =
      new Command("scan", "supervise every service directory in DIR", "DIR", 1, 1, List.of(MAX));

  static final Option FROM =
      new Option("--from", "F", "what SOURCE is: auto (default), " + formats(), fromChoices());

  static final Option TO =
      new Option(
          "--to",
          "F",
          "what to write: " + String.join(", ", PlanCommand.Output.words()),
          PlanCommand.Output.words());

  static final Option SYNC =
      new Option(
          "--sync",
          "HOW",
          "where make, sh and execline wait: precise (default), each service for those that it is"
              + " after; ranks, once between two ranks",
          List.of("precise", "ranks"));

  static final Option BREAK_CYCLES =
      new Option("--break-cycles", "", "cut few edges so that no cycle is left, and say each");

  static final Option DURATIONS =
      new Option(
          "--durations",
          "FILE",
          "show the longest chain; FILE is a recorded chart in JSON, a daemon's trace, its"
              + " LOG/.durations, or any lines of NAME MILLISECONDS");

  static final Option WHAT_IF =
      new Option("--what-if", "NAME=MS", "what it would be if NAME took MS");

  static final Option JSON = new Option("--json", "", "print JSON");

  static final Option STRICT = new Option("--strict", "", "exit 1 for warnings too");

  static final Option OUT = new Option("-o", "FILE", "where to write the plan");

  static final Option RUNLEVEL =
      new Option(
          "--runlevel",
          "N",
          "of init scripts: what a boot to N starts (S, 2 to 5), or the way to N stops (0, 1, 6)");

  static final Command PLAN =
      new Command(
          "plan",
          "show what can start in parallel",
          "SOURCE...",
          1,
          Integer.MAX_VALUE,
          List.of(FROM, TO, SYNC, BREAK_CYCLES, DURATIONS, WHAT_IF, RUNLEVEL));

  static final Command CHECK =
      new Command(
          "check",
          "say what is wrong with a set of services",
          "SOURCE...",
          1,
          Integer.MAX_VALUE,
          List.of(FROM, JSON, STRICT, RUNLEVEL));

  static final Command COMPILE =
      new Command(
          "compile",
          "write the checked plan file",
          "SOURCE...",
          1,
          Integer.MAX_VALUE,
          List.of(OUT, FROM, RUNLEVEL));

  static final Option RUN_DIRECTORY =
      new Option(
          "--run",
          "DIR",
          "the daemon's runtime directory; default $MUSTER_RUN, else the usual place of the user");

  static final Option LOG_DIRECTORY =
      new Option("--log", "DIR", "where the services' logs are; default $MUSTER_LOG, else a place");

  static final Option READY = new Option("--ready", "", "exit 0 only if all of them are ready");

  static final Option NAMES = new Option("--names", "", "print only what can be named");

  static final Option ALL_EVENTS =
      new Option("--all", "", "begin with the oldest that is recorded, not with the next");

  static final Option FOLLOW = new Option("-f", "", "go on with what comes, until interrupted");

  static final Option LINES =
      new Option("-n", "N", "only the last N lines; with -f 10, if nothing else is said");

  static final Option SINCE =
      new Option(
          "--since",
          "TIME",
          "from then on: 10m (ago; also s, h, d), 14:05, 2026-11-27, 2026-11-27T14:05, or a stamp");

  static final Option UNTIL = new Option("--until", "TIME", "up to then");

  static final Option GREP =
      new Option("--grep", "RE", "only lines in which that regular expression is found");

  static final Option TAI = new Option("--tai", "", "print time stamps as they are in the logs");

  static final Option CHART_TO =
      new Option(
          "--to", "F", "what to write: text (default), svg, json", List.of("text", "svg", "json"));

  static final Command STATUS =
      new Command(
          "status",
          "show how services are, and why they are not up",
          "[NAME]...",
          0,
          Integer.MAX_VALUE,
          List.of(JSON, READY, NAMES, RUN_DIRECTORY));

  static final Command WHY =
      new Command(
          "why", "explain why a service is as it is", "NAME", 1, 1, List.of(JSON, RUN_DIRECTORY));

  static final Command EVENTS =
      new Command(
          "events",
          "print what happens, as it happens: a JSON object a line",
          "",
          0,
          0,
          List.of(ALL_EVENTS, RUN_DIRECTORY));

  static final Command LOGS =
      new Command(
          "logs",
          "print what services said, merged by time",
          "[NAME]...",
          0,
          Integer.MAX_VALUE,
          List.of(FOLLOW, LINES, SINCE, UNTIL, GREP, JSON, TAI, RUN_DIRECTORY, LOG_DIRECTORY));

  static final Command CHART =
      new Command(
          "chart",
          "show what the last start waited for",
          "",
          0,
          0,
          List.of(CHART_TO, RUN_DIRECTORY));

  static final Option UP =
      new Option("--up", "NAME", "bring up NAME; again for more; else the bundle default, or all");

  static final Option FAIL =
      new Option("--fail", "", "stop everything and exit 1 if something does not come up");

  static final Option NO_KEEPER =
      new Option("--no-keeper", "", "let nobody start the daemon again should it die");

  static final Option QUIET =
      new Option("--quiet", "", "do not print what services say; it is in their logs anyway");

  static final Option PLAIN =
      new Option("--plain", "", "print lines on a terminal too, and draw nothing");

  static final Option JOBS = new Option("--jobs", "N", "at most N are starting at the same time");

  static final Option TIMEOUT =
      new Option("--timeout", "TIME", "wait no longer, and exit 2; 500ms, 30s, 5m");

  static final Option NO_WAIT = new Option("--no-wait", "", "only ask, and exit at once");

  static final Option ECHO = new Option("--echo", "", "print what services say");

  static final Command RUN =
      new Command(
          "run",
          "bring a set of services up, keep it, and take it down in the end",
          "SOURCE...",
          1,
          Integer.MAX_VALUE,
          List.of(UP, FAIL, FROM, RUN_DIRECTORY, LOG_DIRECTORY, QUIET, PLAIN, NO_KEEPER, RUNLEVEL));

  static final Option RUNS =
      new Option("--runs", "N", "how many; default 1000, fewer of a set of more than 20 services");

  static final Option SEED =
      new Option("--seed", "N", "only the run of this seed, and everything that happens in it");

  static final Option FAILING =
      new Option("--fail", "NAME", "what if NAME fails, and nothing else; again for more");

  static final Command SIMULATE =
      new Command(
          "simulate",
          "play a set of services against chance, and say what goes wrong",
          "[SOURCE]...",
          0,
          Integer.MAX_VALUE,
          List.of(RUNS, SEED, FAILING, UP, JSON, FROM, RUNLEVEL));

  /** What run becomes; not for people. */
  static final Command DAEMON =
      new Command(
          "daemon",
          "keep the set of services of a runtime directory",
          "",
          0,
          0,
          List.of(UP, FAIL, RUN_DIRECTORY, LOG_DIRECTORY, ECHO));

  /** What draws on the terminal of a run; not for people. */
  static final Command VIEW =
      new Command("view", "draw what a daemon does", "", 0, 0, List.of(RUN_DIRECTORY));

  static final Option PRUNE =
      new Option("--prune", "", "first stop everything that they do not bring along");

  static final Option DRY_RUN =
      new Option("--dry-run", "", "only print what would be done, in its order");

  static final Option DRY_RUN_JSON = new Option(JSON.name, "", "print a dry run as JSON");

  static final Command START =
      asking("start", "start services and what they need", PRUNE, DRY_RUN, DRY_RUN_JSON);
  static final Command STOP =
      asking("stop", "stop services and what needs them", DRY_RUN, DRY_RUN_JSON);
  static final Command RESTART =
      asking("restart", "stop services and what needs them, start them", DRY_RUN, DRY_RUN_JSON);
  static final Command RELOAD = asking("reload", "have services read their settings again");

  private static Command asking(String name, String summary, Option... more) {
    List<Option> options = new ArrayList<>(List.of(more));
    options.addAll(List.of(JOBS, TIMEOUT, NO_WAIT, RUN_DIRECTORY));
    return new Command(name, summary, "NAME...", 1, Integer.MAX_VALUE, List.copyOf(options));
  }

  /** Every command has it. */
  static final Option HELP = new Option("--help", "", "show what the command does");

  static final Command COMPLETION =
      new Command(
          "completion",
          "print what completes commands in bash, zsh, fish",
          "SHELL",
          1,
          1,
          List.of());

  static final Command MAN =
      new Command("man", "print a manual page, in roff", "[COMMAND]", 0, 1, List.of());

  static final List<Command> ALL =
      List.of(
          RUN,
          START,
          STOP,
          RESTART,
          RELOAD,
          STATUS,
          WHY,
          LOGS,
          EVENTS,
          CHART,
          PLAN,
          CHECK,
          SIMULATE,
          COMPILE,
          SCAN,
          COMPLETION,
          MAN);

  private static List<String> fromChoices() {
    return List.of("auto,".concat(formats().replace(" ", "")).split(","));
  }

  /** Those that can be said with --from, for people. */
  static String formats() {
    return Arrays.stream(Format.values()).map(Format::word).collect(joining(", "));
  }
}
