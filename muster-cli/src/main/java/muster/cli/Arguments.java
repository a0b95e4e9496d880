package muster.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.plan.Nearest;

/**
 * What a command was given, sorted: GNU style, options and operands in any order, {@code --} ends
 * the options.
 */
record Arguments(Map<String, String> options, List<String> operands, boolean help) {

  private static final String TRY_HELP = "; try muster --help";

  /** Something that a command cannot be given; the reason ends the sentence "cannot NAME: …". */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    final int code;
    final String reason;

    Unusable(String reason) {
      this(Main.USAGE, reason);
    }

    /**
     * @param code what the program exits with
     */
    Unusable(int code, String reason) {
      super(reason, null, false, false);
      this.code = code;
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
          options.merge(option.name(), word.substring(equals + 1), option::add);
        } else {
          require(i + 1 < words.size(), option.name() + " wants a value");
          options.merge(option.name(), words.get(++i), option::add);
        }
      }
    }
    if (!help) {
      require(operands.size() >= command.operandsMin(), command.operands() + " is missing");
      require(
          operands.size() <= command.operandsMax(),
          command.operandsMax() == 0
              ? "it takes no arguments"
              : "too many arguments: only " + command.operands() + " is expected");
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

  /** Each value of an option that may be given several times. */
  List<String> all(Command.Option option) {
    String values = options.get(option.name());
    return values == null ? List.of() : List.of(values.split("\n", -1));
  }

  /** A time with its unit, 500ms or 30s or 5m, in milliseconds; 0 when it was not given. */
  long millis(Command.Option option) throws Unusable {
    String text = options.get(option.name());
    if (text == null) {
      return 0;
    }
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    long unit =
        switch (text.substring(digits)) {
          case "ms" -> 1;
          case "s" -> 1000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> 0;
        };
    require(
        unit != 0 && digits > 0 && digits < 10,
        option.name() + ": " + text + " is no time; write 500ms, 30s or 5m");
    return Long.parseLong(text.substring(0, digits)) * unit;
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
    List<String> known = command.options().stream().map(Command.Option::name).toList();
    throw new Unusable("there is no option " + name + Nearest.question(name, known) + TRY_HELP);
  }

  private static void require(boolean condition, String message) throws Unusable {
    if (!condition) {
      throw new Unusable(message + TRY_HELP);
    }
  }
}
