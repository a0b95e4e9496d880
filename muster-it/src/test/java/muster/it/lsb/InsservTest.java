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
 *
 * <p>insserv tells its order in two ways, and both lack something. Its makefiles .depend.* lose
 * what is said by a second name of a script if the longest chain is in S, and what follows from a
 * script that is in other runlevels, or, in .depend.stop, from the script itself. The numbers of
 * its links lose what is to be stopped before the second name of a script. So what we have has to
 * be in one of them.
 */
class InsservTest {
  private static final int SETS =
      Boolean.getBoolean("muster.long") ? 2_000 : Integer.getInteger("muster.x", 60);

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
    Order allTheirs = theirs.closed();
    Order allOurs = ours.closed();
    SoftAssertions soft = new SoftAssertions();
    for (String name : ours.before().keySet()) {
      for (String before : theirs.before(name)) {
        if (ours.before().containsKey(before) && !before.equals(name)) {
          soft.assertThat(allOurs.before(name)).as("%s: before %s", what, name).contains(before);
        }
      }
      for (String before : ours.before(name)) {
        if (!allTheirs.before(name).contains(before)) {
          soft.assertThat(numbers.get(before))
              .as("%s: number of %s, which is before %s", what, before, name)
              .isLessThan(numbers.get(name));
        }
      }
    }
    if (kind != HeaderSet.Kind.VARIOUS) {
      soft.assertThat(ours.numbers()).as(what + ": numbers").isEqualTo(numbers);
    }
    soft.assertAll();
  }
}
