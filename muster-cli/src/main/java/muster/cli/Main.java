package muster.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import muster.core.Scanner;
import muster.daemon.Daemon;
import muster.kernel.Kernel;
import muster.kernel.LinuxKernel;
import muster.sources.DiskTree;

/** The program {@code muster}: finds the command and runs it. */
public final class Main {
  /** Wrong usage, as everywhere in the s6 family. */
  static final int USAGE = 100;

  /** The system did not give what was needed. */
  static final int SYSTEM = 111;

  static final String VERSION = "0.1.0-SNAPSHOT";

  /** s6-svscan's bounds for its -c. */
  private static final int SERVICES_MIN = 2;

  private static final int SERVICES_MAX = 90_000;

  /** Asked only by commands that need it: to link what it calls takes longer than all of a help. */
  private final Supplier<Kernel> kernel;

  private final PrintStream out;
  private final PrintStream err;

  Main(Supplier<Kernel> kernel, PrintStream out, PrintStream err) {
    this.kernel = kernel;
    this.out = out;
    this.err = err;
  }

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    Main main = new Main(() -> new LinuxKernel(arguments), System.out, System.err);
    System.exit(main.run(List.of(arguments)));
  }

  /**
   * @param words the command's name and what follows it, as the JVM decoded them
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
      case "scan" -> scan();
      case "plan" -> run(Command.PLAN, rest, a -> new PlanCommand(planning(), a).run());
      case "check" -> run(Command.CHECK, rest, a -> new CheckCommand(planning(), a).run());
      case "compile" -> run(Command.COMPILE, rest, a -> new CompileCommand(planning(), a).run());
      default ->
          unusable("run ".concat(words.getFirst()), "there is no such command; try muster --help");
    };
  }

  /** What a command does with its arguments. */
  private interface Action {
    int run(Arguments arguments) throws Arguments.Unusable;
  }

  private int run(Command command, List<String> words, Action action) {
    try {
      Arguments arguments = Arguments.parse(command, words);
      if (arguments.help()) {
        out.print(Help.of(command));
        out.flush();
        return 0;
      }
      return action.run(arguments);
    } catch (Arguments.Unusable e) {
      return unusable(command.name(), e.reason);
    } catch (OutOfMemoryError e) { // what was read is gone; the daemon's JVM exits without this
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      complain(command.name(), "it is too much for the " + megabytes + " MB that it may take");
      return SYSTEM;
    }
  }

  private int scan() {
    Kernel linux = kernel.get();
    List<String> words = linux.arguments(); // bytes as chars, as the daemon wants its paths
    return run(
        Command.SCAN,
        words.subList(1, words.size()),
        arguments -> {
          int standard = Scanner.SERVICES_MAX_DEFAULT;
          int max = arguments.number(Command.MAX, standard, SERVICES_MIN, SERVICES_MAX);
          return Daemon.scan(linux, arguments.operands().getFirst(), max);
        });
  }

  private Planning planning() {
    return new Planning(new DiskTree(System.in), out, err);
  }

  private int unusable(String what, String why) {
    complain(what, why);
    return USAGE;
  }

  private void complain(String what, String why) {
    err.println("muster: cannot ".concat(what).concat(": ").concat(why));
  }
}
