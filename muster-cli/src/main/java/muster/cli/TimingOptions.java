package muster.cli;

import java.util.Optional;
import muster.plan.Durations;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.Position;
import muster.plan.graph.Ranks;
import muster.plan.graph.Schedule;
import muster.sources.SourceText;
import muster.sources.Tree;
import muster.view.Timing;

/**
 * What {@code --durations} and {@code --what-if} say.
 *
 * @param measured nothing if it was not said, or after an error
 * @param supposed the same with the change that is asked about; nothing if nothing is
 */
record TimingOptions(Optional<Durations> measured, Optional<Durations> supposed, String question) {
  static TimingOptions read(Arguments arguments, Tree tree, Plan plan, Findings findings) {
    String file = arguments.text(Command.DURATIONS, "");
    String question = arguments.text(Command.WHAT_IF, "");
    if (file.isEmpty()) {
      if (!question.isEmpty()) {
        findings.error("duration", Position.of("--what-if"), "it needs --durations FILE");
      }
      return new TimingOptions(Optional.empty(), Optional.empty(), question);
    }
    Optional<Durations> measured =
        SourceText.read(tree, file, findings)
            .map(text -> Durations.read(file, text.text(), plan, findings));
    Optional<Durations> supposed =
        question.isEmpty()
            ? Optional.empty()
            : measured.flatMap(durations -> durations.with(question, plan, findings));
    return new TimingOptions(measured, supposed, question);
  }

  /** Nothing if nothing is known of durations. */
  Optional<Timing> of(Plan plan, Ranks ranks) {
    return measured.map(durations ->
        new Timing(
            Schedule.of(plan.graph(), ranks, durations.of(plan)),
            question,
            supposed.map(other -> Schedule.of(plan.graph(), ranks, other.of(plan)))));
  }
}
