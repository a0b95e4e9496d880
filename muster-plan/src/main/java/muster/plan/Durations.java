package muster.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How long services take, in milliseconds, by name; what is not named takes no time. */
public final class Durations {
  private static final String FORM = "want NAME MILLISECONDS";

  /** So that the sum of all cannot overflow: a billion services of 100 days each. */
  private static final long MILLIS_MAX = Integer.MAX_VALUE * 4L;

  /** Of one file no more is said: nobody reads more, and memory is bounded. */
  private static final int TOLD_MAX = 100;

  private final Map<String, Long> millis = new LinkedHashMap<>();

  /**
   * Reads lines of a name, blanks and a number; {@code #} begins a comment, empty lines are
   * nothing. A name may have blanks in it, or be written as a word of a plan file. Says what is
   * wrong with its place.
   *
   * @param plan whose services the names are
   */
  public static Durations read(String file, String text, Plan plan, Findings findings) {
    Collector collector = new Collector(plan, findings);
    int number = 0;
    int end;
    for (int start = 0; start < text.length(); start = end + 1) {
      int newline = text.indexOf('\n', start);
      end = newline < 0 ? text.length() : newline;
      number++;
      String whole = text.substring(start, end);
      String line = whole.strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        collector.readLine(line, new Position(file, number, whole.indexOf(line) + 1));
      }
    }
    return collector.collected();
  }

  /** Is it a number of milliseconds that we can add up? */
  public static boolean possible(double millis) {
    return millis >= 0 && millis <= MILLIS_MAX;
  }

  /** Makes durations, and says what is wrong with each. */
  public static final class Collector {
    private final Durations durations = new Durations();
    private final Set<String> known;
    private final Nearest nearest;
    private final Findings findings;
    private int errors;
    private int warnings;

    /**
     * @param plan whose services the names are
     */
    public Collector(Plan plan, Findings findings) {
      known = plan.names();
      nearest = new Nearest(known);
      this.findings = findings;
    }

    private void readLine(String line, Position at) {
      int blank = Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t'));
      Optional<Long> number = blank < 0 ? Optional.empty() : number(line.substring(blank + 1));
      if (number.isEmpty()) {
        error("duration", at, FORM + ", a whole number that is not negative");
      } else {
        add(name(line.substring(0, blank).strip()), number.get(), at);
      }
    }

    /** The daemon writes a name as one word. */
    private String name(String written) {
      return known.contains(written)
          ? written
          : Words.split(written)
              .filter(words -> words.size() == 1 && known.contains(words.getFirst()))
              .map(List::getFirst)
              .orElse(written);
    }

    /** Of a service, once. */
    public void add(String name, long millis, Position at) {
      if (!known.contains(name)) {
        warn("undefined", at, "there is no service " + name + nearest.question(name));
      } else if (durations.millis.putIfAbsent(name, millis) != null) {
        error("duplicate", at, name + " has a duration already");
      }
    }

    /** Says what is wrong, unless that has been said too often. */
    public void error(String rule, Position at, String text) {
      errors++;
      if (errors <= TOLD_MAX) {
        findings.error(rule, at, text);
      } else if (errors == TOLD_MAX + 1) {
        findings.error(rule, at, "there is too much wrong; the rest is not told");
      }
    }

    /** Says what is odd, unless that has been said too often. */
    public void warn(String rule, Position at, String text) {
      warnings++;
      if (warnings <= TOLD_MAX) {
        findings.warn(rule, at, text);
      } else if (warnings == TOLD_MAX + 1) {
        findings.warn(rule, at, "there is more that is odd; the rest is not told");
      }
    }

    /** All that were added. */
    public Durations collected() {
      return durations;
    }
  }

  private static Optional<Long> number(String word) {
    try {
      long number = Long.parseLong(word);
      return possible((double) number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A service, and how long it is supposed to take. */
  public record Change(String name, long millis) {
    /**
     * @param text NAME=MILLISECONDS
     * @return nothing if it is something else
     */
    public static Optional<Change> of(String text) {
      int equals = text.lastIndexOf('=');
      return equals < 0
          ? Optional.empty()
          : number(text.substring(equals + 1))
              .map(millis -> new Change(text.substring(0, equals), millis));
    }

    @Override
    public String toString() {
      return name + "=" + millis;
    }
  }

  /** The same, but for one. */
  public Durations with(Change change) {
    Durations changed = new Durations();
    changed.millis.putAll(millis);
    changed.millis.put(change.name, change.millis);
    return changed;
  }

  /** Of each node of a plan. */
  public long[] of(Plan plan) {
    long[] all = new long[plan.services().size()];
    Arrays.setAll(all, node -> millis.getOrDefault(plan.name(node), 0L));
    return all;
  }
}
