package muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DurationsTest {
  private static final Plan PLAN =
      Compiler.compile(
          new ServiceSet(
              Stream.of("db", "web", "my web")
                  .map(name ->
                      new Definition(
                          name, Position.of("f"), new Work.Milestone(), List.of(), Settings.NONE))
                  .toList()),
          new Findings());

  private final Findings findings = new Findings();

  @Test
  void namesAndMilliseconds() {
    assertThat(read("# mine\n\n db\t20\nmy web 7\n")).containsExactly(20, 0, 7);
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void everyWrongLineIsSaid() {
    assertThat(read("db 20\n  db 30\nweb 1.5\nweb\nwbe 7\nweb -1\nweb 99999999999\n"))
        .containsExactly(20, 0, 0);
    assertThat(findings.all())
        .extracting(Finding::toString)
        .containsExactly(
            "d:2:3: error: db has a duration already",
            "d:3:1: error: want NAME MILLISECONDS, a whole number that is not negative",
            "d:4:1: error: want NAME MILLISECONDS, a whole number that is not negative",
            "d:5:1: warning: there is no service wbe; did you mean web?",
            "d:6:1: error: want NAME MILLISECONDS, a whole number that is not negative",
            "d:7:1: error: want NAME MILLISECONDS, a whole number that is not negative");
  }

  @Test
  void aQuestionChangesOne() {
    Durations durations = Durations.read("d", "db 20\nweb 5", PLAN, findings);
    Durations.Change change = Durations.Change.of("db=3").orElseThrow();
    assertThat(durations.with(change).of(PLAN)).containsExactly(3, 5, 0);
    assertThat(durations.of(PLAN)).containsExactly(20, 5, 0);
  }

  @Test
  void aQuestionIsANameAndAWholeNumber() {
    assertThat(Durations.Change.of("a=b=3")).contains(new Durations.Change("a=b", 3));
    assertThat(Durations.Change.of("db")).isEmpty();
    assertThat(Durations.Change.of("db=soon")).isEmpty();
    assertThat(Durations.Change.of("db=-1")).isEmpty();
  }

  private long[] read(String text) {
    return Durations.read("d", text, PLAN, findings).of(PLAN);
  }
}
