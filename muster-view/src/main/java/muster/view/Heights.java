package muster.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives each item its height in its column: as near as can be to the mean of its neighbours, in the
 * order of the column and without touching the next.
 */
final class Heights {
  private static final int ROUNDS = 12;

  /** What is long should be straight: a line between two places pulls more than one to a node. */
  private static final double PLACE_WEIGHT = 4;

  private final Layers layers;
  private final double nodeHeight;
  private final double placeHeight;
  private final double[] y;

  private Heights(Layers layers, double nodeHeight, double placeHeight) {
    this.layers = layers;
    this.nodeHeight = nodeHeight;
    this.placeHeight = placeHeight;
    this.y = new double[layers.items()];
  }

  /**
   * @param nodeHeight of a node and the space to the next
   * @param placeHeight of a line that passes
   * @return the middle of each item; the topmost node begins at 0
   */
  static double[] of(Layers layers, double nodeHeight, double placeHeight) {
    return new Heights(layers, nodeHeight, placeHeight).settle();
  }

  private double[] settle() {
    for (int[] column : layers.columns) {
      double next = 0;
      for (int item : column) {
        y[item] = next + height(item) / 2;
        next += height(item);
      }
    }
    int columns = layers.columns.size();
    for (int round = 0; round < ROUNDS; round++) {
      boolean forward = round % 2 == 0;
      for (int i = 0; i < columns; i++) {
        place(layers.columns.get(forward ? i : columns - 1 - i), round == ROUNDS - 1, forward);
      }
    }
    double top = Double.POSITIVE_INFINITY;
    for (int item = 0; item < y.length; item++) {
      top = Math.min(top, y[item] - height(item) / 2);
    }
    for (int item = 0; item < y.length; item++) {
      y[item] -= top;
    }
    return y;
  }

  private double height(int item) {
    return layers.isNode(item) ? nodeHeight : placeHeight;
  }

  /**
   * The least squares under the constraint of order: neighbours that would overlap are joined into
   * blocks that move as one (pool adjacent violators).
   */
  private void place(int[] column, boolean bothSides, boolean forward) {
    List<Block> blocks = new ArrayList<>();
    double offset = 0;
    for (int i = 0; i < column.length; i++) {
      if (i > 0) {
        offset += (height(column[i - 1]) + height(column[i])) / 2;
      }
      Block block = new Block(wish(column[i], bothSides, forward) - offset, 1, i, i);
      while (!blocks.isEmpty() && blocks.getLast().at >= block.at) {
        block = blocks.removeLast().join(block);
      }
      blocks.add(block);
    }
    offset = 0;
    for (Block block : blocks) {
      for (int i = block.first; i <= block.last; i++) {
        if (i > 0) {
          offset += (height(column[i - 1]) + height(column[i])) / 2;
        }
        y[column[i]] = block.at + offset;
      }
    }
  }

  private record Block(double at, double weight, int first, int last) {
    Block join(Block next) {
      double sum = weight + next.weight;
      return new Block((at * weight + next.at * next.weight) / sum, sum, first, next.last);
    }
  }

  private double wish(int item, boolean bothSides, boolean forward) {
    double sum = 0;
    double weights = 0;
    for (List<List<Integer>> side : sides(bothSides, forward)) {
      for (int neighbour : side.get(item)) {
        double weight = layers.isNode(item) || layers.isNode(neighbour) ? 1 : PLACE_WEIGHT;
        sum += weight * y[neighbour];
        weights += weight;
      }
    }
    return weights == 0 ? y[item] : sum / weights;
  }

  private List<List<List<Integer>>> sides(boolean both, boolean forward) {
    if (both) {
      return List.of(layers.before, layers.after);
    }
    return List.of(forward ? layers.before : layers.after);
  }
}
