package muster.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import muster.core.Moment;
import muster.plan.Plan;
import muster.sim.Outcome;
import muster.sim.manager.Coverage;
import muster.sim.manager.Survey;
import muster.view.Json;
import muster.view.Paper;
import muster.view.PlanJson;
import muster.view.TextTable;
import muster.view.Times;
import org.jspecify.annotations.Nullable;

/**
 * What was found in simulations, for people and for programs.
 *
 * @param runs with the seeds from 0 on
 * @param broken the last run, if a rule was broken in it
 */
record SimulationReport(int runs, Coverage coverage, @Nullable Outcome broken) {
  /** Of a trace, its end says what went wrong. */
  private static final int LINES_MAX = 60;

  /** Of those that a failure takes along, so many are named. */
  private static final int NAMED_MAX = 5;

  // ---- a set of one's own -------------------------------------------------------------------

  String text(Plan plan, Survey survey, Paper paper) {
    return head(services(plan) + ", ", " in " + Times.span(survey.nanos()) + " of their time")
        + "\n"
        + table(plan, survey).text(paper)
        + "\n"
        + stops(plan, survey)
        + exits(survey)
        + faults();
  }

  private static String services(Plan plan) {
    int count = plan.services().size();
    return count == 1 ? "1 service" : count + " services";
  }

  private String head(String of, String in) {
    String seeds = runs == 1 ? "1 run with seed 0" : runs + " runs with seeds 0 to " + (runs - 1);
    String result = broken == null ? "every rule held" : "a rule was broken";
    return seeds + ": " + of + grouped(coverage.events()) + " events" + in + "; " + result + "\n";
  }

  private static TextTable table(Plan plan, Survey survey) {
    TextTable table = new TextTable("lrrrrl");
    table.row("service", "starts", "restarts", "failures", "for others", "its failure takes along");
    for (int node = 0; node < plan.services().size(); node++) {
      Survey.Line line = survey.line(node);
      table.row(
          plan.name(node),
          grouped(line.started()),
          grouped(line.restarts()),
          grouped(line.failed()),
          grouped(line.untried()),
          named(plan, line.takesAlong().stream().boxed().toList()));
    }
    return table;
  }

  private static String named(Plan plan, List<Integer> nodes) {
    String names = nodes.stream().limit(NAMED_MAX).map(plan::name).collect(joining(", "));
    int more = nodes.size() - NAMED_MAX;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  private static String stops(Plan plan, Survey survey) {
    StringBuilder text = new StringBuilder();
    Survey.Stop worst = survey.worstStop();
    if (worst.nanos() > 0) {
      text.append("slowest stop of everything: ").append(Times.span(worst.nanos()));
      text.append(" (seed ").append(worst.seed()).append(')');
      if (worst.slowest() >= 0) {
        text.append(", of which ").append(plan.name(worst.slowest()));
        text.append(" took ").append(Times.span(worst.slowestNanos()));
      }
      text.append('\n');
    }
    for (int node = 0; node < plan.services().size(); node++) {
      long stuck = survey.line(node).stuck();
      if (stuck > 0) {
        text.append("nothing kills ").append(plan.name(node));
        text.append(" when it hangs in stopping, which it did in ").append(grouped(stuck));
        text.append(stuck == 1 ? " run" : " runs").append(": see its timeouts\n");
      }
    }
    return text.toString();
  }

  private static String exits(Survey survey) {
    List<Integer> exits = survey.exits();
    return exits.isEmpty()
        ? ""
        : "everything ended by itself %s times, with %s: on-failure = \"exit\"%n"
            .formatted(grouped(exits.size()), codes(exits));
  }

  private static String codes(List<Integer> exits) {
    return new TreeSet<>(exits).stream().map(String::valueOf).collect(joining(", "));
  }

  /** What it means that some fail. */
  String whatIf(List<String> failing, Plan plan, Survey survey, Paper paper) {
    String who = String.join(" and ", failing) + (failing.size() == 1 ? " fails" : " fail");
    if (!survey.exits().isEmpty()) {
      return "if %s, everything ends, and muster run exits %s%n"
          .formatted(who, codes(survey.exits()));
    }
    TextTable table = new TextTable("ll");
    int missing = 0;
    for (int node = 0; node < plan.services().size(); node++) {
      long times = survey.missing(node);
      if (times > 0) {
        String some =
            times == survey.runs() ? "" : " (in %d of %d runs)".formatted(times, survey.runs());
        table.row("  " + plan.name(node), survey.reason(node) + some);
        missing++;
      }
    }
    return "if %s, %d of %s %s not come up%n%s"
        .formatted(who, missing, services(plan), missing == 1 ? "does" : "do", table.text(paper));
  }

  // ---- sets by chance -----------------------------------------------------------------------

  String text() {
    return head("", "") + faults();
  }

  private String faults() {
    TextTable table = new TextTable("lr");
    coverage.faults().forEach((fault, times) -> table.row("  " + fault, grouped(times)));
    return "\nwhat the world did to them\n" + table.text(Paper.ENDLESS);
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  // ---- for programs -------------------------------------------------------------------------

  String json() {
    return Json.of(general());
  }

  String json(Plan plan, Survey survey) {
    Map<String, Object> all = general();
    all.put("simulated_ms", survey.nanos() / Moment.MILLISECOND);
    List<Object> services = new ArrayList<>();
    for (int node = 0; node < plan.services().size(); node++) {
      services.add(json(plan, survey, node));
    }
    all.put("services", services);
    Survey.Stop worst = survey.worstStop();
    Map<String, Object> stop = new LinkedHashMap<>();
    stop.put("ms", worst.nanos() / Moment.MILLISECOND);
    stop.put("seed", worst.seed());
    stop.put("slowest", worst.slowest() < 0 ? null : plan.name(worst.slowest()));
    stop.put("slowest_ms", worst.slowestNanos() / Moment.MILLISECOND);
    all.put("slowest_stop", stop);
    all.put("exits", survey.exits());
    return Json.of(all);
  }

  private Map<String, Object> general() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("version", PlanJson.VERSION);
    all.put("runs", runs);
    all.put("events", coverage.events());
    Outcome run = broken;
    if (run != null) {
      all.put("broken", Map.of("seed", run.seed(), "rule", String.valueOf(run.finding())));
    } else {
      all.put("broken", null);
    }
    all.put("faults", coverage.faults());
    return all;
  }

  private static Map<String, Object> json(Plan plan, Survey survey, int node) {
    Survey.Line line = survey.line(node);
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("name", plan.name(node));
    service.put("starts", line.started());
    service.put("restarts", line.restarts());
    service.put("failures", line.failed());
    service.put("failures_of_others", line.untried());
    service.put("takes_along", line.takesAlong().stream().mapToObj(plan::name).toList());
    service.put("stuck", line.stuck());
    service.put("missing", survey.missing(node));
    service.put("reason", survey.missing(node) == 0 ? null : survey.reason(node));
    return service;
  }

  // ---- a broken rule ------------------------------------------------------------------------

  /** The end of the trace, and how to get all of it. */
  static void complain(Outcome broken, PrintStream err) {
    List<String> lines = broken.trace().lines().toList();
    lines.subList(Math.max(0, lines.size() - LINES_MAX), lines.size()).forEach(err::println);
    err.println(
        "muster: in the run with seed %d a rule was broken, which is a fault of Muster's: %s"
            .formatted(broken.seed(), broken.finding()));
    err.println(
        "muster: with --seed %d all of this run is shown; please report it with your set"
            .formatted(broken.seed()));
  }
}
