package muster.it.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import muster.it.Needs;
import muster.it.conformance.Differences;
import muster.it.conformance.LineDiff;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The same source, asked the same, under the real s6-rc and under {@code muster run}: both have all
 * trees at once, since most of the time goes into beginning and ending.
 */
@Tag("s6rc")
class S6RcComparisonTest {
  private static final int RANDOM_TREES = 10;

  private final Differences differences = Differences.read(trees().resolve("differences.txt"));

  @TestFactory
  Stream<DynamicTest> treesGoTheSameWay() throws Exception {
    Needs.program("s6-rc");
    List<RcTree> trees = allTrees();
    try (var both = Executors.newFixedThreadPool(2)) {
      Future<RcSide.Played> theirs = both.submit(() -> play(new UnderS6Rc(), trees));
      Future<RcSide.Played> ours = both.submit(() -> play(new UnderMuster(), trees));
      return tests(trees, theirs.get(), ours.get());
    }
  }

  private static RcSide.Played play(RcSide side, List<RcTree> trees) throws Exception {
    try (side) {
      return side.play(trees);
    }
  }

  private static List<RcTree> allTrees() throws IOException {
    List<RcTree> trees = new ArrayList<>();
    try (var files = Files.newDirectoryStream(trees(), "*.tree")) {
      for (Path file : files) {
        trees.add(RcTree.read(file));
      }
    }
    trees.sort(Comparator.comparing(RcTree::name)); // what is essential stays, beside the others
    for (int seed = 0; seed < RANDOM_TREES; seed++) {
      trees.add(RcTree.random(seed));
    }
    return trees;
  }

  private static Path trees() {
    try {
      return Path.of(Objects.requireNonNull(S6RcComparisonTest.class.getResource("s6rc")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Stream<DynamicTest> tests(List<RcTree> trees, RcSide.Played theirs, RcSide.Played ours) {
    List<DynamicTest> tests = new ArrayList<>();
    for (RcTree tree : trees) {
      tests.add(dynamicTest(tree.name(), () -> compare(tree, theirs, ours)));
    }
    tests.add(dynamicTest("every listed difference occurs", () -> everyDifferenceOccurs(trees)));
    return tests.stream();
  }

  private void compare(RcTree tree, RcSide.Played theirs, RcSide.Played ours) {
    List<String> left = Objects.requireNonNull(theirs.transcripts().get(tree));
    List<String> right = Objects.requireNonNull(ours.transcripts().get(tree));
    assertThat(LineDiff.between(left, right))
        .as("- s6-rc, + Muster")
        .allMatch(
            line -> line.side() == LineDiff.Side.BOTH || differences.allows(tree.scenario(), line));
    assertThat(tree.outOfOrder(theirs.notes())).as("s6-rc, out of order").isEmpty();
    assertThat(tree.outOfOrder(ours.notes())).as("Muster, out of order").isEmpty();
  }

  private void everyDifferenceOccurs(List<RcTree> trees) {
    Set<String> scenarios = new HashSet<>();
    trees.forEach(tree -> scenarios.add(tree.scenario()));
    assertThat(differences.unknown(scenarios)).isEmpty();
    assertThat(differences.neverMet()).isEmpty();
  }
}
