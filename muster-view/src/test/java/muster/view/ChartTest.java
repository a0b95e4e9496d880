package muster.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import muster.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {
  private static Chart chart(String trace) {
    return Chart.of(Traces.SHOP, Traces.records(trace), Traces.at(20_000)).orElseThrow();
  }

  @Test
  void aStart() throws IOException {
    Chart chart = chart(Traces.STARTED);
    Golden.check(getClass(), "chart.txt", ChartText.of(chart, new Paper(80, false)));
    Golden.check(getClass(), "chart.json", ChartJson.of(chart));
  }

  @Test
  void aStartThatFailed() throws IOException {
    Golden.check(
        getClass(), "chart-failed.txt", ChartText.of(chart(Traces.FAILED), new Paper(80, false)));
  }

  @Test
  void aStartThatGoesOn() throws IOException {
    String trace = Traces.FAILED.substring(0, Traces.FAILED.indexOf("9000"));
    Golden.check(
        getClass(), "chart-unfinished.txt", ChartText.of(chart(trace), new Paper(80, false)));
  }

  @Test
  void theLastStartCounts() {
    Chart chart =
        chart(
            Traces.STARTED
                + """
                10000 asked 2 restart cache
                10010 service cache stopping wanted=1 pid=101
                10020 service cache starting wanted=1 pid=105
                10050 service cache up ready=1 wanted=1 pid=105
                10050 answered 2 0
                12000 service web starting wanted=1 pid=106 restarts=1
                """);
    assertThat(chart.bars()).extracting(Chart.Bar::name).containsExactly("cache");
    assertThat(chart.whole()).isEqualTo(50_000_000);
  }

  @Test
  void nothingIsDrawnOfNoStart() {
    assertThat(Chart.of(Traces.SHOP, Traces.records("0 began 1 b\n"), Traces.at(0))).isEmpty();
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  /** Services that start some time after the last that they wait for is ready. */
  @ParameterizedTest
  @MethodSource("seeds")
  void noChainIsLongerThanTheWhole(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Plan plan = Plans.random(random, 1 + random.nextInt(40));
    Chart chart = Chart.of(plan, Traces.start(plan, random), Traces.at(0)).orElseThrow();
    assertThat(chart.bars().stream().map(Chart.Bar::name))
        .containsExactlyInAnyOrderElementsOf(
            plan.services().stream().map(s -> s.name()).collect(Collectors.toList()));
    long own = chart.chain().stream().mapToLong(i -> chart.bars().get(i).took()).sum();
    assertThat(own).isLessThanOrEqualTo(chart.critical());
    assertThat(chart.critical()).isLessThanOrEqualTo(chart.whole());
    assertThat(chart.ratio()).isGreaterThanOrEqualTo(1);
    assertThat(chart.bars().get(chart.chain().getLast()).ended()).isEqualTo(chart.whole());
    for (int i = 1; i < chart.chain().size(); i++) {
      Chart.Bar before = chart.bars().get(chart.chain().get(i - 1));
      Chart.Bar after = chart.bars().get(chart.chain().get(i));
      assertThat(before.ended()).isLessThanOrEqualTo(after.started());
      assertThat(plan.edges())
          .anyMatch(edge -> edge.from() == before.node() && edge.to() == after.node());
    }
    String text = ChartText.of(chart, new Paper(80, false));
    assertThat(text.lines().filter(line -> line.matches(".*[█▒].*"))).hasSameSizeAs(chart.bars());
  }
}
