package muster.view;

import muster.plan.Plan;
import muster.plan.graph.Ranks;

/** One rank a line, names with one space between, in the order of the sources. */
public final class RanksText {
  private RanksText() {}

  /**
   * @param ranks of the plan's graph
   */
  public static String of(Plan plan, Ranks ranks) {
    StringBuilder text = new StringBuilder();
    for (int rank = 0; rank < ranks.count(); rank++) {
      int[] nodes = ranks.nodes(rank);
      for (int i = 0; i < nodes.length; i++) {
        text.append(i == 0 ? "" : " ").append(plan.name(nodes[i]));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
