package muster.sources.own;

import java.util.Optional;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Position;
import muster.sources.toml.TomlValue;

/** Says what is wrong in one file, always in the same words. */
final class Errors {
  /** Of one file no more is said: nobody reads more, and memory is bounded. */
  private static final int MAX = 100;

  /** A longer text is not repeated in a message. */
  private static final int SHOWN_MAX = 40;

  private final Findings findings;
  private int count;

  Errors(Findings findings) {
    this.findings = findings;
  }

  /** Is it in vain to look for more? */
  boolean full() {
    return count > MAX;
  }

  void say(String rule, Position at, String text, Finding.Note... notes) {
    count++;
    if (count <= MAX) {
      findings.error(rule, at, text, notes);
    } else if (count == MAX + 1) {
      findings.error(rule, at, "there is too much wrong; the rest is not told");
    }
  }

  /** A value is of another kind. Gives nothing, for the caller to give on. */
  <T> Optional<T> wrongType(String key, Shape<?> shape, TomlValue value) {
    say("type", value.at(), key + " wants " + shape.expected() + ", not " + value.what());
    return Optional.empty();
  }

  /** A text does not look as it has to. Gives nothing. */
  <T> Optional<T> wrongLook(String path, Shape<?> shape, TomlValue.Text text) {
    String shown = text.value().length() <= SHOWN_MAX ? '"' + text.value() + '"' : "this";
    return wrongValue(path, shape, text, shown + " is none");
  }

  /** A value is of the right kind and yet none that is meant. Gives nothing. */
  <T> Optional<T> wrongValue(String key, Shape<?> shape, TomlValue value, String why) {
    say("value", value.at(), key + " wants " + shape.expected() + "; " + why);
    return Optional.empty();
  }

  /** If both keys are there, one of them is too much. */
  void contradiction(Draft draft, String one, String other, String why) {
    Position at = draft.at(one);
    Position otherAt = draft.at(other);
    if (at != null && otherAt != null) {
      boolean ordered = at.compareTo(otherAt) <= 0;
      say(
          "contradiction",
          ordered ? otherAt : at,
          one + " and " + other + " contradict each other: " + why,
          new Finding.Note(ordered ? at : otherAt, (ordered ? one : other) + " is here"));
    }
  }
}
