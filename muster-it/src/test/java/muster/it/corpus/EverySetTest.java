package muster.it.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import muster.it.Corpus;
import muster.it.Golden;
import muster.plan.Checks;
import muster.plan.Compiler;
import muster.plan.Cycles;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.ServiceSet;
import muster.plan.graph.Ranks;
import muster.sources.DiskTree;
import muster.sources.Format;
import muster.sources.Sources;
import muster.sources.Tree;
import muster.view.FindingsView;
import muster.view.RanksText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code muster check} says of every set, and, if it is not refused, its ranks: of the sets
 * that other people wrote, and of those in src/test/resources that were made for what no real one
 * has.
 */
class EverySetTest {
  /** Directories of sets, each of which stands for itself. */
  private static final String MADE = "src/test/resources/muster/it/corpus/made";

  static Stream<String> real() throws IOException {
    return Stream.of("s6-rc", "graphs", ".")
        .flatMap(EverySetTest::in)
        .map(path -> Corpus.relative(path.toString().replace("/./", "/")))
        .filter(name -> !List.of("s6-rc", "s6-rc-oracle", "graphs", "README.md").contains(name));
  }

  private static Stream<Path> in(String directory) {
    try {
      return Corpus.in(directory).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("real")
  void realSetsAreReadOrRefusedForTheirTrueCauses(String name) throws IOException {
    StringBuilder said = new StringBuilder(said(Corpus.path(name).toString()));
    if (isCollection(Corpus.path(name))) {
      for (Path part : Corpus.in(name)) {
        said.append("\n== ").append(part.getFileName()).append('\n').append(said(part.toString()));
      }
    }
    Golden.check(EverySetTest.class, "real/" + name + ".txt", Corpus.relative(said.toString()));
  }

  /** A directory of sources, which is none itself. */
  private static boolean isCollection(Path set) {
    Findings findings = new Findings();
    return Files.isDirectory(set)
        && Sources.recognise(List.of(set.toString()), disk(), findings).isEmpty()
        && findings.all().getFirst().text().contains("give that directory itself");
  }

  static List<Path> made() throws IOException {
    try (Stream<Path> sets = Files.list(Path.of(MADE))) {
      return sets.filter(set -> !set.toString().endsWith(".txt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("made")
  void setsMadeByHandAreReadOrRefusedForTheirTrueCauses(Path set) throws IOException {
    String said = said(set.toString()).replace(MADE + "/", "");
    Golden.check(EverySetTest.class, "made/" + set.getFileName() + ".txt", said);
  }

  private static String said(String path) {
    Findings findings = new Findings();
    Optional<Format> format = Sources.recognise(List.of(path), disk(), findings);
    if (format.isEmpty()) {
      return FindingsView.text(findings.all());
    }
    ServiceSet set = Sources.read(format.get(), List.of(path), Optional.empty(), disk(), findings);
    Plan plan = Compiler.compile(set, findings);
    Cycles.report(plan, findings);
    Checks.run(plan, findings);
    List<Finding> all = findings.all().stream().sorted(Comparator.comparing(Finding::at)).toList();
    String text = format.get().word() + "\n" + FindingsView.text(all);
    if (findings.failed()) {
      return text + "refused\n";
    }
    return text + "\n" + RanksText.of(plan, Ranks.of(plan.graph()).orElseThrow());
  }

  private static Tree disk() {
    return new DiskTree(InputStream.nullInputStream());
  }
}
