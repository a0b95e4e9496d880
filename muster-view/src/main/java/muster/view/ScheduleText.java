package muster.view;

import muster.plan.Plan;
import muster.plan.graph.Schedule;

/** The critical path with its times, for people. */
public final class ScheduleText {
  private ScheduleText() {}

  /**
   * @param durations of each node, in milliseconds
   */
  public static String of(Plan plan, Schedule schedule, long[] durations) {
    StringBuilder text = new StringBuilder();
    int[] path = schedule.criticalPath();
    int longest = 4;
    for (int node : path) {
      longest = Math.max(longest, plan.name(node).length());
    }
    text.append("All is up after ").append(seconds(schedule.length()));
    text.append("; at most ").append(schedule.width()).append(" at once. The longest chain:\n");
    for (int node : path) {
      text.append("  ").append(plan.name(node)).repeat(' ', longest - plan.name(node).length());
      text.append(
          "  starts at %11s  takes %11s\n"
              .formatted(seconds(schedule.start(node)), seconds(durations[node])));
    }
    return text.toString();
  }

  /** The answer to what would be if. */
  public static String whatIf(String question, Schedule before, Schedule after) {
    long difference = after.length() - before.length();
    String change =
        difference == 0
            ? "as before"
            : seconds(Math.abs(difference)) + (difference < 0 ? " sooner" : " later");
    return "With "
        + question
        + " all would be up after "
        + seconds(after.length())
        + ", "
        + change
        + ".\n";
  }

  private static String seconds(long millis) {
    return "%d.%03d s".formatted(millis / 1000, millis % 1000);
  }
}
