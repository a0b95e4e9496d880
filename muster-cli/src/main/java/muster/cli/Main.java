package muster.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import muster.daemon.Daemon;

/** The program {@code muster}: finds the command and runs it. */
public final class Main {
  private Main() {}

  /** Wrong usage, as everywhere in the s6 family. */
  static final int USAGE = 100;

  static final String VERSION = "0.1.0-SNAPSHOT";

  private static final String HELP =
      """
      Usage: muster COMMAND [OPTION]... [ARGUMENT]...
      Start, supervise and stop the services of a Linux machine or container.

        scan DIR     supervise every service directory in DIR

        --help       show this help
        --version    show the version
      """;

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    int code = run(List.copyOf(Arrays.asList(arguments)), System.out, System.err);
    System.out.flush();
    System.exit(code);
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.isEmpty()) {
      return unusable("run", "no command is given; try muster --help", err);
    }
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst()) {
      case "--help", "help" -> {
        out.print(HELP);
        yield 0;
      }
      case "--version" -> {
        out.println("muster " + VERSION);
        yield 0;
      }
      case "scan" -> Daemon.scan(rest);
      case String name -> unusable("run " + name, "there is no such command", err);
    };
  }

  private static int unusable(String what, String why, PrintStream err) {
    err.println("muster: cannot " + what + ": " + why);
    return USAGE;
  }
}
