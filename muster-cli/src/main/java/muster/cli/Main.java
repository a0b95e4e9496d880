package muster.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import muster.core.Scanner;
import muster.daemon.Daemon;
import muster.daemon.ManagedDaemon;
import muster.daemon.Rehearsal;
import muster.daemon.RunOptions;
import muster.kernel.Kernel;
import muster.kernel.LinuxKernel;
import muster.plan.Nearest;
import muster.sources.DiskTree;

/** The program {@code muster}: finds the command and runs it. */
public final class Main {
  /** No service has a name that was given. */
  static final int UNKNOWN = 3;

  /** Wrong usage, as everywhere in the s6 family. */
  static final int USAGE = 100;

  /** The system did not give what was needed. */
  static final int SYSTEM = 111;

  static final String VERSION = "0.1.0-SNAPSHOT";

  /** s6-svscan's bounds for its -c. */
  private static final int SERVICES_MIN = 2;

  private static final int SERVICES_MAX = 90_000;

  // Of dist/build-image, and in no help.
  private static final String IN_TURN = "in-turn";
  private static final String AND = "and";

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
      case "--help", "help" -> print(Help.general());
      case "--version" -> print("muster ".concat(VERSION).concat("\n"));
      case "scan" -> scan();
      case "run" -> run(Command.RUN, rest, a -> new RunCommand(kernel.get(), planning(), a).run());
      case "daemon" -> daemon();
      case "view" -> run(Command.VIEW, rest, this::view);
      case "start", "stop", "restart", "reload" -> ask(words.getFirst(), rest);
      case "plan" -> run(Command.PLAN, rest, a -> new PlanCommand(planning(), a).run());
      case "check" -> run(Command.CHECK, rest, a -> new CheckCommand(planning(), a).run());
      case "compile" -> run(Command.COMPILE, rest, a -> new CompileCommand(planning(), a).run());
      case "simulate" -> run(Command.SIMULATE, rest, a -> new SimulateCommand(planning(), a).run());
      case "status" -> run(Command.STATUS, rest, a -> new StatusCommand(a, out).run());
      case "why" -> run(Command.WHY, rest, a -> new WhyCommand(a, out).run());
      case "logs" -> run(Command.LOGS, rest, a -> new LogsCommand(a, out, err).run());
      case "events" -> run(Command.EVENTS, rest, a -> new EventsCommand(a, out, err).run());
      case "chart" -> run(Command.CHART, rest, a -> new ChartCommand(a, out).run());
      case "completion" ->
          run(Command.COMPLETION, rest, a -> print(CompletionScripts.of(a.operands().getFirst())));
      case "man" -> run(Command.MAN, rest, this::man);
      case IN_TURN -> inTurn(rest);
      default -> unknown(words.getFirst());
    };
  }

  /** An AOT cache is recorded of one run, which is to have what several commands need. */
  private int inTurn(List<String> words) {
    int end = words.indexOf(AND);
    if (end < 0) {
      return run(words);
    }
    int code = run(words.subList(0, end));
    return code == 0 ? inTurn(words.subList(end + 1, words.size())) : code;
  }

  private int man(Arguments arguments) throws Failure {
    if (arguments.operands().isEmpty()) {
      return print(ManualPage.general());
    }
    String name = arguments.operands().getFirst();
    for (Command command : Command.ALL) {
      if (command.name().equals(name)) {
        return print(ManualPage.of(command));
      }
    }
    List<String> known = Command.ALL.stream().map(Command::name).toList();
    throw new Failure(
        USAGE,
        "print a manual page",
        "there is no command " + name + Nearest.question(name, known));
  }

  private int print(String text) {
    out.print(text);
    out.flush();
    return 0;
  }

  private int unknown(String word) {
    List<String> known = Command.ALL.stream().map(Command::name).toList();
    String meant = Nearest.question(word, known);
    return unusable("run " + word, "there is no such command" + meant + "; try muster --help");
  }

  /** What a command does with its arguments. */
  private interface Action {
    int run(Arguments arguments) throws Arguments.Unusable, Failure;
  }

  private int run(Command command, List<String> words, Action action) {
    try {
      Arguments arguments = Arguments.parse(command, words);
      if (arguments.help()) {
        return print(Help.of(command));
      }
      return action.run(arguments);
    } catch (Arguments.Unusable e) {
      complain(command.name(), e.reason);
      return e.code;
    } catch (Failure e) {
      complain(e.what, e.why);
      return e.code;
    } catch (OutOfMemoryError e) { // what was read is gone; the daemon's JVM exits without this
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      complain(command.name(), "it is too much for the " + megabytes + " MB that it may take");
      return SYSTEM;
    }
  }

  private int scan() {
    Rehearsal.ofScan();
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

  private int daemon() {
    Rehearsal.ofManager();
    Kernel linux = kernel.get();
    List<String> words = linux.arguments();
    return run(
        Command.DAEMON,
        words.subList(1, words.size()),
        arguments ->
            ManagedDaemon.run(
                linux,
                LinuxKernel::new,
                new RunOptions(
                    arguments.text(Command.RUN_DIRECTORY, ""),
                    arguments.text(Command.LOG_DIRECTORY, ""),
                    arguments.all(Command.UP),
                    arguments.has(Command.FAIL),
                    arguments.has(Command.ECHO))));
  }

  private int view(Arguments arguments) throws Failure {
    return new ViewCommand(
            kernel.get(), RunDirectory.of(arguments), new FileOutputStream(FileDescriptor.out))
        .run();
  }

  private int ask(String verb, List<String> rest) {
    Command command =
        switch (verb) {
          case "start" -> Command.START;
          case "stop" -> Command.STOP;
          case "restart" -> Command.RESTART;
          default -> Command.RELOAD;
        };
    return run(command, rest, arguments -> new AskCommand(verb, arguments, out, err).run());
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
