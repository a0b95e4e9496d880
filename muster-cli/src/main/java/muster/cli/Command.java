package muster.cli;

import java.util.List;

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
   * An option with a value.
   *
   * @param name with its dashes
   * @param value what the value is, as help shows it
   */
  record Option(String name, String value, String summary) {}

  static final Option MAX =
      new Option("--max", "N", "the most services, loggers not counted; default 500");

  static final Command SCAN =
      new Command("scan", "supervise every service directory in DIR", "DIR", 1, 1, List.of(MAX));

  static final List<Command> ALL = List.of(SCAN);
}
