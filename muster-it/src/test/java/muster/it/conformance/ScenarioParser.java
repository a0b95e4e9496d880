package muster.it.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code *.scenario} files; the format is described in {@code conformance/README.md}. */
final class ScenarioParser {
  private final String file;
  private final List<Scenario> done = new ArrayList<>();
  private String name = "";
  private int nameLine;
  private List<String> covers = new ArrayList<>();
  private Optional<Target> only = Optional.empty();
  private String why = "";
  private List<Step> steps = new ArrayList<>();

  private ScenarioParser(String file) {
    this.file = file;
  }

  /** Every scenario of every file in {@code directory}, by file name and place in the file. */
  static List<Scenario> parseAll(Path directory) {
    try (var files = Files.list(directory)) {
      var all =
          files
              .filter(path -> path.toString().endsWith(".scenario"))
              .sorted()
              .flatMap(path -> parse(path).stream())
              .toList();
      Set<String> names = new HashSet<>();
      for (var scenario : all) {
        if (!names.add(scenario.name())) {
          throw new IllegalArgumentException(
              scenario.where() + ": there is another scenario called " + scenario.name());
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Scenario> parse(Path path) {
    try {
      return parse(path.getFileName().toString(), Files.readAllLines(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Scenario> parse(String file, List<String> lines) {
    var numbered = new ArrayList<Line>();
    for (int i = 0; i < lines.size(); i++) {
      var text = lines.get(i).strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        numbered.add(new Line(i + 1, text));
      }
    }
    var parser = new ScenarioParser(file);
    for (var line : Loops.unroll(file, numbered)) {
      parser.take(line);
    }
    parser.finish();
    return parser.done;
  }

  /** A line that says something, and its number in the file. */
  record Line(int number, String text) {}

  private void take(Line line) {
    var text = line.text();
    var parts = text.split("\\s+", 2);
    var rest = parts.length > 1 ? parts[1] : "";
    if (text.startsWith("|")) {
      last(line).body().add(unmarked(text));
    } else if (text.startsWith("=")) {
      last(line).expected().add(unmarked(text));
    } else if (parts[0].equals("scenario")) {
      finish();
      name = rest;
      nameLine = line.number();
    } else if (name.isEmpty()) {
      throw bad(line, "this stands before the first `scenario NAME`");
    } else if (parts[0].equals("covers:")) {
      covers.addAll(List.of(rest.split("\\s+")));
    } else if (parts[0].equals("only:")) {
      var words = rest.split("\\s+", 2);
      only = Optional.of(Target.named(words[0]));
      why = words.length > 1 ? words[1] : "";
      if (why.isEmpty()) {
        throw bad(line, "`only:` needs a reason after the target");
      }
    } else {
      steps.add(new Step(line.number(), parts[0], rest, new ArrayList<>(), new ArrayList<>()));
    }
  }

  private Step last(Line line) {
    if (steps.isEmpty()) {
      throw bad(line, "no step stands before this");
    }
    return steps.getLast();
  }

  private static String unmarked(String text) {
    return text.startsWith(" ", 1) ? text.substring(2) : text.substring(1);
  }

  private void finish() {
    if (!name.isEmpty()) {
      done.add(new Scenario(name, file, nameLine, covers, only, why, List.copyOf(steps)));
    }
    covers = new ArrayList<>();
    only = Optional.empty();
    why = "";
    steps = new ArrayList<>();
  }

  private IllegalArgumentException bad(Line line, String message) {
    return new IllegalArgumentException(file + ":" + line.number() + ": " + message);
  }
}
