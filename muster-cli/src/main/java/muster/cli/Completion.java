package muster.cli;

import java.util.List;
import java.util.stream.Stream;

/**
 * What can stand at a place of a command, from the commands' data: for the completion of shells.
 */
sealed interface Completion {
  /** A file. */
  record Files() implements Completion {}

  /** A directory. */
  record Directories() implements Completion {}

  /** What {@code muster status --names} prints. */
  record Services() implements Completion {}

  /** One of these. */
  record Words(List<String> words) implements Completion {}

  /** Nobody knows: a number, a time. */
  record Unknown() implements Completion {}

  /** The shells that there is a script for. */
  List<String> SHELLS = List.of("bash", "zsh", "fish");

  /** The operands of a command. */
  static Completion of(Command command) {
    return of(command.operands().replaceAll("[\\[\\].]", ""), List.of());
  }

  /** The value of an option. */
  static Completion of(Command.Option option) {
    return of(option.value(), option.choices());
  }

  private static Completion of(String placeholder, List<String> choices) {
    if (!choices.isEmpty()) {
      return new Words(choices);
    }
    return switch (placeholder) {
      case "SOURCE", "FILE" -> new Files();
      case "DIR" -> new Directories();
      case "NAME" -> new Services();
      case "SHELL" -> new Words(SHELLS);
      case "COMMAND" -> new Words(Command.ALL.stream().map(Command::name).toList());
      default -> new Unknown();
    };
  }

  /** All options of a command, also those that every command has. */
  static List<Command.Option> options(Command command) {
    return Stream.concat(command.options().stream(), Stream.of(Command.HELP)).toList();
  }
}
