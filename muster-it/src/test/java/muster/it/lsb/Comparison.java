package muster.it.lsb;

import java.util.Map;
import org.assertj.core.api.SoftAssertions;

/**
 * Compares an order of ours with insserv's.
 *
 * <p>insserv tells its order in two ways, and both lack something. Its makefiles .depend.* lose
 * what is said by a second name of a script if the longest chain is in S, and what follows from a
 * script that is in other runlevels, or, in .depend.stop, from the script itself. The numbers of
 * its links lose what is to be stopped before the second name of a script. So what we have has to
 * be in one of them.
 */
final class Comparison {
  private Comparison() {}

  /** What is in one order is in the other, as far as the scripts are in ours. */
  static void each(
      Order theirs, Map<String, Integer> numbers, Order ours, String what, SoftAssertions soft) {
    Order allTheirs = theirs.closed();
    Order allOurs = ours.closed();
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
  }
}
