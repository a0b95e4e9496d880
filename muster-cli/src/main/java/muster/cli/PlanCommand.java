package muster.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import muster.plan.Cycles;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.ServiceSet;
import muster.plan.graph.Ranks;
import muster.plan.graph.Reduction;
import muster.plan.graph.Schedule;
import muster.sources.Sources;
import muster.sources.script.Script;
import muster.sources.script.Sync;
import muster.view.Dot;
import muster.view.GraphPicture;
import muster.view.PlanJson;
import muster.view.RanksText;
import muster.view.ScheduleText;
import muster.view.Timing;

/** {@code muster plan}: what can start in parallel. */
final class PlanCommand {
  /** What is written. */
  enum Output {
    RANKS("ranks"),
    JSON("json"),
    DOT("dot"),
    SVG("svg"),
    MAKE("make"),
    SH("sh"),
    EXECLINE("execline"),
    TOML("toml");

    final String word;

    Output(String word) {
      this.word = word;
    }

    static Output of(String word) throws Arguments.Unusable {
      for (Output output : values()) {
        if (output.word.equals(word)) {
          return output;
        }
      }
      throw new Arguments.Unusable("--to: " + word + " is none of " + String.join(", ", words()));
    }

    /** All of them. */
    static List<String> words() {
      return Arrays.stream(values()).map(output -> output.word).toList();
    }
  }

  private final Planning planning;
  private final Arguments arguments;

  PlanCommand(Planning planning, Arguments arguments) {
    this.planning = planning;
    this.arguments = arguments;
  }

  int run() throws Arguments.Unusable {
    Output output = Output.of(arguments.text(Command.TO, Output.RANKS.word));
    Sync sync = sync();
    if (output == Output.TOML && arguments.has(Command.BREAK_CYCLES)) {
      throw new Arguments.Unusable("--to toml says what the sources say; without --break-cycles");
    }
    Planning.Loaded loaded = planning.load(arguments);
    Findings findings = loaded.findings();
    Plan plan = loaded.plan();
    if (arguments.has(Command.BREAK_CYCLES)) {
      plan = cut(plan);
    } else {
      Cycles.report(plan, findings);
    }
    TimingOptions timing = TimingOptions.read(arguments, planning.tree, plan, findings);
    switch (output) {
      case MAKE, SH, EXECLINE -> Script.check(plan, findings);
      case RANKS, JSON, DOT, SVG, TOML -> {}
    }
    String result =
        findings.failed() ? "" : result(output, sync, loaded.set(), plan, timing, findings);
    planning.complain(findings);
    if (findings.failed()) {
      if (output == Output.JSON) {
        planning.print(PlanJson.of(findings.inOrder()));
      }
      return Planning.FAILED;
    }
    planning.print(result);
    return 0;
  }

  private String result(
      Output output,
      Sync sync,
      ServiceSet set,
      Plan plan,
      TimingOptions options,
      Findings findings) {
    Ranks ranks = Ranks.of(plan.graph()).orElseThrow();
    Optional<Timing> timing = options.of(plan, ranks);
    return switch (output) {
      case RANKS ->
          RanksText.of(plan, ranks)
              + timing.map(known -> "\n" + ScheduleText.of(plan, known)).orElse("");
      case JSON -> PlanJson.of(plan, ranks, timing, findings.inOrder());
      case DOT -> Dot.of(title(), plan, ranks);
      case SVG -> picture(plan, ranks, timing);
      case TOML -> Sources.toml(set, findings);
      case MAKE -> new Script(plan, ranks, sync, command()).makefile();
      case SH -> new Script(plan, ranks, sync, command()).shell();
      case EXECLINE -> new Script(plan, ranks, sync, command()).execline();
    };
  }

  private Plan cut(Plan plan) {
    boolean[] kept = Cycles.cut(plan);
    for (int edge = 0; edge < kept.length; edge++) {
      if (!kept[edge]) {
        Plan.Edge cut = plan.edges().get(edge);
        planning.err.println(
            "muster: warning: cut " + plan.name(cut.from()) + " -> " + plan.name(cut.to()));
      }
    }
    return plan.only(kept);
  }

  // ---- scripts ------------------------------------------------------------------------------

  private Sync sync() throws Arguments.Unusable {
    String word = arguments.text(Command.SYNC, Sync.PRECISE.word());
    return Sync.of(word)
        .orElseThrow(
            () -> new Arguments.Unusable("--sync: " + word + " is none of precise, ranks"));
  }

  /** What was typed, for the head of a script. */
  private List<String> command() {
    List<String> command = new ArrayList<>(List.of("muster", Command.PLAN.name()));
    arguments
        .options()
        .forEach((name, value) -> command.add(value.isEmpty() ? name : name + "=" + value));
    command.addAll(arguments.operands());
    return command;
  }

  // ---- picture ------------------------------------------------------------------------------

  private String picture(Plan plan, Ranks ranks, Optional<Timing> timing) {
    Schedule schedule =
        timing.map(Timing::schedule).orElseGet(() -> Schedule.ofEqual(plan.graph(), ranks));
    Plan reduced = plan.only(Reduction.of(plan.graph(), ranks));
    return GraphPicture.of(title(), reduced, ranks, schedule.criticalPath());
  }

  /** The last parts of the sources' paths. */
  private String title() {
    List<String> names = new ArrayList<>();
    for (String path : arguments.operands()) {
      String trimmed = path.replaceFirst("/+$", "");
      names.add(trimmed.equals("-") ? "standard input" : trimmed.replaceFirst(".*/", ""));
    }
    return String.join(", ", names);
  }
}
