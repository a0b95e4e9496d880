package muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NearestTest {
  @Test
  void oneSlipInThreeCharactersIsForgiven() {
    List<String> known = List.of("database", "web", "a");
    assertThat(Nearest.question("databsae", known)).isEqualTo("; did you mean database?");
    assertThat(Nearest.question("datenbank", known)).isEmpty();
    assertThat(Nearest.question("wbe", known)).isEqualTo("; did you mean web?");
    assertThat(Nearest.question("b", known)).isEmpty();
  }

  @Test
  void theFirstOfSeveralThatAreAsNearIsMeant() {
    assertThat(Nearest.question("tty", List.of("tty1", "tty2"))).contains("tty1");
  }

  @Test
  @Timeout(30)
  void ofVeryManyMissingNamesOnlyTheFirstAreGuessed() {
    List<String> known = IntStream.range(0, 20_000).mapToObj(i -> "service-number-" + i).toList();
    Nearest nearest = new Nearest(known);
    List<String> questions =
        IntStream.range(0, 20_000).mapToObj(i -> nearest.question("servise-nummer-" + i)).toList();
    assertThat(questions.getFirst()).isEqualTo("; did you mean service-number-0?");
    assertThat(questions.getLast()).isEmpty();
  }
}
