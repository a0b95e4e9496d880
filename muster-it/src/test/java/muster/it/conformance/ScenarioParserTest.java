package muster.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a line of a scenario means. */
class ScenarioParserTest {
  @Test
  void aScenarioHasANameStepsAndWhatItCovers() {
    var scenarios =
        parse(
            "# words", "scenario one", "covers: a b", "file x 600", "| text", "|   more", "start");
    assertThat(scenarios).hasSize(1);
    var one = scenarios.getFirst();
    assertThat(one.name()).isEqualTo("one");
    assertThat(one.covers()).containsExactly("a", "b");
    assertThat(one.steps()).extracting(Step::toString).containsExactly("file x 600", "start");
    assertThat(one.steps().getFirst().body()).containsExactly("text", "  more");
  }

  @Test
  void aTableIsWrittenOut() {
    var one =
        parse("scenario one", "for a,b in 1,x 2,y", "  $ {a} {b}", "  = {b}", "end").getFirst();
    assertThat(one.steps()).extracting(Step::toString).containsExactly("$ 1 x", "$ 2 y");
    assertThat(one.steps().getLast().expected()).containsExactly("y");
  }

  @Test
  void aTableInATableIsWrittenOut() {
    var one =
        parse("scenario one", "for a in 1 2", "for b in x y", "do {a}{b}", "end", "end").getFirst();
    assertThat(one.steps()).extracting(Step::argument).containsExactly("1x", "1y", "2x", "2y");
  }

  @Test
  void mistakesAreFoundWithTheirLine() {
    assertThatThrownBy(() -> parse("start")).hasMessageContaining("test:1");
    assertThatThrownBy(() -> parse("scenario x", "| text")).hasMessageContaining("test:2");
    assertThatThrownBy(() -> parse("scenario x", "only: s6")).hasMessageContaining("reason");
    assertThatThrownBy(() -> parse("scenario x", "for a in 1", "start"))
        .hasMessageContaining("test:2");
    assertThatThrownBy(() -> parse("scenario x", "for a,b in 1", "start", "end"))
        .hasMessageContaining("does not fit");
  }

  private static List<Scenario> parse(String... lines) {
    return ScenarioParser.parse("test", List.of(lines));
  }
}
