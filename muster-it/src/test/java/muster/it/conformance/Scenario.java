package muster.it.conformance;

import java.util.List;
import java.util.Optional;

/**
 * A play with a name: what it covers and its steps.
 *
 * @param only the one target that can play it, where the other one lacks what it is about
 * @param why the reason of {@code only}, empty when both play it
 */
record Scenario(
    String name,
    String file,
    int line,
    List<String> covers,
    Optional<Target> only,
    String why,
    List<Step> steps) {

  /** Clock time is part of what is seen, so a loaded machine may need another try. */
  boolean isTimed() {
    return steps.stream()
        .anyMatch(step -> step.verb().equals("gap") || step.verb().equals("quiet"));
  }

  boolean playableBy(Target target) {
    return only.isEmpty() || only.get() == target;
  }

  String where() {
    return file + ":" + line;
  }
}
