package muster.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import muster.core.manager.DryRun;
import muster.core.trace.TraceRecord.Verb;
import muster.view.Snapshot;

/** {@code --dry-run}: says what a request would do, in its order, and asks nobody. */
final class DryRunCommand {
  private final String verb;
  private final Arguments arguments;
  private final PrintStream out;
  private final PrintStream err;

  DryRunCommand(String verb, Arguments arguments, PrintStream out, PrintStream err) {
    this.verb = verb;
    this.arguments = arguments;
    this.out = out;
    this.err = err;
  }

  int run(RunDirectory directory) throws Failure {
    Recorded recorded = Recorded.read(directory);
    List<Integer> nodes = List.copyOf(Names.nodes(recorded.plan(), arguments.operands(), verb));
    DryRun dryRun = new DryRun(recorded.plan(), Snapshot.of(recorded.records()).services());
    int code = arguments.has(Command.PRUNE) ? dryRun.ask(Verb.PRUNE, nodes) : 0;
    if (code == 0) {
      code = dryRun.ask(Verb.valueOf(verb.toUpperCase(Locale.ROOT)), nodes);
    }
    for (DryRun.Step step : dryRun.steps()) {
      out.println((step.start() ? "start " : "stop ") + step.service());
    }
    out.flush();
    if (code != 0) {
      err.println("muster: cannot " + verb + ": not all of what is named could be done");
    }
    return code;
  }
}
