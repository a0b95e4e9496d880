package muster.cli;

/** What {@code --help} prints, made from the commands' data. */
final class Help {
  private static final int COLUMN = 15;

  private Help() {}

  static String general() {
    StringBuilder text =
        new StringBuilder(
            """
            Usage: muster COMMAND [OPTION]... [ARGUMENT]...
            Start, supervise and stop the services of a Linux machine or container.

            """);
    for (Command command : Command.ALL) {
      line(text, command.name() + " " + command.operands(), command.summary());
    }
    text.append('\n');
    line(text, "COMMAND --help", "show a command's options");
    line(text, "--version", "show the version");
    return text.toString();
  }

  static String of(Command command) {
    StringBuilder text = new StringBuilder("Usage: muster ").append(command.name());
    for (Command.Option option : command.options()) {
      text.append(" [").append(option.shown()).append(']');
    }
    text.append(' ').append(command.operands()).append('\n');
    text.append(Character.toUpperCase(command.summary().charAt(0)))
        .append(command.summary(), 1, command.summary().length())
        .append(".\n\n");
    for (Command.Option option : command.options()) {
      line(text, option.shown(), option.summary());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String term, String meaning) {
    text.append("  ").append(term);
    text.repeat(' ', Math.max(1, COLUMN - term.length())).append(meaning).append('\n');
  }
}
