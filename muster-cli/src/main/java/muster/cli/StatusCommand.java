package muster.cli;

import java.io.PrintStream;
import java.util.List;
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
      return printNames(directory.roster());
    }
    directory.daemon();
    Roster roster = directory.roster();
    List<String> names =
        arguments.operands().isEmpty()
            ? List.copyOf(roster.kinds().keySet())
            : directory.services(arguments.operands(), "show the status of");
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

  private static boolean areReady(Snapshot snapshot, List<String> names) {
    for (String name : names) {
      if (!snapshot.service(name).ready()) {
        return false;
      }
    }
    return true;
  }
}
