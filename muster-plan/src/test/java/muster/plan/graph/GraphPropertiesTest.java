package muster.plan.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every property on 10,000 small random graphs, against brute force. */
class GraphPropertiesTest {
  private static final int GRAPHS = 10_000;
  private static final int NODES_MAX = 9;

  private interface Property {
    void check(Graph graph, Brute brute, SplittableRandom random);
  }

  private static void forAll(boolean ordered, Property property) {
    for (int seed = 0; seed < GRAPHS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Graph graph = Brute.random(random, NODES_MAX, ordered);
      try {
        property.check(graph, new Brute(graph), random);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + shown(graph), e);
      }
    }
  }

  private static String shown(Graph graph) {
    return IntStream.range(0, graph.edges())
        .mapToObj(edge -> graph.from(edge) + ">" + graph.to(edge))
        .toList()
        .toString();
  }

  @Test
  void ranksAreTheLongestWaysAndSoAsFewAsCanBe() {
    forAll(
        true,
        (graph, brute, _) -> {
          Ranks ranks = Ranks.of(graph).orElseThrow();
          for (int node = 0; node < graph.nodes(); node++) {
            assertThat(ranks.rank(node)).isEqualTo(brute.longestTo(node));
          }
          int[] all =
              IntStream.range(0, ranks.count())
                  .flatMap(rank -> Arrays.stream(ranks.nodes(rank)))
                  .sorted()
                  .toArray();
          assertThat(all).isEqualTo(IntStream.range(0, graph.nodes()).toArray());
        });
  }

  @Test
  void thereAreRanksIfAndOnlyIfThereIsNoCycle() {
    forAll(
        false,
        (graph, brute, _) -> {
          assertThat(Ranks.of(graph).isEmpty()).isEqualTo(brute.cyclic());
          assertThat(Cycle.all(graph).isEmpty()).isEqualTo(!brute.cyclic());
        });
  }

  @Test
  void everyGroupInACircleIsFoundOnceWithAShortestCycle() {
    forAll(
        false,
        (graph, brute, _) -> {
          BitSet left = new BitSet();
          for (int node = 0; node < graph.nodes(); node++) {
            left.set(node, brute.leads[node][node]);
          }
          for (Cycle cycle : Cycle.all(graph)) {
            List<Integer> edges = cycle.shortest();
            int first = graph.from(edges.getFirst());
            int[] group =
                IntStream.range(0, graph.nodes())
                    .filter(n -> n == first || brute.leads[n][first] && brute.leads[first][n])
                    .toArray();
            assertThat(cycle.size()).isEqualTo(group.length);
            Arrays.stream(group).forEach(left::clear);
            assertThat(edges)
                .hasSize(Arrays.stream(group).map(brute::shortestBack).min().orElseThrow());
            for (int i = 0; i < edges.size(); i++) {
              int next = edges.get((i + 1) % edges.size());
              assertThat(graph.to(edges.get(i))).isEqualTo(graph.from(next));
            }
            assertThat(edges).contains(cycle.breaking());
          }
          assertThat(left.isEmpty()).isTrue();
        });
  }

  @Test
  void theEdgeToRemoveLeavesTheFewestInACycle() {
    forAll(
        false,
        (graph, _, _) -> {
          for (Cycle cycle : Cycle.all(graph)) {
            int chosen = inCycles(graph, cycle.breaking());
            for (int other : cycle.shortest()) {
              assertThat(chosen).isLessThanOrEqualTo(inCycles(graph, other));
            }
          }
        });
  }

  private static int inCycles(Graph graph, int without) {
    boolean[] kept = new boolean[graph.edges()];
    Arrays.fill(kept, true);
    kept[without] = false;
    Brute brute = new Brute(graph.only(kept));
    return (int) IntStream.range(0, graph.nodes()).filter(n -> brute.leads[n][n]).count();
  }

  @Test
  void aCutLeavesNoCycleAndTakesNothingInVain() {
    forAll(
        false,
        (graph, _, random) -> {
          BitSet soft = new BitSet();
          IntStream.range(0, graph.edges()).filter(_ -> random.nextInt(3) == 0).forEach(soft::set);
          boolean[] kept = Cut.of(graph, soft);
          assertThat(new Brute(graph.only(kept)).cyclic()).isFalse();
          boolean[] hardOnly = kept.clone();
          soft.stream().forEach(edge -> hardOnly[edge] = false);
          for (int edge = 0; edge < graph.edges(); edge++) {
            if (!kept[edge]) {
              // Soft ones give way: a hard one is missing only if hard ones alone forbid it.
              boolean[] back = soft.get(edge) ? kept.clone() : hardOnly.clone();
              back[edge] = true;
              assertThat(new Brute(graph.only(back)).cyclic()).isTrue();
            }
          }
        });
  }

  @Test
  void aReductionKeepsTheOrderAndNothingMore() {
    forAll(
        true,
        (graph, brute, _) -> {
          boolean[] kept = Reduction.of(graph, Ranks.of(graph).orElseThrow());
          Graph reduced = graph.only(kept);
          assertThat(new Brute(reduced).leads).isDeepEqualTo(brute.leads);
          for (int edge = 0; edge < graph.edges(); edge++) {
            if (kept[edge]) {
              boolean[] less = kept.clone();
              less[edge] = false;
              assertThat(new Brute(graph.only(less)).leads[graph.from(edge)][graph.to(edge)])
                  .isFalse();
            }
          }
        });
  }

  @Test
  void aScheduleStartsEachAsEarlyAsItMay() {
    forAll(
        true,
        (graph, _, random) -> {
          long[] durations =
              IntStream.range(0, graph.nodes()).mapToLong(_ -> random.nextInt(5)).toArray();
          Schedule schedule = Schedule.of(graph, Ranks.of(graph).orElseThrow(), durations);
          long length = 0;
          for (int node = 0; node < graph.nodes(); node++) {
            assertThat(schedule.start(node)).isEqualTo(earliest(graph, durations, node));
            length = Math.max(length, schedule.end(node));
          }
          assertThat(schedule.length()).isEqualTo(length);
          checkSlack(graph, durations, schedule);
          checkPath(graph, schedule);
          checkWidth(graph, schedule);
        });
  }

  private static long earliest(Graph graph, long[] durations, int node) {
    long earliest = 0;
    for (int i = 0; i < graph.inDegree(node); i++) {
      int before = graph.from(graph.inEdge(node, i));
      earliest = Math.max(earliest, earliest(graph, durations, before) + durations[before]);
    }
    return earliest;
  }

  /** A node may take longer by its slack, and by nothing more. */
  private static void checkSlack(Graph graph, long[] durations, Schedule schedule) {
    Ranks ranks = Ranks.of(graph).orElseThrow();
    for (int node = 0; node < graph.nodes(); node++) {
      long[] longer = durations.clone();
      longer[node] += schedule.slack(node);
      assertThat(Schedule.of(graph, ranks, longer).length()).isEqualTo(schedule.length());
      longer[node]++;
      assertThat(Schedule.of(graph, ranks, longer).length()).isEqualTo(schedule.length() + 1);
    }
  }

  private static void checkPath(Graph graph, Schedule schedule) {
    int[] path = schedule.criticalPath();
    assertThat(path.length == 0).isEqualTo(graph.nodes() == 0);
    for (int i = 0; i < path.length; i++) {
      assertThat(schedule.slack(path[i])).isZero();
      long before = i == 0 ? 0 : schedule.end(path[i - 1]);
      assertThat(schedule.start(path[i])).isEqualTo(before);
    }
    if (path.length > 0) {
      assertThat(schedule.end(path[path.length - 1])).isEqualTo(schedule.length());
    }
  }

  private static void checkWidth(Graph graph, Schedule schedule) {
    int most = 0;
    for (long time = 0; time < schedule.length(); time++) {
      long now = time;
      most =
          Math.max(
              most,
              (int)
                  IntStream.range(0, graph.nodes())
                      .filter(n -> schedule.start(n) <= now && schedule.end(n) > now)
                      .count());
    }
    assertThat(schedule.width()).isEqualTo(most);
  }

  // ---- large ones ---------------------------------------------------------------------------

  @Test
  void aChainOfAMillionWorks() {
    int nodes = 1_000_000;
    int[] from = IntStream.range(0, nodes).toArray();
    int[] to = IntStream.range(0, nodes).map(n -> (n + 1) % nodes).toArray();
    Graph circle = Graph.of(nodes, from, to);
    List<Cycle> cycles = Cycle.all(circle.only(withoutLast(nodes)));
    assertThat(cycles).isEmpty();
    boolean[] cut = Cut.of(circle, new BitSet());
    assertThat(IntStream.range(0, nodes).filter(edge -> !cut[edge]).count()).isOne();
    Graph chain = circle.only(cut);
    Ranks ranks = Ranks.of(chain).orElseThrow();
    assertThat(ranks.count()).isEqualTo(nodes);
    assertThat(Reduction.of(chain, ranks)).doesNotContain(false);
    assertThat(Schedule.ofEqual(chain, ranks).length()).isEqualTo(nodes);
  }

  /** Two long ways back to one node: no edge breaks both, so none is better than another. */
  @Test
  @Timeout(60)
  void veryLongCyclesAreToldInTime() {
    int length = 50_000;
    int[] from = new int[2 * length];
    int[] to = new int[2 * length];
    for (int i = 0; i < length; i++) {
      int next = (i + 1) % length;
      from[i] = i;
      to[i] = next;
      from[length + i] = i == 0 ? 0 : length + i;
      to[length + i] = next == 0 ? 0 : length + next;
    }
    List<Cycle> cycles = Cycle.all(Graph.of(2 * length, from, to));
    assertThat(cycles).hasSize(1);
    Cycle cycle = cycles.getFirst();
    assertThat(cycle.size()).isEqualTo(2 * length - 1);
    assertThat(cycle.shortest()).hasSize(length).contains(cycle.breaking());
  }

  private static boolean[] withoutLast(int count) {
    boolean[] kept = new boolean[count];
    Arrays.fill(kept, true);
    kept[count - 1] = false;
    return kept;
  }
}
