package muster.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How long services take, in milliseconds, by name; what is not named takes no time. */
public final class Durations {
  private static final String FORM = "want NAME MILLISECONDS";

  private final Map<String, Long> millis = new LinkedHashMap<>();

  /**
   * Reads lines of a name, blanks and a number; {@code #} begins a comment, empty lines are
   * nothing. A name may have blanks in it. Says what is wrong with its place.
   *
   * @param plan whose services the names are
   */
  public static Durations read(String file, String text, Plan plan, Findings findings) {
    Durations durations = new Durations();
    Map<String, Integer> known = names(plan);
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        Position at = new Position(file, i + 1, lines[i].indexOf(line) + 1);
        durations.readLine(line, at, known, findings);
      }
    }
    return durations;
  }

  private void readLine(String line, Position at, Map<String, Integer> known, Findings findings) {
    int blank = Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t'));
    Optional<Long> number = blank < 0 ? Optional.empty() : number(line.substring(blank + 1));
    if (number.isEmpty()) {
      findings.error("duration", at, FORM + ", a whole number that is not negative");
      return;
    }
    String name = line.substring(0, blank).strip();
    if (!known.containsKey(name)) {
      findings.warn(
          "undefined", at, "there is no service " + name + Nearest.question(name, known.keySet()));
    } else if (millis.putIfAbsent(name, number.get()) != null) {
      findings.error("duplicate", at, name + " has a duration already");
    }
  }

  private static Map<String, Integer> names(Plan plan) {
    Map<String, Integer> names = new LinkedHashMap<>();
    plan.services().forEach(service -> names.put(service.name(), names.size()));
    return names;
  }

  private static Optional<Long> number(String word) {
    try {
      long number = Long.parseLong(word);
      // So that the sum of all cannot overflow: a billion services of 100 days each.
      return number >= 0 && number <= Integer.MAX_VALUE * 4L
          ? Optional.of(number)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * The same, but for one.
   *
   * @param question NAME=MILLISECONDS
   * @return nothing, and an error, if it is something else
   */
  public Optional<Durations> with(String question, Plan plan, Findings findings) {
    int equals = question.lastIndexOf('=');
    Optional<Long> number = equals < 0 ? Optional.empty() : number(question.substring(equals + 1));
    String name = question.substring(0, Math.max(equals, 0));
    Map<String, Integer> known = names(plan);
    Position at = Position.of("--what-if");
    if (number.isEmpty()) {
      findings.error("duration", at, question + ": want NAME=MILLISECONDS");
      return Optional.empty();
    }
    if (!known.containsKey(name)) {
      findings.error(
          "undefined", at, "there is no service " + name + Nearest.question(name, known.keySet()));
      return Optional.empty();
    }
    Durations changed = new Durations();
    changed.millis.putAll(millis);
    changed.millis.put(name, number.get());
    return Optional.of(changed);
  }

  /** Of each node of a plan. */
  public long[] of(Plan plan) {
    long[] all = new long[plan.services().size()];
    Arrays.setAll(all, node -> millis.getOrDefault(plan.name(node), 0L));
    return all;
  }
}
