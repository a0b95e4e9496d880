package muster.view;

import java.util.ArrayList;
import java.util.List;
import muster.plan.graph.Graph;
import muster.plan.graph.Ranks;

/**
 * A graph in columns: each rank is one, and an edge that passes a column has a place in it, so that
 * every segment leads from one column to the next. Edges that leave a node share their places: they
 * are drawn as one line until they part.
 *
 * <p>Items 0 to n-1 are the nodes; those after are places.
 */
final class Layers {
  /** Items by column, from top to bottom. */
  final List<int[]> columns = new ArrayList<>();

  /** Of each item: the items in the column before, and in the one after, that it is joined to. */
  final List<List<Integer>> before = new ArrayList<>();

  final List<List<Integer>> after = new ArrayList<>();

  /** Of each edge: the items that it goes through, both ends included. */
  final int[][] routes;

  private final int nodes;
  private final int[] columnOf;
  private final List<List<Integer>> filling = new ArrayList<>();

  /** Of each node: its shared place in the column so many after its own, if there is one. */
  private final List<List<Integer>> places = new ArrayList<>();

  Layers(Graph graph, Ranks ranks) {
    nodes = graph.nodes();
    columnOf = new int[nodes];
    for (int rank = 0; rank < ranks.count(); rank++) {
      filling.add(new ArrayList<>());
    }
    for (int node = 0; node < nodes; node++) {
      columnOf[node] = ranks.rank(node);
      add(columnOf[node]);
      places.add(new ArrayList<>());
    }
    routes = new int[graph.edges()][];
    for (int edge = 0; edge < routes.length; edge++) {
      routes[edge] = route(graph.from(edge), graph.to(edge));
    }
    for (List<Integer> column : filling) {
      columns.add(column.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  boolean isNode(int item) {
    return item < nodes;
  }

  int items() {
    return before.size();
  }

  private int add(int column) {
    int item = before.size();
    before.add(new ArrayList<>());
    after.add(new ArrayList<>());
    filling.get(column).add(item);
    return item;
  }

  private int[] route(int from, int to) {
    int steps = columnOf[to] - columnOf[from];
    int[] route = new int[steps + 1];
    route[0] = from;
    for (int step = 1; step < steps; step++) {
      List<Integer> shared = places.get(from);
      if (shared.size() < step) {
        shared.add(add(columnOf[from] + step));
        join(route[step - 1], shared.getLast());
      }
      route[step] = shared.get(step - 1);
    }
    route[steps] = to;
    join(route[steps - 1], to);
    return route;
  }

  private void join(int item, int next) {
    after.get(item).add(next);
    before.get(next).add(item);
  }
}
