package muster.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nothing that clients or services can see of s6 is left out of the scenarios. */
class CoverageTest {
  private static final Path CONFORMANCE = Target.above("conformance");

  private final List<String> required = required();
  private final Set<String> covered = covered();

  @Test
  void everyRequiredItemOccursInAScenario() {
    assertThat(required).filteredOn(item -> !covered.contains(item)).isEmpty();
  }

  @Test
  void everyCoveredItemIsRequired() {
    var known = new HashSet<>(required);
    assertThat(covered).filteredOn(item -> !known.contains(item)).isEmpty();
  }

  @Test
  void noItemIsRequiredTwice() {
    assertThat(required).doesNotHaveDuplicates();
  }

  @Test
  void everyScenarioSaysWhatItCovers() {
    assertThat(ScenarioParser.parseAll(CONFORMANCE))
        .allSatisfy(it -> assertThat(it.covers()).as(it.where()).isNotEmpty());
  }

  /** A line is an item and, after blanks, what it is; {@code #} starts a comment. */
  private static List<String> required() {
    try {
      var items = new ArrayList<String>();
      for (var line : Files.readAllLines(CONFORMANCE.resolve("required.txt"))) {
        if (!line.isBlank() && !line.startsWith("#")) {
          items.add(line.strip().split("\\s+", 2)[0]);
        }
      }
      return items;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> covered() {
    var items = new TreeSet<String>();
    ScenarioParser.parseAll(CONFORMANCE).forEach(scenario -> items.addAll(scenario.covers()));
    return items;
  }
}
