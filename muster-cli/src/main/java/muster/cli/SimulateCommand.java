package muster.cli;

import java.util.List;
import java.util.Set;
import muster.plan.Checks;
import muster.plan.Cycles;
import muster.plan.Plan;
import muster.sim.Outcome;
import muster.sim.manager.Cast;
import muster.sim.manager.Coverage;
import muster.sim.manager.ManagerSimulation;
import muster.sim.manager.Survey;

/**
 * {@code muster simulate}: the manager's policy with somebody's set, or with sets by chance, in a
 * world that misbehaves. It needs no daemon, and starts nothing.
 */
final class SimulateCommand {
  /** A rule was broken. */
  private static final int BROKEN = 1;

  private static final int RUNS = 1000;

  /** Beyond so many services in all runs together, there are fewer of them. */
  private static final int SERVICES = 20_000;

  private static final int RUNS_MIN = 10;
  private static final int RUNS_WHAT_IF = 20;

  private final Planning planning;
  private final Arguments arguments;

  SimulateCommand(Planning planning, Arguments arguments) {
    this.planning = planning;
    this.arguments = arguments;
  }

  /** What is simulated, and what was counted of it. */
  private interface Play {
    Outcome run(long seed, Coverage coverage, boolean traced);
  }

  int run() throws Arguments.Unusable, Failure {
    if (arguments.operands().isEmpty()) {
      return byChance();
    }
    Planning.Loaded loaded = planning.load(arguments);
    Cycles.report(loaded.plan(), loaded.findings());
    planning.complain(loaded.findings());
    if (loaded.findings().failed()) {
      return Planning.FAILED;
    }
    Plan plan = loaded.plan();
    if (plan.services().isEmpty()) {
      throw new Failure(Planning.FAILED, "simulate", "there is no service in these sources");
    }
    Set<Integer> failing = nodes(plan, arguments.all(Command.FAILING));
    Cast.Own cast = new Cast.Own(plan, first(plan), failing);
    Survey survey = new Survey(plan);
    Play play =
        (seed, coverage, traced) -> ManagerSimulation.run(seed, cast, coverage, survey, traced);
    if (arguments.has(Command.SEED)) {
      return one(play);
    }
    int standard = Math.clamp(SERVICES / plan.services().size(), RUNS_MIN, RUNS);
    SimulationReport report =
        all(play, runs(failing.isEmpty() ? standard : Math.min(standard, RUNS_WHAT_IF)));
    return print(
        report,
        arguments.has(Command.JSON)
            ? report.json(plan, survey)
            : failing.isEmpty()
                ? report.text(plan, survey, Terminal.paper())
                : report.whatIf(arguments.all(Command.FAILING), plan, survey, Terminal.paper()));
  }

  private int byChance() throws Arguments.Unusable {
    if (arguments.has(Command.FAILING) || arguments.has(Command.UP)) {
      throw new Arguments.Unusable("SOURCE is missing: sets by chance have no names");
    }
    if (arguments.has(Command.SEED)) {
      return one(ManagerSimulation::run);
    }
    SimulationReport report = all(ManagerSimulation::run, runs(RUNS));
    return print(report, arguments.has(Command.JSON) ? report.json() : report.text());
  }

  // ---- who ----------------------------------------------------------------------------------

  /** What {@code muster run} would bring up. */
  private List<Integer> first(Plan plan) throws Failure {
    List<String> up = arguments.all(Command.UP);
    boolean standard =
        plan.bundles().stream().anyMatch(b -> b.definition().name().equals(Checks.DEFAULT));
    if (!up.isEmpty() || standard) {
      return List.copyOf(nodes(plan, up.isEmpty() ? List.of(Checks.DEFAULT) : up));
    }
    return List.copyOf(nodes(plan, List.copyOf(plan.names())));
  }

  private static Set<Integer> nodes(Plan plan, List<String> names) throws Failure {
    return Names.nodes(plan, names, "simulate");
  }

  // ---- runs ---------------------------------------------------------------------------------

  private int runs(int standard) throws Arguments.Unusable {
    return arguments.number(Command.RUNS, standard, 1, Integer.MAX_VALUE);
  }

  /** Everything that happens in the run of one seed. */
  private int one(Play play) throws Arguments.Unusable {
    int seed = arguments.number(Command.SEED, 0, 0, Integer.MAX_VALUE);
    Outcome outcome = play.run(seed, new Coverage(), true);
    planning.print(outcome.trace());
    if (!outcome.good()) {
      SimulationReport.complain(outcome, planning.err);
    }
    return outcome.good() ? 0 : BROKEN;
  }

  /** Until a rule is broken; that run is played again for its trace. */
  private static SimulationReport all(Play play, int runs) {
    Coverage coverage = new Coverage();
    for (int seed = 0; seed < runs; seed++) {
      if (!play.run(seed, coverage, false).good()) {
        return new SimulationReport(seed + 1, coverage, play.run(seed, new Coverage(), true));
      }
    }
    return new SimulationReport(runs, coverage, null);
  }

  private int print(SimulationReport report, String text) {
    planning.print(text);
    Outcome broken = report.broken();
    if (broken != null) {
      SimulationReport.complain(broken, planning.err);
    }
    return broken == null ? 0 : BROKEN;
  }
}
