package muster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Many seeds, spread over the processors; what they cover does not depend on how. */
final class Runs {
  private Runs() {}

  /** One run of a simulation, which counts what it covers. */
  interface Simulation<C> {
    Outcome run(long seed, C coverage);
  }

  /**
   * @param eventsMin each run has at least so many events
   * @param sum adds two coverages
   * @return what all of them cover
   */
  static <C> C all(
      long from,
      long count,
      long eventsMin,
      Simulation<C> simulation,
      Supplier<C> none,
      BinaryOperator<C> sum) {
    int shares = Runtime.getRuntime().availableProcessors();
    return IntStream.range(0, shares)
        .parallel()
        .mapToObj(share -> {
          C coverage = none.get();
          for (long seed = from + share; seed < from + count; seed += shares) {
            check(simulation.run(seed, coverage), eventsMin);
          }
          return coverage;
        })
        .reduce(none.get(), sum);
  }

  private static void check(Outcome outcome, long eventsMin) {
    assertThat(outcome.finding())
        .as(() -> "seed " + outcome.seed() + "\n" + outcome.trace())
        .isNull();
    assertThat(outcome.events())
        .as("events of seed %d", outcome.seed())
        .isGreaterThanOrEqualTo(eventsMin);
  }
}
