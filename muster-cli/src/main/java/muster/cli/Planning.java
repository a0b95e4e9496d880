package muster.cli;

import java.io.PrintStream;
import java.util.Optional;
import muster.plan.Compiler;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.ServiceSet;
import muster.plan.graph.Ranks;
import muster.sources.Format;
import muster.sources.Runlevel;
import muster.sources.Sources;
import muster.sources.Tree;
import muster.view.RanksText;

/** The commands that read sources and need no daemon. */
final class Planning {
  /** Errors in the sources. */
  private static final int FAILED = 1;

  private final Tree tree;
  private final PrintStream out;
  private final PrintStream err;

  Planning(Tree tree, PrintStream out, PrintStream err) {
    this.tree = tree;
    this.out = out;
    this.err = err;
  }

  int plan(Arguments arguments) throws Arguments.Unusable {
    Format format =
        Format.of(arguments.text(Command.FROM, Format.TSORT.word()))
            .orElseThrow(() -> new Arguments.Unusable("--from: there is no such format"));
    Findings findings = new Findings();
    ServiceSet set =
        Sources.read(format, arguments.operands(), runlevel(arguments), tree, findings);
    Plan plan = Compiler.compile(set, findings);
    for (Finding finding : findings.all()) {
      err.println(finding);
    }
    Optional<Ranks> ranks = Ranks.of(plan.graph());
    if (findings.failed() || ranks.isEmpty()) {
      return FAILED;
    }
    out.print(RanksText.of(plan, ranks.get()));
    out.flush();
    return 0;
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
}
