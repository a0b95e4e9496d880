package muster.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import org.junit.jupiter.api.Test;

class LiveViewTest {
  private static final String STOPPING =
      """
      20000 asked 2 end
      20000 service web stopping ready=1 pid=104
      20010 service web stopping ready=1 pid=104 due=%d
      """
          .formatted(Traces.due(25_000));

  private final LiveView view = new LiveView(Traces.SHOP);
  private final Passage passage = new Passage();
  private final List<String> summaries = new ArrayList<>();

  private void tell(String trace, Paper paper) {
    for (TraceRecord record : Traces.records(trace)) {
      Optional<Passage.Phase> over = passage.note(record);
      over.ifPresent(phase -> summaries.addAll(view.summary(passage, phase, record.at(), paper)));
    }
  }

  private String block(long millis, Paper paper, int rows) {
    return String.join("\n", view.block(passage, Traces.at(millis), paper, rows)) + "\n";
  }

  private static String until(String trace, String line) {
    return trace.substring(0, trace.indexOf(line));
  }

  @Test
  void aStart() throws IOException {
    tell(until(Traces.FAILED, "2500 "), Paper.ENDLESS);
    Golden.check(getClass(), "live-start.txt", block(2_000, new Paper(80, false), 24));
    Golden.check(getClass(), "live-start-colour.txt", block(2_000, new Paper(80, true), 24));
    Golden.check(getClass(), "live-start-small.txt", block(2_000, new Paper(40, false), 4));
  }

  @Test
  void aStartThatFails() throws IOException {
    tell(until(Traces.FAILED, "9000 answered"), Paper.ENDLESS);
    tell("9000 service cache backoff wanted=1 status=9 due=" + Traces.due(9_900), Paper.ENDLESS);
    Golden.check(getClass(), "live-failing.txt", block(9_100, new Paper(80, false), 24));
    assertThat(summaries).isEmpty();
    tell("9000 answered 1 1", new Paper(80, false));
    Golden.check(getClass(), "live-failed.txt", String.join("\n", summaries) + "\n");
    assertThat(view.block(passage, Traces.at(9_100), Paper.ENDLESS, 24)).isEmpty();
  }

  @Test
  void aStartThatSucceeds() {
    tell(Traces.STARTED, new Paper(80, true));
    assertThat(summaries).containsExactly("\u001b[32m4 services up in 8.2 s\u001b[0m");
    assertThat(passage.isMoving()).isFalse();
  }

  /** Nobody asked for more than web. */
  @Test
  void whatComesAlongIsCountedToo() {
    String trace = Traces.STARTED.replaceFirst("asked 1 start .*", "asked 1 start web");
    tell(until(trace, "2500 "), Paper.ENDLESS);
    assertThat(block(2_000, Paper.ENDLESS, 24)).startsWith("starting 4 services, ");
    tell(trace.substring(trace.indexOf("2500 ")), Paper.ENDLESS);
    assertThat(summaries).containsExactly("4 services up in 8.2 s");
  }

  @Test
  void aStop() throws IOException {
    tell(Traces.STARTED + STOPPING, Paper.ENDLESS);
    assertThat(block(23_000, Paper.ENDLESS, 24)).contains("Ctrl-C again: hurry");
    assertThat(block(23_000, Paper.ENDLESS, 2)).doesNotContain("hurry");
    Golden.check(getClass(), "live-stop.txt", block(23_000, new Paper(80, false), 24));
    summaries.clear();
    tell("25100 service web down status=9\n25400 answered 2 0", Paper.ENDLESS);
    assertThat(summaries).containsExactly("4 services down in 5.4 s");
  }

  /** Ctrl-C while it starts: what comes of the start is not said any more. */
  @Test
  void aStopInMidStart() {
    tell(until(Traces.FAILED, "2500 ") + "2400 asked 2 end\n2400 answered 1 1", Paper.ENDLESS);
    assertThat(summaries).isEmpty();
    assertThat(block(2_450, Paper.ENDLESS, 24)).startsWith("stopping 4 services, 0.0 s: ");
  }

  @Test
  void noLineIsWiderAndNoBlockHigherThanTheTerminal() {
    tell(until(Traces.FAILED, "9000 answered"), Paper.ENDLESS);
    for (int width = 2; width < 90; width++) {
      for (int rows = 1; rows < 20; rows++) {
        int most = width;
        List<String> block = view.block(passage, Traces.at(9_100), new Paper(width, false), rows);
        assertThat(block).hasSizeBetween(1, Math.max(1, rows - 1));
        assertThat(block).allMatch(line -> line.length() < most);
      }
    }
  }

  /** An ellipsis is one wide, so that a name that was cut does not move what follows. */
  @Test
  void columnsAreStraight() {
    String name = "x".repeat(100);
    tell("0 asked 1 start a " + name, Paper.ENDLESS);
    tell("0 service a starting\n0 service " + name + " up ready=1", Paper.ENDLESS);
    for (int width : new int[] {40, 80, 200}) {
      List<String> block = view.block(passage, Traces.at(100), new Paper(width, false), 24);
      assertThat(block.get(2)).contains("…  up");
      assertThat(block.get(1).indexOf("starting")).isEqualTo(block.get(2).indexOf("up"));
    }
  }

  @Test
  void whatABlockHasShownIsNoLine() {
    tell(Traces.STARTED, Paper.ENDLESS);
    assertThat(passage.hasShown("web", Stage.UP)).isTrue();
    assertThat(passage.hasShown("web", Stage.DOWN)).isFalse();
    tell("9500 service web starting\n9600 service web up ready=1", Paper.ENDLESS);
    assertThat(passage.hasShown("web", Stage.UP)).isFalse();
    assertThat(passage.hasShown("cache", Stage.UP)).isTrue();
  }

  @Test
  void anotherDaemonBeginsAgain() {
    tell(Traces.STARTED + "9500 began 4712 boot", Paper.ENDLESS);
    assertThat(passage.isMoving()).isTrue();
    tell("9600 asked 1 start web", Paper.ENDLESS);
    assertThat(block(9_700, Paper.ENDLESS, 24)).startsWith("starting 4 services, 0.1 s: 4 down");
  }

  @Test
  void linesOfServicesDoNotMoveTheCursor() {
    tell(Traces.STARTED, Paper.ENDLESS);
    Paper paper = new Paper(80, false);
    assertThat(LogLine.shown("web: \u001b[2Ja\tb\u0007\r", passage, paper))
        .isEqualTo("web: \ufffd[2Ja\tb\ufffd");
    assertThat(LogLine.shown("web: \u001b[1;31mred", passage, paper))
        .isEqualTo("web: \u001b[1;31mred\u001b[0m");
    assertThat(LogLine.shown("web: a \u001b[3", passage, paper)).isEqualTo("web: a \ufffd[3");
    assertThat(LogLine.shown("web: a: b", passage, new Paper(80, true)))
        .matches("\u001b\\[\\d+mweb\u001b\\[0m: a: b");
    assertThat(LogLine.shown("other: a", passage, new Paper(80, true))).isEqualTo("other: a");
    assertThat(LogLine.shown("muster: warning: a", passage, new Paper(80, true)))
        .isEqualTo("\u001b[31mmuster: warning: a\u001b[0m");
  }
}
