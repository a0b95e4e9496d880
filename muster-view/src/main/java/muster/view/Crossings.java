package muster.view;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Orders the items of each column so that few lines cross: each column in turn is sorted by the
 * mean place of its neighbours, to and fro, and the best of all orders is kept. Source: Sugiyama,
 * Tagawa and Toda, 1981.
 */
final class Crossings {
  private static final int SWEEPS = 24;

  private final Layers layers;
  private final int[] place;

  private Crossings(Layers layers) {
    this.layers = layers;
    this.place = new int[layers.items()];
  }

  /** Changes the order within the columns. */
  static void reduce(Layers layers) {
    new Crossings(layers).reduce();
  }

  private void reduce() {
    layers.columns.forEach(this::number);
    List<int[]> best = copy();
    long fewest = count();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      sweep(sweep % 2 == 0);
      long crossings = count();
      if (crossings < fewest) {
        fewest = crossings;
        best = copy();
      }
    }
    for (int column = 0; column < best.size(); column++) {
      layers.columns.set(column, best.get(column));
    }
  }

  private void sweep(boolean forward) {
    int columns = layers.columns.size();
    for (int i = 0; i < columns; i++) {
      int column = forward ? i : columns - 1 - i;
      sort(layers.columns.get(column), forward ? layers.before : layers.after);
    }
  }

  /** Items without neighbours on that side stay where they are; equals keep their order. */
  private void sort(int[] column, List<List<Integer>> neighbours) {
    Integer[] items = Arrays.stream(column).boxed().toArray(Integer[]::new);
    double[] wish = new double[layers.items()];
    for (int item : column) {
      wish[item] =
          neighbours.get(item).stream().mapToInt(i -> place[i]).average().orElse(place[item]);
    }
    Arrays.sort(items, Comparator.comparingDouble(item -> wish[item]));
    for (int i = 0; i < column.length; i++) {
      column[i] = items[i];
    }
    number(column);
  }

  private void number(int[] column) {
    for (int i = 0; i < column.length; i++) {
      place[column[i]] = i;
    }
  }

  private List<int[]> copy() {
    return layers.columns.stream().map(int[]::clone).toList();
  }

  // ---- counting -----------------------------------------------------------------------------

  private long count() {
    long crossings = 0;
    for (int column = 0; column + 1 < layers.columns.size(); column++) {
      crossings += count(layers.columns.get(column), layers.columns.get(column + 1).length);
    }
    return crossings;
  }

  /**
   * Two segments cross when their ends are in different orders: inversions, counted with a tree of
   * sums (Fenwick, 1994).
   */
  private long count(int[] column, int next) {
    int[] sums = new int[next + 1];
    long crossings = 0;
    int seen = 0;
    for (int item : column) {
      List<Integer> ends = layers.after.get(item);
      for (int end : ends) {
        int above = 0;
        for (int i = place[end] + 1; i > 0; i -= i & -i) {
          above += sums[i];
        }
        crossings += seen - above;
      }
      for (int end : ends) {
        for (int i = place[end] + 1; i <= next; i += i & -i) {
          sums[i]++;
        }
      }
      seen += ends.size();
    }
    return crossings;
  }
}
