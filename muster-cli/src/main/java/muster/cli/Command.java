package muster.cli;

import static java.util.stream.Collectors.joining;

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
   */
  record Option(String name, String value, String summary) {
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
      new Option("--from", "F", "what SOURCE is: auto (default), " + formats());

  static final Option TO =
      new Option(
          "--to",
          "F",
          "what to write: "
              + Arrays.stream(PlanCommand.Output.values()).map(o -> o.word).collect(joining(", ")));

  static final Option SYNC =
      new Option(
          "--sync",
          "HOW",
          "where make, sh and execline wait: precise (default), each service for those that it is"
              + " after; ranks, once between two ranks");

  static final Option BREAK_CYCLES =
      new Option("--break-cycles", "", "cut few edges so that no cycle is left, and say each");

  static final Option DURATIONS =
      new Option("--durations", "FILE", "lines of NAME MILLISECONDS: show the longest chain");

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

  static final List<Command> ALL = List.of(SCAN, PLAN, CHECK, COMPILE);

  private static String formats() {
    return Arrays.stream(Format.values()).map(Format::word).collect(joining(", "));
  }
}
