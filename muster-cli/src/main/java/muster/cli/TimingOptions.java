package muster.cli;

import java.util.Optional;
import java.util.Set;
import muster.plan.Durations;
import muster.plan.Findings;
import muster.plan.Nearest;
import muster.plan.Plan;
import muster.plan.graph.Ranks;
import muster.plan.graph.Schedule;
import muster.sources.SourceText;
import muster.sources.Tree;
import muster.view.Timing;

/**
 * What {@code --durations} and {@code --what-if} say.
 *
 * @param measured nothing if it was not said, or after an error
 * @param change what is asked about; nothing if nothing is
 */
record TimingOptions(Optional<Durations> measured, Optional<Durations.Change> change) {
  static TimingOptions read(Arguments arguments, Tree tree, Plan plan, Findings findings)
      throws Arguments.Unusable {
    Optional<Durations.Change> change = change(arguments);
    if (!arguments.has(Command.DURATIONS)) {
      return new TimingOptions(Optional.empty(), change);
    }
    String file = arguments.text(Command.DURATIONS, "");
    Optional<Durations> measured =
        SourceText.read(tree, file, findings)
            .map(text -> RecordedDurations.read(text, plan, findings));
    if (change.isPresent() && !findings.failed()) { // else it may be missing for another reason
      requireKnown(change.get().name(), plan.names());
    }
    return new TimingOptions(measured, change);
  }

  private static Optional<Durations.Change> change(Arguments arguments) throws Arguments.Unusable {
    if (!arguments.has(Command.WHAT_IF)) {
      return Optional.empty();
    }
    if (!arguments.has(Command.DURATIONS)) {
      throw new Arguments.Unusable("--what-if wants to know how long all take: --durations FILE");
    }
    String text = arguments.text(Command.WHAT_IF, "");
    return Optional.of(
        Durations.Change.of(text)
            .orElseThrow(
                () -> new Arguments.Unusable("--what-if: want NAME=MILLISECONDS, not " + text)));
  }

  private static void requireKnown(String name, Set<String> names) throws Arguments.Unusable {
    if (!names.contains(name)) {
      throw new Arguments.Unusable(
          Main.UNKNOWN, "--what-if: there is no service " + name + Nearest.question(name, names));
    }
  }

  /** Nothing if nothing is known of durations. */
  Optional<Timing> of(Plan plan, Ranks ranks) {
    return measured.map(durations ->
        new Timing(
            Schedule.of(plan.graph(), ranks, durations.of(plan)),
            change.map(Durations.Change::toString).orElse(""),
            change.map(one -> Schedule.of(plan.graph(), ranks, durations.with(one).of(plan)))));
  }
}
