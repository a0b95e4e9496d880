package muster.it.tsort;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import muster.plan.Compiler;
import muster.plan.Cycles;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.graph.Ranks;
import muster.sources.DiskTree;
import muster.sources.Format;
import muster.sources.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same pairs, read by tsort of coreutils and by us. */
class TsortTest {
  private static final Path CORPUS = Path.of("../../shared/corpus/graphs");
  private static final int GRAPHS = 300;

  @TempDir Path directory;

  static List<Path> corpus() throws IOException {
    if (!Files.isDirectory(CORPUS)) {
      return List.of();
    }
    try (Stream<Path> graphs = Files.list(CORPUS)) {
      return graphs.sorted().toList();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("corpus")
  void ourOrderOfARealGraphIsValid(Path graph) throws Exception {
    compare(graph);
  }

  @Test
  void soIsThatOfGraphsByChance() throws Exception {
    int accepted = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      Path file = directory.resolve("seed-" + seed);
      Files.writeString(file, text(new SplittableRandom(seed)));
      accepted += compare(file) ? 1 : 0;
    }
    System.out.println(GRAPHS + " graphs, of which tsort accepts " + accepted);
    assertThat(accepted).isBetween(GRAPHS / 5, GRAPHS - GRAPHS / 5);
  }

  /** Blanks of all kinds, names twice, sometimes an odd one, sometimes a cycle. */
  private static String text(SplittableRandom random) {
    String[] blanks = {" ", "  ", "\t", "\n", "\n\n", " \n\t"};
    int names = random.nextInt(2, 12);
    boolean ordered = random.nextInt(3) > 0;
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : "\n ");
    for (int pair = random.nextInt(20); pair > 0; pair--) {
      int a = random.nextInt(names);
      int b = random.nextInt(names);
      boolean swap = ordered && a > b;
      text.append('n').append(swap ? b : a).append(blanks[random.nextInt(blanks.length)]);
      text.append('n').append(swap ? a : b).append(blanks[random.nextInt(blanks.length)]);
    }
    if (random.nextInt(5) == 0) {
      text.append("odd");
    }
    return text.toString();
  }

  /**
   * @return whether tsort accepts the graph
   */
  private boolean compare(Path file) throws Exception {
    Findings findings = new Findings();
    Plan plan = plan(file, findings);
    Optional<Ranks> ranks = findings.failed() ? Optional.empty() : Ranks.of(plan.graph());
    boolean accepts = tsort(Files.readString(file));
    assertThat(ranks.isPresent()).as("%s: do we accept it?", file).isEqualTo(accepts);
    if (accepts) {
      List<String> order = order(plan, ranks.orElseThrow());
      assertThat(new TreeSet<>(order)).isEqualTo(words(file));
      assertThat(tsort(Files.readString(file) + "\n" + chain(order)))
          .as("%s: is our order consistent with all pairs?", file)
          .isTrue();
    } else if (!findings.failed()) {
      cutsWhatTsortCannot(file, plan);
    }
    return accepts;
  }

  /** Of a cyclic one, what is left after cutting has an order, and only edges of it were cut. */
  private static void cutsWhatTsortCannot(Path file, Plan plan) throws Exception {
    Plan rest = plan.only(Cycles.cut(plan));
    StringBuilder pairs = new StringBuilder();
    for (Plan.Edge edge : rest.edges()) {
      pairs.append(rest.name(edge.from())).append(' ').append(rest.name(edge.to())).append('\n');
    }
    List<String> order = order(rest, Ranks.of(rest.graph()).orElseThrow());
    assertThat(tsort(pairs + chain(order))).as("%s, after cutting", file).isTrue();
    assertThat(rest.edges().size()).isLessThan(plan.edges().size());
  }

  private static Plan plan(Path file, Findings findings) {
    return Compiler.compile(
        Sources.read(
            Format.TSORT,
            List.of(file.toString()),
            Optional.empty(),
            new DiskTree(InputStream.nullInputStream()),
            findings),
        findings);
  }

  private static List<String> order(Plan plan, Ranks ranks) {
    List<String> order = new ArrayList<>();
    for (int rank = 0; rank < ranks.count(); rank++) {
      for (int node : ranks.nodes(rank)) {
        order.add(plan.name(node));
      }
    }
    return order;
  }

  /** Each before the next. */
  private static String chain(List<String> order) {
    StringBuilder pairs = new StringBuilder();
    for (int i = 1; i < order.size(); i++) {
      pairs.append(order.get(i - 1)).append(' ').append(order.get(i)).append('\n');
    }
    return pairs.toString();
  }

  private static Set<String> words(Path file) throws IOException {
    Set<String> words = new TreeSet<>(List.of(Files.readString(file).split("[ \t\n]+", -1)));
    words.remove("");
    return words;
  }

  private static boolean tsort(String text) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("tsort")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var input = process.getOutputStream()) {
      input.write(text.getBytes(UTF_8));
    }
    return process.waitFor() == 0;
  }
}
