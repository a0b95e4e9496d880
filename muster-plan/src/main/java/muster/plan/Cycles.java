package muster.plan;

import java.util.BitSet;
import java.util.List;
import muster.plan.graph.Cut;
import muster.plan.graph.Cycle;

/** What to do about services that wait for themselves: say it, or cut it. */
public final class Cycles {
  /** A longer cycle is shown by its ends. */
  private static final int SHOWN_MAX = 12;

  private Cycles() {}

  /** Adds an error for each group of services in a circle, with a shortest cycle of it. */
  public static void report(Plan plan, Findings findings) {
    for (Cycle cycle : Cycle.all(plan.graph())) {
      Plan.Edge breaking = plan.edges().get(cycle.breaking());
      findings.error(
          "cycle",
          breaking.at(),
          circle(plan, cycle)
              + "; to break it, take away that "
              + said(plan, breaking)
              + ", or use --break-cycles",
          cycle.shortest().stream()
              .map(plan.edges()::get)
              .map(edge -> new Finding.Note(edge.at(), said(plan, edge)))
              .toArray(Finding.Note[]::new));
    }
  }

  private static String circle(Plan plan, Cycle cycle) {
    List<Integer> edges = cycle.shortest();
    StringBuilder text = new StringBuilder("a cycle: ");
    for (int i = 0; i < edges.size(); i++) {
      if (i < SHOWN_MAX || i == edges.size() - 1) {
        text.append(plan.name(plan.graph().from(edges.get(i)))).append(" -> ");
      } else if (i == SHOWN_MAX) {
        text.append("... -> ");
      }
    }
    text.append(plan.name(plan.graph().from(edges.getFirst())));
    int more = cycle.size() - edges.size();
    return more == 0
        ? text.toString()
        : text.append(" (and ").append(more).append(" more are in a circle with them)").toString();
  }

  private static String said(Plan plan, Plan.Edge edge) {
    String first = plan.name(edge.from());
    String later = plan.name(edge.to());
    return switch (edge.kind()) {
      case NEEDS -> later + " needs " + first;
      case WANTS -> later + " wants " + first;
      case AFTER -> later + " is after " + first;
      case BEFORE -> first + " is before " + later;
    };
  }

  /**
   * Chooses few edges without which there is no cycle; rather soft ones than needs.
   *
   * @return of each edge, whether it stays
   */
  public static boolean[] cut(Plan plan) {
    BitSet soft = new BitSet();
    for (int edge = 0; edge < plan.edges().size(); edge++) {
      soft.set(edge, plan.edges().get(edge).kind() != Dependency.Kind.NEEDS);
    }
    return Cut.of(plan.graph(), soft);
  }
}
