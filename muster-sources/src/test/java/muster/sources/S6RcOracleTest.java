package muster.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.plan.Compiler;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.ServiceSet;
import muster.plan.Work;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What s6-rc-compile and s6-rc-db 0.7 say of real sets, line by line. */
@Tag("corpus")
class S6RcOracleTest {
  private static final Path CORPUS = Path.of("../../shared/corpus");

  /** Services of s6-rc's own that it adds to every set. */
  private static final Set<String> OWN = Set.of("s6rc-oneshot-runner", "s6rc-fdholder");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acarshub",
        "michaeldeets-src",
        "mlfs-s6",
        "s6-overlay-user-bundles",
        "skarnet-demo",
        "smaeul-rc-user"
      })
  void theSetIsWhatS6RcSaysItIs(String name) throws IOException {
    Path oracle = CORPUS.resolve("s6-rc-oracle").resolve(name + ".tsv");
    assumeTrue(Files.exists(oracle), "there is no corpus");
    Findings findings = new Findings();
    List<String> sources = sources(CORPUS.resolve("s6-rc").resolve(name));
    ServiceSet set =
        new ServiceSet(S6Rc.read(sources, new DiskTree(InputStream.nullInputStream()), findings));
    Plan plan = Compiler.compile(set, findings);
    assertThat(findings.failed()).as(findings.all().toString()).isFalse();
    assertThat(lines(plan)).containsExactlyElementsOf(expected(oracle));
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

  private static Set<String> expected(Path oracle) throws IOException {
    Set<String> lines = new TreeSet<>();
    for (String line : Files.readAllLines(oracle)) {
      String[] fields = line.split("\t", -1);
      if (!OWN.contains(fields[1])) {
        String names = fields.length > 2 ? fields[2] : "";
        lines.add(fields[0] + " " + fields[1] + " " + without(names));
      }
    }
    return lines;
  }

  private static String without(String names) {
    return Stream.of(names.split(" ", -1))
        .filter(name -> !OWN.contains(name))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static Set<String> lines(Plan plan) {
    Set<String> lines = new TreeSet<>();
    for (int node = 0; node < plan.services().size(); node++) {
      String name = plan.name(node);
      String kind =
          plan.services().get(node).work() instanceof Work.Longrun ? "longrun" : "oneshot";
      lines.add(kind + " " + name + " ");
      BitSet direct = before(plan, node);
      lines.add("direct " + name + " " + names(plan, direct));
      BitSet all = closure(plan, node);
      lines.add("all " + name + " " + names(plan, all));
    }
    for (Plan.Bundle bundle : plan.bundles()) {
      String name = bundle.definition().name();
      BitSet members = new BitSet();
      bundle.members().forEach(members::set);
      lines.add("bundle " + name + " ");
      lines.add("contents " + name + " " + names(plan, members));
    }
    return lines;
  }

  private static BitSet before(Plan plan, int node) {
    BitSet before = new BitSet();
    for (int i = 0; i < plan.graph().inDegree(node); i++) {
      before.set(plan.graph().from(plan.graph().inEdge(node, i)));
    }
    return before;
  }

  private static BitSet closure(Plan plan, int node) {
    BitSet found = new BitSet();
    List<Integer> work = new ArrayList<>(List.of(node));
    found.set(node);
    for (int i = 0; i < work.size(); i++) {
      before(plan, work.get(i)).stream()
          .filter(earlier -> !found.get(earlier))
          .forEach(earlier -> {
            found.set(earlier);
            work.add(earlier);
          });
    }
    return found;
  }

  private static String names(Plan plan, BitSet nodes) {
    return nodes.stream().mapToObj(plan::name).sorted().collect(Collectors.joining(" "));
  }
}
