package muster.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.plan.PlanReader;
import muster.plan.Roster;
import muster.view.Snapshot;
import muster.view.StatusView;

/**
 * {@code muster status}: a line a service. People and scripts ask often, so that nothing is used
 * here that takes long to load.
 */
final class StatusCommand {
  private static final int NOT_READY = 1;

  private final Arguments arguments;
  private final PrintStream out;

  StatusCommand(Arguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  int run() throws Failure {
    RunDirectory directory = RunDirectory.of(arguments);
    if (arguments.has(Command.NAMES)) {
      return printNames(roster(directory));
    }
    directory.daemon();
    Roster roster = roster(directory);
    List<String> names = names(roster);
    Snapshot snapshot = Snapshot.of(directory.read("trace"), directory.read("trace.old"));
    out.print(
        arguments.has(Command.JSON)
            ? StatusView.json(snapshot, roster, names)
            : StatusView.text(snapshot, names, RunDirectory.now(), Terminal.paper()));
    out.flush();
    return arguments.has(Command.READY) && !areReady(snapshot, names) ? NOT_READY : 0;
  }

  /** For completion: what can be named, a line each. */
  private int printNames(Roster roster) {
    StringBuilder text = new StringBuilder();
    roster.kinds().keySet().forEach(name -> text.append(name).append('\n'));
    roster.bundles().keySet().forEach(name -> text.append(name).append('\n'));
    out.print(text);
    out.flush();
    return 0;
  }

  private static Roster roster(RunDirectory directory) throws Failure {
    try {
      return Roster.read(directory.read("plan"));
    } catch (PlanReader.Refused e) {
      throw badPlan(directory, e);
    }
  }

  static Failure badPlan(RunDirectory directory, PlanReader.Refused e) {
    return new Failure(
        RunDirectory.NO_DAEMON,
        "read ".concat(directory.file("plan")),
        String.valueOf(e.getMessage()));
  }

  /** All services, or those that were asked for, each once. */
  private List<String> names(Roster roster) throws Failure {
    if (arguments.operands().isEmpty()) {
      return new ArrayList<>(roster.kinds().keySet());
    }
    List<String> names = new ArrayList<>();
    for (String operand : arguments.operands()) {
      Optional<List<String>> services = roster.services(operand);
      if (services.isEmpty()) {
        throw new Failure(
            Main.UNKNOWN,
            "show the status of ".concat(operand),
            "there is no such service".concat(roster.question(operand)));
      }
      for (String name : services.get()) {
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static boolean areReady(Snapshot snapshot, List<String> names) {
    for (String name : names) {
      if (!snapshot.service(name).ready()) {
        return false;
      }
    }
    return true;
  }
}
