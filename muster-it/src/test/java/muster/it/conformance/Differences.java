package muster.it.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import muster.it.conformance.LineDiff.Side;

/**
 * The differences from s6 that are meant, each with its reason. A difference that is not listed is
 * a failure, and so is a listed one that no longer occurs.
 */
public final class Differences {
  private static final String ANY = "*";

  /** A line of a transcript that only one side has; {@code *} in it stands for any text. */
  private record Expected(String name, String scenario, Side side, String glob) {
    boolean fits(String inScenario, LineDiff.Line line) {
      return side == line.side()
          && (scenario.equals(ANY) || scenario.equals(inScenario))
          && Pattern.matches(regex(glob), line.text().strip());
    }

    private static String regex(String glob) {
      return List.of(glob.split("\\*", -1)).stream()
          .map(Pattern::quote)
          .collect(Collectors.joining(".*"));
    }

    @Override
    public String toString() {
      return "%s: %s line `%s` in %s"
          .formatted(name, side == Side.LEFT ? "s6's" : "Muster's", glob, scenario);
    }
  }

  private final List<Expected> expected = new ArrayList<>();
  private final Set<Expected> met = ConcurrentHashMap.newKeySet();

  public static Differences read(Path file) {
    try {
      return new Differences(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Differences(List<String> lines) {
    var name = "";
    var why = false;
    var inSides = false;
    var scenarios = new ArrayList<String>();
    for (var line : lines) {
      var parts = line.strip().split("\\s+", 2);
      var rest = parts.length > 1 ? parts[1] : "";
      switch (parts[0]) {
        case "difference" -> {
          name = rest;
          why = false;
          scenarios.clear();
        }
        case "why:" -> why = true;
        case "scenario:" -> {
          if (inSides) {
            scenarios.clear();
          }
          inSides = false;
          scenarios.add(rest);
        }
        case "s6:", "muster:" -> {
          if (!why || scenarios.isEmpty()) {
            throw new IllegalArgumentException(
                "difference " + name + " needs `why:` and `scenario:` first");
          }
          inSides = true;
          var side = parts[0].equals("s6:") ? Side.LEFT : Side.RIGHT;
          for (var scenario : scenarios) {
            expected.add(new Expected(name, scenario, side, rest));
          }
        }
        default -> {
          if (!line.isBlank() && !line.startsWith("#")) {
            throw new IllegalArgumentException("a table of differences has no line like: " + line);
          }
        }
      }
    }
  }

  /** Whether a difference in {@code scenario} is listed; if so, it has been met. */
  public boolean allows(String scenario, LineDiff.Line line) {
    var fitting = expected.stream().filter(one -> one.fits(scenario, line)).toList();
    met.addAll(fitting);
    return !fitting.isEmpty();
  }

  /** Listed differences that did not occur in any scenario. */
  public List<String> neverMet() {
    return expected.stream().filter(one -> !met.contains(one)).map(Expected::toString).toList();
  }

  /** Names of scenarios that the table speaks of and that do not exist. */
  public List<String> unknown(Set<String> scenarioNames) {
    var known = new HashSet<>(scenarioNames);
    known.add(ANY);
    return expected.stream()
        .map(Expected::scenario)
        .filter(name -> !known.contains(name))
        .distinct()
        .toList();
  }
}
