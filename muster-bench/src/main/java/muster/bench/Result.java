package muster.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * The median of what was measured.
 *
 * @param limit the most that the median may be under {@code --thresholds}; infinite for a peer
 */
record Result(String what, String unit, double median, double min, double max, double limit) {
  static Result of(String what, String unit, double[] samples, double limit) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    return new Result(what, unit, median, sorted[0], sorted[sorted.length - 1], limit);
  }

  boolean withinLimit() {
    return median <= limit;
  }

  @Override
  public String toString() {
    String line =
        String.format(Locale.ROOT, "%-44s %8.2f %-3s (%.2f to %.2f)", what, median, unit, min, max);
    return Double.isInfinite(limit)
        ? line
        : line + String.format(Locale.ROOT, ", limit %.2f", limit);
  }
}
