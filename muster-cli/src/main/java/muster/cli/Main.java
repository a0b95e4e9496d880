package muster.cli;

import java.io.PrintStream;
import java.util.List;
import muster.core.Scanner;
import muster.daemon.Daemon;
import muster.kernel.Kernel;
import muster.kernel.LinuxKernel;

/** The program {@code muster}: finds the command and runs it. */
public final class Main {
  /** Wrong usage, as everywhere in the s6 family. */
  static final int USAGE = 100;

  static final String VERSION = "0.1.0-SNAPSHOT";

  /** s6-svscan's bounds for its -c. */
  private static final int SERVICES_MIN = 2;

  private static final int SERVICES_MAX = 90_000;

  private final Kernel kernel;
  private final PrintStream out;
  private final PrintStream err;

  Main(Kernel kernel, PrintStream out, PrintStream err) {
    this.kernel = kernel;
    this.out = out;
    this.err = err;
  }

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    Kernel kernel = new LinuxKernel(arguments);
    System.exit(new Main(kernel, System.out, System.err).run(kernel.arguments()));
  }

  /**
   * @param words the command's name and what follows it, bytes as chars
   * @return the exit code
   */
  int run(List<String> words) {
    if (words.isEmpty()) {
      return unusable("run", "no command is given; try muster --help");
    }
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "--help", "help" -> {
        out.print(Help.general());
        out.flush();
        yield 0;
      }
      case "--version" -> {
        out.println("muster ".concat(VERSION));
        yield 0;
      }
      case "scan" -> scan(rest);
      case String name ->
          unusable("run ".concat(name), "there is no such command; try muster --help");
    };
  }

  private int scan(List<String> words) {
    try {
      Arguments arguments = Arguments.parse(Command.SCAN, words);
      if (arguments.help()) {
        out.print(Help.of(Command.SCAN));
        out.flush();
        return 0;
      }
      int max =
          arguments.number(Command.MAX, Scanner.SERVICES_MAX_DEFAULT, SERVICES_MIN, SERVICES_MAX);
      return Daemon.scan(kernel, arguments.operands().getFirst(), max);
    } catch (Arguments.Unusable e) {
      return unusable("scan", e.reason);
    }
  }

  private int unusable(String what, String why) {
    err.println("muster: cannot ".concat(what).concat(": ").concat(why));
    return USAGE;
  }
}
