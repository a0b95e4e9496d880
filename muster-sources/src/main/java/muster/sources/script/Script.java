package muster.sources.script;

import java.util.List;
import muster.plan.Definition;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.graph.Ranks;

/**
 * A script that starts every service of a plan.
 *
 * @param ranks of the plan's graph
 * @param madeBy the command that writes it, for its reader
 */
public record Script(Plan plan, Ranks ranks, Sync sync, List<String> madeBy) {
  /** Copies the command. */
  public Script {
    madeBy = List.copyOf(madeBy);
  }

  /** For /bin/sh. */
  public String shell() {
    return ShellScript.of(Steps.of(plan, ranks), sync, madeBy);
  }

  /** For GNU make, with -j. */
  public String makefile() {
    return Makefile.of(Steps.of(plan, ranks), sync, madeBy);
  }

  /** For execlineb. */
  public String execline() {
    return ExeclineScript.of(Steps.of(plan, ranks), sync, madeBy);
  }

  /** Adds an error for each service that no script could start: no program can be given a NUL. */
  public static void check(Plan plan, Findings findings) {
    for (Definition service : plan.services()) {
      boolean nul =
          service.name().indexOf('\0') >= 0
              || Start.of(service) instanceof Start.Run(String directory, var words)
                  && (directory + String.join("", words)).indexOf('\0') >= 0;
      if (nul) {
        findings.error(
            "nul",
            service.at(),
            Comment.visible(service.name())
                + " has a NUL character in it, which no program can be given; take it away");
      }
    }
  }
}
