package muster.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command was given, sorted: GNU style, options and operands in any order, {@code --} ends
 * the options.
 */
record Arguments(Map<String, String> options, List<String> operands, boolean help) {

  private static final String TRY_HELP = "; try muster --help";

  /** Something that a command cannot be given; the reason ends the sentence "cannot NAME: …". */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    final String reason;

    Unusable(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }

  static Arguments parse(Command command, List<String> words) throws Unusable {
    Map<String, String> options = new LinkedHashMap<>();
    List<String> operands = new ArrayList<>();
    boolean help = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        operands.addAll(words.subList(i + 1, words.size()));
        break;
      } else if (word.equals("--help")) {
        help = true;
      } else if (!word.startsWith("-") || word.equals("-")) {
        operands.add(word);
      } else {
        int equals = word.indexOf('=');
        Command.Option option = find(command, equals < 0 ? word : word.substring(0, equals));
        if (!option.takesValue()) {
          require(equals < 0, option.name() + " takes no value");
          options.put(option.name(), "");
        } else if (equals >= 0) {
          options.put(option.name(), word.substring(equals + 1));
        } else {
          require(i + 1 < words.size(), option.name() + " wants a value");
          options.put(option.name(), words.get(++i));
        }
      }
    }
    if (!help) {
      require(operands.size() >= command.operandsMin(), command.operands() + " is missing");
      require(
          operands.size() <= command.operandsMax(),
          "too many arguments: only " + command.operands() + " is expected");
    }
    return new Arguments(options, operands, help);
  }

  /** The number that an option was given. */
  int number(Command.Option option, int standard, int min, int max) throws Unusable {
    String text = options.get(option.name());
    if (text == null) {
      return standard;
    }
    try {
      int value = Integer.parseInt(text);
      require(value >= min && value <= max, option.name() + ": between " + min + " and " + max);
      return value;
    } catch (NumberFormatException e) {
      throw new Unusable(option.name() + ": " + text + " is not a number");
    }
  }

  /** Was the option given? */
  boolean has(Command.Option option) {
    return options.containsKey(option.name());
  }

  /** What an option was given. */
  String text(Command.Option option, String standard) {
    return options.getOrDefault(option.name(), standard);
  }

  private static Command.Option find(Command command, String name) throws Unusable {
    for (Command.Option option : command.options()) {
      if (option.name().equals(name)) {
        return option;
      }
    }
    throw new Unusable("there is no option " + name + TRY_HELP);
  }

  private static void require(boolean condition, String message) throws Unusable {
    if (!condition) {
      throw new Unusable(message + TRY_HELP);
    }
  }
}
