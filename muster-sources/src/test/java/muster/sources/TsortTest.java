package muster.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Position;
import muster.plan.Work;
import org.junit.jupiter.api.Test;

class TsortTest {
  private final Findings findings = new Findings();

  @Test
  void theFirstOfAPairIsBeforeTheSecond() {
    List<Definition> nodes = read("1 2\n3 4\n2 4\n");
    assertThat(nodes).extracting(Definition::name).containsExactly("1", "2", "3", "4");
    assertThat(edges(nodes)).containsExactly("1 > 2", "3 > 4", "2 > 4");
    assertThat(nodes).allMatch(node -> node.work().equals(new Work.Milestone()));
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void aNameWithItselfIsANode() {
    List<Definition> nodes = read("a a b a\n");
    assertThat(nodes).extracting(Definition::name).containsExactly("a", "b");
    assertThat(edges(nodes)).containsExactly("b > a");
  }

  @Test
  void namesMayHaveAllButBlanksInThem() {
    assertThat(read("\u00e4\r \u000b#x\n\n\t-n \"q\"\ny"))
        .extracting(Definition::name)
        .containsExactly("\u00e4\r", "\u000b#x", "-n", "\"q\"", "y");
    assertThat(findings.all()).extracting(Finding::rule).containsExactly("odd");
  }

  @Test
  void anOddNameIsAnErrorWhereItStands() {
    assertThat(read("a b\n c")).hasSize(2 + 1);
    assertThat(findings.all())
        .extracting(Finding::toString)
        .containsExactly(
            "-:2:2: error: c is alone: names come in pairs; write it twice if it has no other");
  }

  @Test
  void placesAreThoseOfTheNames() {
    List<Definition> nodes = read("a \u00e4\n  \u00e4 c\n");
    assertThat(nodes)
        .extracting(Definition::at)
        .containsExactly(new Position("-", 1, 1), new Position("-", 1, 3), new Position("-", 2, 5));
    assertThat(nodes.getLast().dependencies().getFirst().at()).isEqualTo(new Position("-", 2, 3));
  }

  @Test
  void manyNamesAreAllKept() {
    int count = 10_000;
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append('n').append(i).append(' ').append('n').append(i + 1).append('\n');
    }
    assertThat(read(all.toString())).hasSize(count + 1);
  }

  /** Beside a reader that is as simple as can be. */
  @FuzzTest
  void anythingIsPairs(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    List<String> names =
        Stream.of(text.split("[ \t\n]+", -1)).filter(name -> !name.isEmpty()).toList();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i + 1 < names.size(); i += 2) {
      if (!names.get(i).equals(names.get(i + 1))) {
        expected.add(names.get(i) + " > " + names.get(i + 1));
      }
    }
    Set<String> known = new LinkedHashSet<>(names);
    Findings said = new Findings();
    List<Definition> nodes = Tsort.read(new SourceText("-", text), said);
    assertThat(nodes).extracting(Definition::name).containsExactlyElementsOf(known);
    assertThat(edges(nodes)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(said.failed()).isEqualTo(names.size() % 2 == 1);
  }

  private List<Definition> read(String text) {
    return Tsort.read(new SourceText("-", text), findings);
  }

  /** Grouped by the later node. */
  private static List<String> edges(List<Definition> nodes) {
    List<String> edges = new ArrayList<>();
    for (Definition node : nodes) {
      for (Dependency dependency : node.dependencies()) {
        edges.add(dependency.on() + " > " + node.name());
      }
    }
    return edges;
  }
}
