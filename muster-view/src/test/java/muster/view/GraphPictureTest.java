package muster.view;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import muster.plan.Plan;
import muster.plan.Work;
import muster.plan.graph.Ranks;
import muster.plan.graph.Schedule;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphPictureTest {
  /** Of a rounding to tenths. */
  private static final double NEAR = 0.11;

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  private static Plan plan(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Plans.random(random, 1 + random.nextInt(GraphPicture.SERVICES_MAX));
  }

  private static Picture draw(Plan plan) {
    Ranks ranks = Ranks.of(plan.graph()).orElseThrow();
    return new Picture(GraphPicture.of("a <title>", plan, ranks, new int[] {0}));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void namesDoNotOverlapAndFitTheirBoxes(int seed) {
    Plan plan = plan(seed);
    Picture picture = draw(plan);
    List<Picture.Box> boxes = picture.services();
    assertThat(boxes).hasSameSizeAs(plan.services());
    for (Picture.Box box : boxes) {
      assertThat(box.width()).isGreaterThan(PictureStyle.width(box.label()));
      assertThat(box.x()).isPositive();
      assertThat(box.x() + box.width()).isLessThan(picture.width());
      assertThat(box.y()).isPositive();
      assertThat(box.y() + box.height()).isLessThan(picture.height());
      assertThat(boxes).filteredOn(other -> !other.equals(box) && other.touches(box)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void linesLeadFromBoxToBoxAndBehindNone(int seed) {
    Plan plan = plan(seed);
    Picture picture = draw(plan);
    Map<String, Picture.Box> boxes =
        picture.services().stream().collect(toMap(Picture.Box::name, Function.identity()));
    List<Picture.Line> lines = picture.lines();
    assertThat(lines).hasSameSizeAs(plan.edges());
    for (Picture.Line line : lines) {
      Picture.Box from = box(boxes, line.from());
      Picture.Box to = box(boxes, line.to());
      double[] first = line.level().getFirst();
      assertThat(first[0]).isCloseTo(from.x() + from.width(), within());
      assertThat(first[2]).isCloseTo(from.y() + from.height() / 2, within());
      assertThat(line.endX()).isCloseTo(to.x(), within());
      assertThat(line.endY()).isCloseTo(to.y() + to.height() / 2, within());
      for (double[] level : line.level()) {
        assertThat(boxes.values()).noneMatch(box -> covers(box, level));
      }
    }
  }

  private static Offset<Double> within() {
    return Offset.offset(NEAR);
  }

  private static Picture.Box box(Map<String, Picture.Box> boxes, String name) {
    Picture.Box box = boxes.get(name);
    assertThat(box).as(name).isNotNull();
    return Objects.requireNonNull(box);
  }

  private static boolean covers(Picture.Box box, double[] level) {
    return level[0] < box.x() + box.width() - NEAR
        && level[1] > box.x() + NEAR
        && level[2] > box.y()
        && level[2] < box.y() + box.height();
  }

  @Test
  void idsAreUnique() {
    assertThat(draw(plan(1)).ids()).doesNotHaveDuplicates().contains("service-0", "rank-1");
  }

  @Test
  void theSamePlanGivesTheSameBytes() {
    Ranks ranks = Ranks.of(plan(7).graph()).orElseThrow();
    assertThat(GraphPicture.of("t", plan(7), ranks, new int[0]))
        .isEqualTo(GraphPicture.of("t", plan(7), ranks, new int[0]));
  }

  @Test
  void anyNameIsShownWhole() {
    Plan plan =
        Plans.compile(
            List.of(Plans.service("<script>\"&'\u0001\u0085", new Work.Milestone(), List.of())));
    assertThat(draw(plan).texts()).contains("<script>\"&'\ufffd\ufffd");
  }

  @Test
  void nothingIsAPictureToo() {
    Picture picture = draw(Plans.compile(List.of()));
    assertThat(picture.texts()).contains("a <title>", "0 services in 0 ranks, 0 waits");
  }

  /** Of a plan with its longest chain marked, as the command draws it. */
  private static Picture drawChain(Plan plan) {
    Ranks ranks = Ranks.of(plan.graph()).orElseThrow();
    int[] chain = Schedule.ofEqual(plan.graph(), ranks).criticalPath();
    return new Picture(GraphPicture.of("many", plan, ranks, chain));
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 900, 5000})
  void manyServicesAreFoldedAndCounted(int services) {
    Picture picture = drawChain(Plans.random(new SplittableRandom(services), services));
    int bars =
        picture.texts().stream()
            .filter(text -> text.matches("[0-9]+"))
            .mapToInt(Integer::parseInt)
            .sum();
    int boxes = picture.services().stream().mapToInt(GraphPictureTest::inBox).sum();
    assertThat(bars + boxes).isEqualTo(services);
    assertThat(picture.ids()).doesNotHaveDuplicates().contains("rank-1");
  }

  /** "a", "a, b" or "a, 7 more, b". */
  private static int inBox(Picture.Box box) {
    List<String> parts = List.of(box.label().split(", ", -1));
    return parts.size() < 3 ? parts.size() : 2 + Integer.parseInt(parts.get(1).split(" ", 2)[0]);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingOverlapsInAFoldedPicture(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Plan plan = Plans.random(random, 201 + random.nextInt(800));
    assertNothingOverlaps(drawChain(plan));
  }

  @Test
  void aFoldedPictureHasRoomForItsCaptions() {
    assertNothingOverlaps(drawChain(Plans.chain(1, 300))); // its only box is a narrow one
  }

  private static void assertNothingOverlaps(Picture picture) {
    List<Picture.Text> texts = picture.placedTexts();
    for (int i = 0; i < texts.size(); i++) {
      Picture.Text text = texts.get(i);
      assertThat(texts.subList(i + 1, texts.size())).noneMatch(text::overlaps);
      assertThat(text.right()).isLessThan(picture.width());
    }
    List<Picture.Box> boxes = picture.services();
    for (Picture.Box box : boxes) {
      assertThat(box.width()).isGreaterThan(PictureStyle.width(box.label()));
      assertThat(boxes).filteredOn(other -> !other.equals(box) && other.touches(box)).isEmpty();
    }
  }

  @Test
  void aFoldedChainKeepsTheKindsOfItsServices() {
    Picture folded = drawChain(Plans.chain(30, 300));
    assertThat(folded.services()).extracting(Picture.Box::name).contains("s0", "s29").hasSize(30);
    assertThat(folded.count("longrun")).isEqualTo(31); // and in the legend
    assertThat(folded.count("milestone")).isZero();
  }

  @Test
  void aLongChainFitsToo() {
    Plan plan = Plans.chain(100_000);
    Ranks ranks = Ranks.of(plan.graph()).orElseThrow();
    int[] all = IntStream.range(0, 100_000).toArray();
    String svg = GraphPicture.of("chain", plan, ranks, all);
    assertThat(svg)
        .hasSizeLessThan(20_000)
        .contains(">s0, 3123 more, s3124<")
        .contains(">ranks 96876–100000<", ">s96875, 3123 more, s99999<");
  }
}
