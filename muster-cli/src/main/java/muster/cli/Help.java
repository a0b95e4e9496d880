package muster.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code --help} prints, made from the commands' data. */
final class Help {
  /** A line is no longer, so that it fits a terminal. */
  private static final int WIDTH = 80;

  private Help() {}

  static String general() {
    Map<String, String> commands = new LinkedHashMap<>();
    for (Command command : Command.ALL) {
      commands.put(command.name() + " " + command.operands(), command.summary());
    }
    commands.put("COMMAND --help", "show a command's options");
    commands.put("--version", "show the version");
    return """
    Usage: muster COMMAND [OPTION]... [ARGUMENT]...
    Start, supervise and stop the services of a Linux machine or container.

    """
        + table(commands);
  }

  static String of(Command command) {
    Map<String, String> options = new LinkedHashMap<>();
    command.options().forEach(option -> options.put(option.shown(), option.summary()));
    String summary = command.summary();
    return "Usage: muster "
        + command.name()
        + " [OPTION]... "
        + command.operands()
        + "\n"
        + Character.toUpperCase(summary.charAt(0))
        + summary.substring(1)
        + ".\n\n"
        + table(options);
  }

  /** A term and its meaning a line; long meanings go on below themselves. */
  private static String table(Map<String, String> meanings) {
    int column = meanings.keySet().stream().mapToInt(String::length).max().orElse(0) + 4;
    StringBuilder text = new StringBuilder();
    meanings.forEach((term, meaning) -> {
      text.append("  ").append(term).repeat(' ', column - 2 - term.length());
      int at = column;
      for (String word : meaning.split(" ", -1)) {
        if (at + word.length() > WIDTH) {
          text.append('\n').repeat(' ', column);
          at = column;
        }
        text.append(at == column ? "" : " ").append(word);
        at += word.length() + 1;
      }
      text.append('\n');
    });
    return text.toString();
  }
}
