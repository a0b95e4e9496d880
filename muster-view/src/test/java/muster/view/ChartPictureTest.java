package muster.view;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import muster.core.Moment;
import muster.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartPictureTest {
  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  private static Chart random(int seed, int services) {
    SplittableRandom random = new SplittableRandom(seed);
    Plan plan = Plans.random(random, services);
    return Chart.of(plan, Traces.start(plan, random), Traces.at(0)).orElseThrow();
  }

  private static Chart random(int seed) {
    return random(seed, 1 + new SplittableRandom(seed).nextInt(ChartPicture.ROWS_MAX + 50));
  }

  private static Chart shop(String trace) {
    return Chart.of(Traces.SHOP, Traces.records(trace), Traces.at(20_000)).orElseThrow();
  }

  private static Picture draw(Chart chart) {
    return new Picture(ChartPicture.of(chart));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void textsDoNotOverlapAndAreInThePicture(int seed) {
    Picture picture = draw(random(seed));
    List<Picture.Text> texts = picture.placedTexts();
    for (int i = 0; i < texts.size(); i++) {
      Picture.Text text = texts.get(i);
      assertThat(text.left()).as("%s", text).isPositive();
      assertThat(text.right()).as("%s", text).isLessThan(picture.width());
      assertThat(text.base()).as("%s", text).isLessThan(picture.height());
      assertThat(texts.subList(i + 1, texts.size())).as("%s", text).noneMatch(text::overlaps);
    }
  }

  /** On one axis, whose ends are the ends of the longest box and line that there may be. */
  @ParameterizedTest
  @MethodSource("seeds")
  void boxesAreWhereTheirTimesAre(int seed) {
    Chart chart = random(seed);
    Map<String, Picture.Box> boxes =
        draw(chart).services().stream().collect(toMap(Picture.Box::name, Function.identity()));
    Chart.Bar last = chart.bars().get(chart.chain().getLast());
    Picture.Box lastBox = Objects.requireNonNull(boxes.get(last.name()));
    double right = lastBox.x() + lastBox.width();
    double scale = 860.0 / Math.max(1, chart.whole());
    for (Chart.Bar bar : chart.bars()) {
      Picture.Box box = boxes.get(bar.name());
      if (box != null) {
        assertThat(box.x()).isCloseTo(right - (chart.whole() - bar.started()) * scale, within(3.2));
        assertThat(box.width()).isCloseTo(Math.max(3, bar.took() * scale), within(3.2));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 400, 3000})
  void tooManyAreFoldedAndCounted(int services) {
    Chart chart = random(5, services);
    Picture picture = draw(chart);
    assertThat(picture.services()).hasSize(ChartPicture.ROWS_MAX);
    assertThat(picture.texts()).contains("and " + (services - ChartPicture.ROWS_MAX) + " more");
    assertThat(picture.services().stream().map(Picture.Box::name).toList())
        .containsAll(chart.chain().stream().map(i -> chart.bars().get(i).name()).toList())
        .containsAll(chart.blame(10).stream().map(Chart.Bar::name).toList());
  }

  @Test
  void aStart() {
    Picture picture = draw(shop(Traces.STARTED));
    assertThat(picture.texts())
        .contains("Start of web, cache, database, migrate", "2026-11-27 12:00:01 UTC", "8 s")
        .contains("1.01 times the longest chain", "waiting", "starting", "ready")
        .doesNotContain("failed, or not tried", "starting still");
    assertThat(picture.lines())
        .extracting(Picture.Line::from)
        .containsExactly("database", "migrate");
    assertThat(picture.count("critical")).isEqualTo(3 + 1); // and one in the legend
    assertThat(picture.count("serves")).isEqualTo(4 + 1);
    assertThat(picture.ids()).doesNotHaveDuplicates().contains("service-0", "blame", "ratio");
  }

  @Test
  void whatFailedIsToldApartWithoutColour() {
    Picture picture = draw(shop(Traces.FAILED));
    assertThat(picture.count("bad")).isEqualTo(2 + 1);
    assertThat(picture.count("serves")).isEqualTo(2 + 1);
    assertThat(picture.texts()).contains("failed", "not tried", "failed, or not tried");
  }

  @Test
  void whatIsNotReadyIsToldApartToo() {
    Picture picture = draw(shop(Traces.FAILED.substring(0, Traces.FAILED.indexOf("9000"))));
    assertThat(picture.count("late")).isEqualTo(2 + 1);
    assertThat(picture.texts()).contains("not ready", "starting still");
  }

  @Test
  void theSameStartGivesTheSameBytes() {
    assertThat(ChartPicture.of(random(7))).isEqualTo(ChartPicture.of(random(7)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999_999, 10_000_000, 3_600_000_000_000L, Long.MAX_VALUE / 20})
  void anAxisHasFewTicks(long whole) {
    long step = ChartPicture.step(whole);
    assertThat(whole / step).isLessThanOrEqualTo(10);
    assertThat(step == Moment.MILLISECOND || whole / step >= 4).isTrue();
  }
}
