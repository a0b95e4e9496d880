package muster.it.conformance;

import java.util.List;

/**
 * One line of a scenario: a verb, what follows it, and the lines that belong to it.
 *
 * @param line where it stands in its file, for messages
 * @param body the lines after it that start with {@code |}: the content of a file
 * @param expected the lines after it that start with {@code =}: what the step must have written
 */
record Step(int line, String verb, String argument, List<String> body, List<String> expected) {

  /** The words of the argument; an argument without words is an empty list. */
  List<String> words() {
    return argument.isBlank() ? List.of() : List.of(argument.trim().split("\\s+"));
  }

  String word(int index) {
    var words = words();
    if (index >= words.size()) {
      throw new IllegalArgumentException("`" + this + "` needs at least " + (index + 1) + " words");
    }
    return words.get(index);
  }

  /** What stands after the first {@code count} words. */
  String after(int count) {
    var parts = argument.trim().split("\\s+", count + 1);
    return parts.length > count ? parts[count] : "";
  }

  @Override
  public String toString() {
    return argument.isEmpty() ? verb : verb + " " + argument;
  }
}
