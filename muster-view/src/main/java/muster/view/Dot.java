package muster.view;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Plan;
import muster.plan.Waits;
import muster.plan.Work;
import muster.plan.graph.Ranks;

/**
 * A plan for Graphviz: a line leads from a service to each one that waits for it, whole if that
 * needs it and dashed if it is only after it. Lines that others imply are left out.
 *
 * <p>Nodes have numbers, since not every name can be written as a name of DOT.
 */
public final class Dot {
  private static final String TOP =
      """
      digraph plan {
        rankdir=LR;
        node [fontname="sans-serif", fontsize=11, height=0.3];
        edge [arrowsize=0.6];

        // a longrun is a box, a oneshot an ellipse, a milestone a diamond
      """;

  private final Plan plan;
  private final Ranks ranks;
  private final Waits waits;
  private final BitSet[] needs;

  private Dot(Plan plan, Ranks ranks) {
    this.plan = plan;
    this.ranks = ranks;
    this.waits = Waits.of(plan, ranks);
    this.needs = new BitSet[plan.services().size()];
    Arrays.setAll(needs, _ -> new BitSet());
    for (Plan.Edge edge : plan.edges()) {
      if (edge.kind() == Dependency.Kind.NEEDS) {
        needs[edge.to()].set(edge.from());
      }
    }
  }

  /**
   * Writes a plan.
   *
   * @param ranks of the plan's graph
   */
  public static String of(String title, Plan plan, Ranks ranks) {
    return new Dot(plan, ranks).draw(title);
  }

  private String draw(String title) {
    StringBuilder text = new StringBuilder(TOP);
    text.append("  label=").append(quoted(title)).append(";\n");
    for (int node = 0; node < plan.services().size(); node++) {
      Definition service = plan.services().get(node);
      text.append(
          "  s%d [shape=%s, label=%s];\n"
              .formatted(node, shape(service.work()), quoted(service.name())));
    }
    for (int rank = 0; rank < ranks.count(); rank++) {
      text.append("\n  { rank=same;");
      for (int node : ranks.nodes(rank)) {
        text.append(" s").append(node).append(';');
      }
      text.append(" }");
    }
    text.append("\n\n");
    for (int node = 0; node < plan.services().size(); node++) {
      int[] before =
          IntStream.concat(Arrays.stream(waits.order(node)), Arrays.stream(waits.needs(node)))
              .sorted()
              .distinct()
              .toArray();
      for (int earlier : before) {
        text.append(
            "  s%d -> s%d%s;\n"
                .formatted(earlier, node, needs[node].get(earlier) ? "" : " [style=dashed]"));
      }
    }
    return text.append("}\n").toString();
  }

  private static String shape(Work work) {
    return switch (work) {
      case Work.Longrun _ -> "box";
      case Work.Oneshot _ -> "ellipse";
      case Work.Milestone _, Work.Bundle _ -> "diamond";
    };
  }

  /**
   * A label, in which backslashes and entities of HTML have a meaning; what could not be seen is
   * U+FFFD, as in other pictures.
   */
  private static String quoted(String label) {
    StringBuilder text = new StringBuilder("\"");
    label
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '&' -> text.append("&amp;");
            default -> text.appendCodePoint(Svg.allowed(c) ? c : 0xfffd);
          }
        });
    return text.append('"').toString();
  }
}
