package muster.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import muster.plan.Compiler;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.ServiceSet;
import muster.plan.Severity;
import muster.sources.Format;
import muster.sources.Runlevel;
import muster.sources.Sources;
import muster.sources.Tree;
import muster.view.FindingsView;

/** What the commands have in common that read sources and need no daemon. */
final class Planning {
  /** Errors in the sources. */
  static final int FAILED = 1;

  /** For --from: find out. */
  private static final String AUTO = "auto";

  /** What the sources say, and what is wrong with it. */
  record Loaded(ServiceSet set, Plan plan, Findings findings) {}

  final Tree tree;
  final PrintStream out;
  final PrintStream err;

  Planning(Tree tree, PrintStream out, PrintStream err) {
    this.tree = tree;
    this.out = out;
    this.err = err;
  }

  /** Reads and resolves all sources; cycles have not been looked for. */
  Loaded load(Arguments arguments) throws Arguments.Unusable {
    Findings findings = new Findings();
    Optional<Format> format = format(arguments, findings);
    Optional<Runlevel> runlevel = runlevel(arguments);
    if (runlevel.isPresent() && format.isPresent() && format.get() != Format.LSB) {
      throw new Arguments.Unusable("--runlevel: only init scripts have runlevels");
    }
    ServiceSet set =
        format.isPresent()
            ? Sources.read(format.get(), arguments.operands(), runlevel, tree, findings)
            : new ServiceSet(List.of());
    return new Loaded(set, Compiler.compile(set, findings), findings);
  }

  /** Nothing, after an error, if it is to be found out and that is not possible. */
  private Optional<Format> format(Arguments arguments, Findings findings)
      throws Arguments.Unusable {
    String from = arguments.text(Command.FROM, AUTO);
    if (from.equals(AUTO)) {
      return Sources.recognise(arguments.operands(), tree, findings);
    }
    return Optional.of(
        Format.of(from)
            .orElseThrow(() ->
                new Arguments.Unusable(
                    "--from: " + from + " is none of auto, " + Command.formats())));
  }

  private static Optional<Runlevel> runlevel(Arguments arguments) throws Arguments.Unusable {
    if (!arguments.has(Command.RUNLEVEL)) {
      return Optional.empty();
    }
    String name = arguments.text(Command.RUNLEVEL, "");
    return Optional.of(
        Runlevel.of(name)
            .orElseThrow(
                () -> new Arguments.Unusable("--runlevel: " + name + " is none of S and 0 to 6")));
  }

  /** Says what is wrong where it does not get into the way of results; hints are for check. */
  void complain(Findings findings) {
    List<Finding> loud =
        findings.inOrder().stream().filter(f -> f.severity() != Severity.HINT).toList();
    err.print(FindingsView.text(loud));
    err.flush();
  }

  void print(String result) {
    out.print(result);
    out.flush();
  }
}
