package muster.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the manual says of each command beyond its options, as data; {@link ManualPage} prints it.
 * Not in {@link Command}, which is loaded whenever a command is run.
 */
final class Manual {
  /** When something here was changed last; a page has to have a date. */
  static final String DATE = "November 27, 2026";

  /**
   * Of a command.
   *
   * @param description paragraphs
   */
  record Page(
      List<String> description, List<Entry> exits, List<Entry> files, List<Example> examples) {}

  /** Something, and what it is: an exit code, a file. */
  record Entry(String term, String meaning) {}

  /** What somebody may want, and what to type for it. */
  record Example(String purpose, String command) {}

  static final List<Entry> VARIABLES =
      List.of(
          new Entry("MUSTER_RUN", "the runtime directory, in place of --run"),
          new Entry("MUSTER_LOG", "the directory of the logs, in place of --log"),
          new Entry("NO_COLOR", "when it is set, nothing is coloured"));

  private static final Entry DONE = new Entry("0", "done");
  private static final Entry FAILED = new Entry("1", "a service failed");
  private static final Entry WRONG_SOURCES = new Entry("1", "the sources have errors");
  private static final Entry LATE = new Entry("2", "it took longer than --timeout");
  private static final Entry UNKNOWN = new Entry("3", "there is no service of that name");
  private static final Entry NO_DAEMON =
      new Entry("4", "no daemon answers, it is somebody else's, or its files are bad");
  private static final Entry USAGE = new Entry("100", "wrong usage");
  private static final Entry SYSTEM = new Entry("111", "the system did not give what was needed");

  private static final Entry PLAN_FILE = new Entry("RUN/plan", "the checked set of services");
  private static final Entry TRACE =
      new Entry("RUN/trace, RUN/trace.old", "what happened, a record a line");
  private static final Entry LOGS = new Entry("LOG/NAME/current", "what a service said last");
  private static final Entry TIMES =
      new Entry("LOG/.durations", "how long each service took, for the next start");

  private static final Map<Command, Page> PAGES = new LinkedHashMap<>();

  private Manual() {}

  static Optional<Page> of(Command command) {
    return Optional.ofNullable(PAGES.get(command));
  }

  private static Example example(String purpose, String command) {
    return new Example(purpose, command);
  }

  private static void asking(Command command, String what, Example... examples) {
    PAGES.put(
        command,
        new Page(
            List.of(
                what,
                "The command asks the running daemon, and returns when every NAME has come to what"
                    + " was asked for, or cannot. Several may be asked at the same time."),
            List.of(DONE, FAILED, LATE, UNKNOWN, NO_DAEMON, USAGE),
            List.of(PLAN_FILE),
            List.of(examples)));
  }

  static {
    PAGES.put(
        Command.RUN,
        new Page(
            List.of(
                "Reads and checks the sources, starts a daemon, and brings the services up: each"
                    + " the moment the last thing that it waits for is ready. Then it stays and"
                    + " keeps them. TERM, INT or HUP stops everything, in reverse order; a second TERM"
                    + " or INT kills what does not go.",
                "What fails does not keep from starting what does not need it; with --fail,"
                    + " everything is stopped then."),
            List.of(
                new Entry("0", "everything was stopped because somebody asked for it"),
                new Entry("1", "the sources have errors, or with --fail something did not come up"),
                UNKNOWN,
                NO_DAEMON,
                USAGE,
                SYSTEM,
                new Entry(
                    "other",
                    "the code of the service with on-failure = \"exit\" that failed; 128 and its"
                        + " signal if it was killed")),
            List.of(PLAN_FILE, TRACE, LOGS, TIMES),
            List.of(
                example("Bring up a set of services:", "muster run shop.toml"),
                example(
                    "Only the web server and what it needs, in a place of its own:",
                    "muster run --run /tmp/shop --up web shop.toml"))));
    asking(
        Command.START,
        "Starts each NAME, which is a service or a bundle, and before it all that it needs.",
        example("Start a service and wait until it is ready:", "muster start web"),
        example("Give it half a minute:", "muster start --timeout 30s web"),
        example("Only the web server and what it needs:", "muster start --prune web"));
    asking(
        Command.STOP,
        "Stops each NAME, which is a service or a bundle, and before it all that needs it. What is"
            + " essential, and what that needs, only the end of muster run stops: that is exit"
            + " code 1.",
        example("Stop the database, and what needs it:", "muster stop database"),
        example("What would that stop?", "muster stop --dry-run database"),
        example("Only ask, and do not wait:", "muster stop --no-wait database"));
    asking(
        Command.RESTART,
        "Stops each NAME and what needs it, and starts each NAME and what was up again. What is"
            + " essential, and what that needs, is not restarted: that is exit code 1.",
        example("Restart a service:", "muster restart web"));
    asking(
        Command.RELOAD,
        "Has each NAME read its settings again, if it can do that.",
        example("Reload a web server:", "muster reload web"));
    PAGES.put(
        Command.STATUS,
        new Page(
            List.of(
                "Prints a line a service: its state, since when, its process, how often it was"
                    + " started again, and why it is not up. Of the named services and bundles, or"
                    + " of all.",
                "A service that is down is no failure of this command, unless --ready is given."),
            List.of(
                DONE, new Entry("1", "with --ready: one is not ready"), UNKNOWN, NO_DAEMON, USAGE),
            List.of(PLAN_FILE, TRACE),
            List.of(
                example("How is everything?", "muster status"),
                example(
                    "In a script, whether the shop can be used:", "muster status --ready web"))));
    PAGES.put(
        Command.WHY,
        new Page(
            List.of(
                "Prints the chain of causes that makes a service what it is: down, waiting,"
                    + " failed, or started again. The first line names the cause; the last lines"
                    + " are what the cause said in its log."),
            List.of(DONE, UNKNOWN, NO_DAEMON, USAGE),
            List.of(PLAN_FILE, TRACE, LOGS),
            List.of(example("Why is the web server not up?", "muster why web"))));
    PAGES.put(
        Command.LOGS,
        new Page(
            List.of(
                "Prints what services said, each line with its time and the service's name, in the"
                    + " order of time: of the named services and bundles, or of all, with what is"
                    + " in the catch-all. Rotated files are read, too, and a log that is rotated"
                    + " meanwhile loses nothing and repeats nothing.",
                "No daemon is needed for it. What is not on a terminal is printed byte for byte."),
            List.of(DONE, UNKNOWN, new Entry("4", "there are no logs"), USAGE, SYSTEM),
            List.of(PLAN_FILE, LOGS, new Entry("RUN/catch-all", "what has no log of its own")),
            List.of(
                example("What does the web server say?", "muster logs -f web"),
                example("Everything of the last ten minutes:", "muster logs --since 10m"),
                example("What went wrong today?", "muster logs --since 00:00 --grep 'ERROR|FATAL'"),
                example("For a program:", "muster logs --json -n 100 web"))));
    PAGES.put(
        Command.EVENTS,
        new Page(
            List.of(
                "Prints what happens as it happens, a JSON object a line, until it is"
                    + " interrupted. A reader that is slow costs the daemon nothing."),
            List.of(DONE, NO_DAEMON, USAGE),
            List.of(TRACE),
            List.of(
                example("From now on:", "muster events"),
                example("From the oldest that is recorded:", "muster events --all"))));
    PAGES.put(
        Command.CHART,
        new Page(
            List.of(
                "Shows the last start as bars, one a service: how long it waited and how long it"
                    + " took to be ready, the chain that was waited for, the slowest, and how many"
                    + " times longer all of it was than the longest chain.",
                "It needs no daemon, only what one has written. The JSON can be given to muster"
                    + " plan --durations, which answers what would be if."),
            List.of(
                DONE, new Entry("4", "no start is recorded there, or its files are bad"), USAGE),
            List.of(PLAN_FILE, TRACE),
            List.of(
                example("On the terminal:", "muster chart"),
                example("A picture to keep:", "muster chart --to svg >start.svg"))));
    PAGES.put(
        Command.PLAN,
        new Page(
            List.of(
                "Shows what of a set of services can start in parallel, a rank a line: a service"
                    + " is in the first rank in which all that it waits for are in earlier ones."
                    + " The same as JSON, a picture, a Makefile, a script or TOML.",
                "A SOURCE is a file or directory of any format that is known; - is standard"
                    + " input. With --durations, which also reads a recorded chart or trace, it"
                    + " shows the longest chain, and with --what-if what it would be."),
            List.of(DONE, WRONG_SOURCES, UNKNOWN, USAGE, SYSTEM),
            List.of(),
            List.of(
                example("What can start in parallel?", "muster plan shop.toml"),
                example("A picture of it:", "muster plan --to svg shop.toml >shop.svg"),
                example(
                    "What if the database took half a second?",
                    "muster plan --durations chart.json --what-if database=500 shop.toml"))));
    PAGES.put(
        Command.CHECK,
        new Page(
            List.of(
                "Reads a set of services and says everything that is wrong with it or probably"
                    + " not meant, each with file, line and column."),
            List.of(
                DONE,
                new Entry("1", "there are errors; with --strict, warnings too"),
                USAGE,
                SYSTEM),
            List.of(),
            List.of(
                example("Check one set:", "muster check shop.toml"),
                example("Init scripts, as JSON:", "muster check --json --from lsb /etc/init.d"))));
    PAGES.put(
        Command.SIMULATE,
        new Page(
            List.of(
                "Plays a set of services many times against chance: processes take their time, die,"
                    + " fail, hang, ignore their signals, and people ask for things meanwhile."
                    + " Nothing is started: the processes are made up, the policy is the one that"
                    + " the daemon goes by, and whatever it does is held against its rules.",
                "Prints how often each service failed and what that took along, the slowest stop of"
                    + " everything, and what would hang for ever. The same seed is the same run."
                    + " Without SOURCE the sets are by chance, too.",
                "With --fail nothing else goes wrong, and it says what does not come up then."),
            List.of(
                DONE,
                new Entry("1", "the sources have errors, or a rule was broken"),
                UNKNOWN,
                USAGE),
            List.of(),
            List.of(
                example("What can go wrong with a set?", "muster simulate shop.toml"),
                example("What if the database fails?", "muster simulate --fail database shop.toml"),
                example("All of one run:", "muster simulate --seed 17 shop.toml"))));
    PAGES.put(
        Command.COMPILE,
        new Page(
            List.of(
                "Reads and checks a set of services and writes it as one plan file, whole or not"
                    + " at all. The daemon reads nothing else."),
            List.of(DONE, WRONG_SOURCES, USAGE, SYSTEM),
            List.of(),
            List.of(example("Write a plan:", "muster compile -o plan shop.toml"))));
    PAGES.put(
        Command.SCAN,
        new Page(
            List.of(
                "Supervises every service directory in DIR, without dependencies, as s6-svscan"
                    + " with an s6-supervise for each would. The programs of s6 drive it."),
            List.of(DONE, USAGE, SYSTEM),
            List.of(
                new Entry("DIR/NAME/run", "the program of a service"),
                new Entry("DIR/NAME/supervise", "how it is, as in s6")),
            List.of(
                example("Supervise a directory:", "muster scan /run/service"),
                example("With more services than usual:", "muster scan --max 2000 /run/service"))));
    PAGES.put(
        Command.COMPLETION,
        new Page(
            List.of(
                "Prints a script that completes commands, options and their values in a shell:"
                    + " bash, zsh or fish. The names of services are those of the running daemon."),
            List.of(DONE, USAGE),
            List.of(),
            List.of(
                example("In bash, for this session:", "source <(muster completion bash)"),
                example(
                    "In fish, for good:",
                    "muster completion fish >~/.config/fish/completions/muster.fish"))));
    PAGES.put(
        Command.MAN,
        new Page(
            List.of("Prints the manual page of muster, or of one of its commands, in roff."),
            List.of(DONE, USAGE),
            List.of(),
            List.of(
                example("Read a page:", "muster man plan | man -l -"),
                example("Install one:", "muster man >/usr/local/share/man/man1/muster.1"))));
  }
}
