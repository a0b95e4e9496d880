package muster.it.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import muster.it.conformance.LineDiff.Side;

/** Plays a scenario for two targets and says how the transcripts differ. */
final class Comparison {
  /** A scenario that looks at the clock gets more than one chance on a loaded machine. */
  private static final int TRIES_WHEN_TIMED = 3;

  private final Path conformance;
  private final Path base;
  private final Differences differences;

  Comparison(Path conformance, Path base, Differences differences) {
    this.conformance = conformance;
    this.base = base;
    this.differences = differences;
  }

  /**
   * Empty if both saw the same, else what to tell a human. With the same target twice: is it
   * deterministic?
   */
  String complaint(Scenario scenario, Target left, Target right)
      throws IOException, InterruptedException {
    var complaint = "";
    for (int tries = scenario.isTimed() ? TRIES_WHEN_TIMED : 1; tries > 0; tries--) {
      complaint = complaintOnce(scenario, left, right);
      if (complaint.isEmpty()) {
        return "";
      }
    }
    return complaint;
  }

  /** Only the steps that could not be done and the hand-written expectations are complained of. */
  String complaint(Scenario scenario, Target only) throws IOException, InterruptedException {
    var outcome = Play.play(scenario, only, conformance, base);
    return outcome.failure().isEmpty()
        ? ""
        : failure(outcome) + "\nIt had seen:\n" + String.join("\n", outcome.transcript());
  }

  private String complaintOnce(Scenario scenario, Target left, Target right)
      throws IOException, InterruptedException {
    var one = Play.play(scenario, left, conformance, base);
    var other = Play.play(scenario, right, conformance, base);
    var lines = LineDiff.between(one.transcript(), other.transcript());
    boolean differs =
        left == right
            ? lines.stream().anyMatch(line -> line.side() != Side.BOTH)
            : lines.stream()
                    .filter(line -> line.side() != Side.BOTH)
                    .filter(line -> !differences.allows(scenario.name(), line))
                    .toList()
                    .size()
                > 0;
    if (!differs && one.failure().isEmpty() && other.failure().isEmpty()) {
      return "";
    }
    return failure(one)
        + failure(other)
        + "%s (%s): - is %s, + is %s%n".formatted(scenario.name(), scenario.where(), left, right)
        + shown(lines);
  }

  private static String failure(Play.Outcome outcome) {
    return outcome.failure().isEmpty()
        ? ""
        : "%s FAILED: %s%n".formatted(outcome.target(), outcome.failure());
  }

  private static String shown(List<LineDiff.Line> lines) {
    return lines.stream().map(LineDiff.Line::toString).collect(Collectors.joining("\n"));
  }
}
