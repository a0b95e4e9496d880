package muster.it.s6rc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import muster.it.Corpus;
import muster.plan.Compiler;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.sources.DiskTree;
import muster.sources.Format;
import muster.sources.Sources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What s6-rc-compile and s6-rc-db 0.7 say of real sets, line by line. */
class OracleTest {
  /** Services of s6-rc's own that it adds to every set. */
  private static final Set<String> OWN = Set.of("s6rc-oneshot-runner", "s6rc-fdholder");

  static List<Path> answers() throws IOException {
    return Corpus.in("s6-rc-oracle");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("answers")
  void theSetIsWhatS6RcSaysItIs(Path answer) throws IOException {
    String name = String.valueOf(answer.getFileName()).replace(".tsv", "");
    Findings findings = new Findings();
    Plan plan =
        Compiler.compile(
            Sources.read(
                Format.S6_RC,
                sources(Corpus.path("s6-rc").resolve(name)),
                Optional.empty(),
                new DiskTree(InputStream.nullInputStream()),
                findings),
            findings);
    assertThat(findings.failed()).as(findings.all().toString()).isFalse();
    assertThat(SourceDatabase.graph(plan)).isEqualTo(expected(answer));
  }

  /** Some are a directory of source directories. */
  private static List<String> sources(Path set) throws IOException {
    try (Stream<Path> entries = Files.list(set)) {
      List<Path> all = entries.sorted().toList();
      boolean isSource = all.stream().anyMatch(entry -> Files.exists(entry.resolve("type")));
      return isSource
          ? List.of(set.toString())
          : all.stream().filter(Files::isDirectory).map(Path::toString).toList();
    }
  }

  /** Closures follow from the direct dependencies. */
  private static Set<String> expected(Path answer) throws IOException {
    Set<String> lines = new TreeSet<>();
    for (String line : Files.readAllLines(answer)) {
      String[] fields = line.split("\t", -1);
      if (!OWN.contains(fields[1]) && !fields[0].equals("all")) {
        boolean hasNames = fields[0].equals("contents") || fields[0].equals("direct");
        lines.add(fields[0] + " " + fields[1] + (hasNames ? ": " + names(fields[2]) : ""));
      }
    }
    return lines;
  }

  private static String names(String field) {
    return SourceDatabase.names(
        Stream.of(field.split(" ", -1))
            .filter(name -> !name.isEmpty() && !OWN.contains(name))
            .toList());
  }
}
