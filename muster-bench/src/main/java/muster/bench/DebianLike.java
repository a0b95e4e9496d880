package muster.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A graph of the shape of Debian's packages, as pairs for tsort: few are needed by very many, half
 * by nobody; most need few, some hundreds; some tens are in cycles; in the order of their names,
 * which is not that of their needs.
 *
 * <p>Measured of Debian 12 (main, amd64), November 2026: 63,666 packages, 245,087 needs; 14 % of
 * the packages need nothing, the mean is 3.8, the most is 332; the one that most need is needed by
 * 21,839, the next by 7,462; half are needed by nobody.
 */
final class DebianLike {
  /** Debian's own size. */
  static final int NODES = 64_000;

  static final int EDGES = 265_000;

  private static final double NEEDS_NOTHING = 0.14;

  /** Of a hundred needs, so many are of something that many need. */
  private static final int POPULAR_PERCENT = 75;

  /** Of so many needs, one is of a neighbour that comes later, so that there are cycles. */
  private static final int ONE_BACKWARDS_IN = 300;

  private static final int NEIGHBOURS = 20;

  /** And of the others, so many of a neighbour: most programs need libraries of their own. */
  private static final int NEAR_PERCENT = 15;

  private final SplittableRandom chance;
  private final int nodes;

  /** The names are in another order than the needs. */
  private final int[] names;

  private DebianLike(long seed, int nodes) {
    this.chance = new SplittableRandom(seed);
    this.nodes = nodes;
    this.names = shuffled();
  }

  /** Writes one with about so many edges. */
  static void write(Path file, long seed, int nodes, int edges) throws IOException {
    new DebianLike(seed, nodes).write(file, edges);
  }

  private int[] shuffled() {
    int[] order = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      int other = chance.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  private void write(Path file, int edges) throws IOException {
    int[] node = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      node[names[i]] = i;
    }
    double mean = edges / (double) nodes / (1 - NEEDS_NOTHING);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int name = 0; name < nodes; name++) {
        pair(out, name, name);
        int count = chance.nextDouble() < NEEDS_NOTHING ? 0 : geometric(mean);
        for (int i = 0; i < count; i++) {
          pair(out, names[needOf(node[name]) & ~1], name); // every other one is a library
        }
      }
    }
  }

  /** From 1, with a long tail. */
  private int geometric(double mean) {
    return 1 + (int) (Math.log(1 - chance.nextDouble()) / Math.log(1 - 1 / mean));
  }

  private int needOf(int node) {
    if (node == 0 || chance.nextInt(ONE_BACKWARDS_IN) == 0) {
      return Math.min(node + 1 + chance.nextInt(NEIGHBOURS), nodes - 1);
    }
    if (chance.nextInt(100) < NEAR_PERCENT) {
      return Math.max(node - 1 - chance.nextInt(NEIGHBOURS), 0);
    }
    if (chance.nextInt(100) < POPULAR_PERCENT) {
      return (int) Math.pow(node, chance.nextDouble()) - 1; // Zipf's law
    }
    return chance.nextInt(node);
  }

  private static void pair(BufferedWriter out, int first, int second) throws IOException {
    name(out, first);
    out.write(' ');
    name(out, second);
    out.write('\n');
  }

  /** As long as packages' names are. */
  private static void name(BufferedWriter out, int number) throws IOException {
    out.write("libpackage");
    out.write(Integer.toString(1_000_000 + number), 1, 6);
    out.write(number % 3 == 0 ? "-dev" : "");
  }
}
