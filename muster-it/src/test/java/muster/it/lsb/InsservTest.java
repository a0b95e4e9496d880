package muster.it.lsb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import muster.it.Needs;
import muster.sources.Runlevel;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sets of init scripts made by chance are ordered, and refused, as Debian's insserv does it. Where
 * we differ on purpose is in {@link DifferencesTest}.
 */
class InsservTest {
  private static final int SETS = Boolean.getBoolean("muster.long") ? 2_000 : 60;

  @TempDir Path directory;

  @BeforeAll
  static void needs() {
    Needs.debianPackage("insserv");
  }

  @ParameterizedTest
  @EnumSource(HeaderSet.Kind.class)
  void weOrderAndRefuseAsInsservDoes(HeaderSet.Kind kind) throws IOException, InterruptedException {
    int refused = 0;
    for (int seed = 0; seed < SETS; seed++) {
      Path root = directory.resolve(kind + "-" + seed);
      HeaderSet set = HeaderSet.of(kind, new SplittableRandom(seed));
      Insserv.write(root, set.scripts(), set.configuration());
      Insserv.Answer theirs = Insserv.enableAll(root);
      Ours start = Ours.of(root, Optional.empty());
      Ours stop = Ours.of(root, Runlevel.of("0"));
      Set<String> refusals = new TreeSet<>(start.refusals());
      refusals.addAll(stop.refusals());
      String what = "%s, seed %d".formatted(kind, seed);
      if (theirs.refusals().isEmpty()) {
        assertThat(refusals).as(what).isEmpty();
        compare(what + ", started", kind, theirs.start(), theirs.startNumbers(), start.order());
        compare(what + ", stopped", kind, theirs.stop(), theirs.stopNumbers(), stop.order());
      } else {
        assertThat(refusals).as("%s: %s", what, theirs.output()).containsAll(theirs.refusals());
        refused++;
      }
    }
    // else the kind does not test what it is for
    switch (kind) {
      case SIMPLE, INTERACTIVE -> assertThat(refused).isZero();
      case VARIOUS -> assertThat(refused).isLessThan(SETS / 10);
      case INCOMPLETE, TANGLED -> assertThat(refused).isBetween(SETS / 4, SETS * 7 / 8);
    }
  }

  private static void compare(
      String what, HeaderSet.Kind kind, Order theirs, Map<String, Integer> numbers, Order ours) {
    SoftAssertions soft = new SoftAssertions();
    Comparison.each(theirs, numbers, ours, what, soft);
    if (kind != HeaderSet.Kind.VARIOUS) {
      soft.assertThat(ours.numbers()).as(what + ": numbers").isEqualTo(numbers);
    }
    soft.assertAll();
  }
}
