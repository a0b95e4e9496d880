package muster.view;

import muster.plan.Plan;
import muster.plan.graph.Schedule;

/** The critical path with its times, for people. */
public final class ScheduleText {
  private ScheduleText() {}

  /** Some lines: the length of all, each service of the critical path, what would be if. */
  public static String of(Plan plan, Timing timing) {
    Schedule schedule = timing.schedule();
    StringBuilder text = new StringBuilder();
    text.append("All is up after ").append(seconds(schedule.length()));
    text.append("; at most ").append(schedule.width()).append(" at once. The longest chain:\n");
    int longest = 4;
    for (int node : schedule.criticalPath()) {
      longest = Math.max(longest, plan.name(node).length());
    }
    for (int node : schedule.criticalPath()) {
      text.append("  ").append(plan.name(node)).repeat(' ', longest - plan.name(node).length());
      text.append(
          "  starts at %11s  takes %11s\n"
              .formatted(
                  seconds(schedule.start(node)),
                  seconds(schedule.end(node) - schedule.start(node))));
    }
    timing
        .supposed()
        .ifPresent(supposed -> text.append(whatIf(timing.question(), schedule.length(), supposed)));
    return text.toString();
  }

  private static String whatIf(String question, long before, Schedule supposed) {
    long difference = supposed.length() - before;
    String change =
        difference == 0
            ? "as before"
            : seconds(Math.abs(difference)) + (difference < 0 ? " sooner" : " later");
    return "With %s all would be up after %s, %s.\n"
        .formatted(question, seconds(supposed.length()), change);
  }

  private static String seconds(long millis) {
    return "%d.%03d s".formatted(millis / 1000, millis % 1000);
  }
}
