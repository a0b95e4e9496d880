package muster.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import muster.it.conformance.LineDiff.Line;
import muster.it.conformance.LineDiff.Side;
import org.junit.jupiter.api.Test;

/** Only what is listed may differ, and what is listed must. */
class DifferencesTest {
  private final Differences differences =
      new Differences(
          List.of(
              "difference one",
              "why: because",
              "scenario: first",
              "s6: code 0",
              "muster: code *",
              "scenario: *",
              "muster: env X=(*"));

  @Test
  void aListedLineIsAllowedInItsScenarioAndOnItsSideOnly() {
    assertThat(differences.allows("first", new Line(Side.LEFT, "  code 0"))).isTrue();
    assertThat(differences.allows("first", new Line(Side.RIGHT, "  code 12"))).isTrue();
    assertThat(differences.allows("first", new Line(Side.LEFT, "  code 12"))).isFalse();
    assertThat(differences.allows("second", new Line(Side.LEFT, "  code 0"))).isFalse();
    assertThat(differences.allows("second", new Line(Side.RIGHT, "  env X=(1)"))).isTrue();
  }

  @Test
  void whatNeverOccursIsNamed() {
    differences.allows("first", new Line(Side.LEFT, "  code 0"));
    assertThat(differences.neverMet()).hasSize(2).allSatisfy(it -> assertThat(it).contains("one"));
    assertThat(differences.unknown(Set.of("second"))).containsExactly("first");
  }

  @Test
  void aDifferenceNeedsAReason() {
    assertThatThrownBy(
            () -> new Differences(List.of("difference two", "scenario: x", "s6: code 0")))
        .hasMessageContaining("two");
  }

  @Test
  void aDiffKeepsWhatIsCommon() {
    var lines = LineDiff.between(List.of("a", "b", "c"), List.of("a", "x", "c", "d"));
    assertThat(lines)
        .extracting(Line::toString)
        .containsExactly("    a", "  - b", "  + x", "    c", "  + d");
  }
}
