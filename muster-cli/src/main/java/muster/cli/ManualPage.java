package muster.cli;

import java.util.ArrayList;
import java.util.List;

/** {@code muster man}: a page in mdoc(7), from the commands' data and the {@link Manual}. */
final class ManualPage {
  private final StringBuilder text = new StringBuilder();

  private ManualPage(String name, String summary) {
    text.append(
        """
        .\\" Made by muster man.
        .Dd %s
        .Dt %s 1
        .Os
        .Sh NAME
        .Nm %s
        .Nd %s
        .Sh SYNOPSIS
        .Nm muster
        """
            .formatted(Manual.DATE, upper(name), dashes(name), escaped(summary)));
  }

  /** Of muster itself. */
  static String general() {
    ManualPage page = new ManualPage("muster", "start, supervise and stop services");
    page.text.append(".Ar COMMAND\n.Op Ar OPTION ...\n.Op Ar ARGUMENT ...\n");
    page.section("DESCRIPTION");
    page.paragraph(
        "Muster starts, supervises and stops the services of a Linux machine or container. Each"
            + " command has a page of its own, and --help.");
    page.begin();
    for (Command command : Command.ALL) {
      page.text.append(".It Cm ").append(command.name()).append('\n');
      page.paragraph(sentence(command.summary()));
    }
    page.end();
    page.entries("ENVIRONMENT", "Ev", Manual.VARIABLES);
    page.section("EXIT STATUS");
    page.paragraph(
        "0 when it is done; 1 when a service failed or sources have errors; 2 when it took too"
            + " long; 3 for a name that is not known; 4 when no daemon answers; 100 for wrong"
            + " usage; 111 when the system did not give what was needed. The pages of the commands"
            + " say which of them they can have.");
    page.examples(
        List.of(new Manual.Example("Bring up a set of services:", "muster run shop.toml")));
    page.seeAlso(Command.ALL.stream().map(command -> "muster-" + command.name()).sorted().toList());
    return page.text.toString();
  }

  /** Of a command. */
  static String of(Command command) {
    Manual.Page about = Manual.of(command).orElseThrow();
    ManualPage page = new ManualPage("muster-" + command.name(), command.summary());
    page.text.append(".Cm ").append(command.name()).append('\n');
    for (Command.Option option : command.options()) {
      page.text.append(".Op ").append(flag(option)).append('\n');
    }
    if (!command.operands().isEmpty()) {
      page.text.append(operands(command));
    }
    page.section("DESCRIPTION");
    String separator = "";
    for (String paragraph : about.description()) {
      page.text.append(separator);
      page.paragraph(paragraph);
      separator = ".Pp\n";
    }
    page.options(command);
    if (command.options().contains(Command.RUN_DIRECTORY)) {
      page.entries("ENVIRONMENT", "Ev", Manual.VARIABLES);
    }
    page.entries("FILES", "Pa", about.files());
    page.entries("EXIT STATUS", "", about.exits());
    page.examples(about.examples());
    page.seeAlso(List.of("muster"));
    return page.text.toString();
  }

  // ---- sections -----------------------------------------------------------------------------

  private void section(String name) {
    text.append(".Sh ").append(name).append('\n');
  }

  private void begin() {
    text.append(".Bl -tag -width Ds\n");
  }

  private void end() {
    text.append(".El\n");
  }

  private void options(Command command) {
    text.append(".Pp\nThe options are\n");
    begin();
    for (Command.Option option : Completion.options(command)) {
      text.append(".It ").append(flag(option)).append('\n');
      paragraph(sentence(option.summary()));
    }
    end();
  }

  private void entries(String name, String macro, List<Manual.Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    section(name);
    begin();
    for (Manual.Entry entry : entries) {
      text.append(".It ").append(macro).append(macro.isEmpty() ? "" : " ");
      text.append(escaped(entry.term()).replace(", ", " , ")).append('\n');
      paragraph(sentence(entry.meaning()));
    }
    end();
  }

  private void examples(List<Manual.Example> examples) {
    section("EXAMPLES");
    String separator = "";
    for (Manual.Example example : examples) {
      text.append(separator);
      paragraph(example.purpose());
      text.append(".Bd -literal -offset indent\n");
      paragraph(example.command());
      text.append(".Ed\n");
      separator = ".Pp\n";
    }
  }

  private void seeAlso(List<String> names) {
    section("SEE ALSO");
    for (int i = 0; i < names.size(); i++) {
      text.append(".Xr ").append(dashes(names.get(i))).append(" 1");
      text.append(i + 1 < names.size() ? " ,\n" : "\n");
    }
  }

  // ---- text ---------------------------------------------------------------------------------

  /** A line of text, in which nothing is a request; each sentence begins a line, as mdoc wants. */
  private void paragraph(String paragraph) {
    for (String line : paragraph.split("(?<=[.?]) (?=[A-Z])", -1)) {
      String safe = escaped(line);
      text.append(safe.startsWith(".") || safe.startsWith("'") ? "\\&" : "");
      text.append(safe).append('\n');
    }
  }

  private static String flag(Command.Option option) {
    String flag = "Fl " + dashes(option.name().substring(1));
    return option.takesValue() ? flag + " Ar " + escaped(option.value()) : flag;
  }

  /** {@code [NAME]...} is an optional argument that may be repeated. */
  private static String operands(Command command) {
    List<String> words = new ArrayList<>();
    String operands = command.operands();
    words.add(operands.startsWith("[") ? ".Op Ar" : ".Ar");
    words.add(operands.replaceAll("[\\[\\].]", ""));
    if (operands.endsWith("...")) {
      words.add("...");
    }
    return String.join(" ", words) + "\n";
  }

  private static String sentence(String summary) {
    String first = summary.substring(0, 1);
    boolean isName = summary.length() > 1 && Character.isUpperCase(summary.charAt(1));
    return (isName ? first : upper(first)) + summary.substring(1) + ".";
  }

  private static String upper(String name) {
    return name.toUpperCase(java.util.Locale.ROOT);
  }

  private static String escaped(String raw) {
    return dashes(raw.replace("\\", "\\e"));
  }

  /** A hyphen that is typed, not one that a word is broken at. */
  private static String dashes(String raw) {
    return raw.replace("-", "\\-");
  }
}
