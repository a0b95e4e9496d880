package muster.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.plan.PlanReader;
import muster.plan.PlanWriter;
import muster.plan.Roster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusViewTest {
  private static final String TROUBLE =
      Traces.FAILED
          + """
          9100 service cache backoff wanted=1 restarts=3 status=9 due=%d
          9200 service database stopping pid=102 due=%d reason=SIGTERM\\swas\\ssent
          """
              .formatted(Traces.due(14_100), Traces.due(19_200));

  private final Roster roster = roster();

  private static Roster roster() {
    try {
      return Roster.read(PlanWriter.write(Traces.SHOP));
    } catch (PlanReader.Refused e) {
      throw new AssertionError(e);
    }
  }

  private String text(String trace, Paper paper) {
    Snapshot snapshot = Snapshot.of(Traces.bytes(trace), new byte[0]);
    return StatusView.text(snapshot, names(), Traces.at(11_200), paper);
  }

  private List<String> names() {
    return List.copyOf(roster.kinds().keySet());
  }

  @Test
  void aTable() throws IOException {
    Golden.check(getClass(), "status.txt", text(TROUBLE, Paper.ENDLESS));
    Golden.check(getClass(), "status-narrow.txt", text(TROUBLE, new Paper(60, false)));
    Golden.check(getClass(), "status-colour.txt", text(TROUBLE, new Paper(80, true)));
  }

  /** What comes first: what is tried again or killed is not waited for any more after its limit. */
  @ParameterizedTest
  @CsvSource({
    "starting, 0, 12200, given up in 1.0 s",
    "backoff, 12200, 13200, was killed by SIGKILL; tried again in 1.0 s",
    "backoff, 14200, 13200, was killed by SIGKILL; given up in 2.0 s",
    "stopping, 12200, 0, killed in 1.0 s",
    "stopping, 14200, 13200, given up in 2.0 s",
    "finishing, 0, 13200, given up in 2.0 s",
    "finishing, 13200, 13200, killed in 2.0 s",
    "stopping, 0, 0, ''",
    "up, 0, 13200, ''",
  })
  void whatComesNext(String stage, long due, long limit, String next) {
    String record =
        "0 began 1 b\n1 service web %s status=9%s%s\n"
            .formatted(stage, moment(" due=", due), moment(" limit=", limit));
    TraceRecord.Changed web = Snapshot.of(Traces.bytes(record), new byte[0]).service("web");
    assertThat(StatusView.reason(web, Traces.at(11_200))).isEqualTo(next);
  }

  private static String moment(String key, long millis) {
    return millis == 0 ? "" : key + Traces.due(millis);
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    for (int width = 64; width < 100; width++) {
      int most = width;
      assertThat(text(TROUBLE, new Paper(width, false)).lines())
          .allMatch(line -> line.length() <= most);
    }
  }

  @Test
  void whatSomebodyWroteIntoAReasonDoesNotMoveTheCursor() {
    assertThat(text("0 began 1 b\n1 service web failed reason=\\u001b[2J", Paper.ENDLESS))
        .contains("\ufffd[2J");
  }

  @Test
  void json() throws IOException {
    Snapshot snapshot = Snapshot.of(Traces.bytes(TROUBLE), new byte[0]);
    Golden.check(getClass(), "status.json", StatusView.json(snapshot, roster, names()));
  }

  @Test
  void whatAnEarlierDaemonWroteDoesNotCount() {
    Snapshot snapshot = Snapshot.of(Traces.bytes(TROUBLE + "10000 began 4712 boot\n"), new byte[0]);
    assertThat(snapshot.service("cache").stage()).isEqualTo(Stage.DOWN);
    assertThat(snapshot.service("cache").at()).isEqualTo(Traces.at(10_000));
  }

  /** From its end, in two parts, cut anywhere: the same as from its beginning. */
  @Test
  void theQuickWayFindsTheSame() {
    byte[] trace = Traces.bytes(TROUBLE);
    Snapshot whole = Snapshot.of(Traces.records(TROUBLE));
    assertThat(Snapshot.of(trace, new byte[0])).isEqualTo(whole);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      int cut = random.nextInt(trace.length);
      while (cut > 0 && trace[cut - 1] != '\n') {
        cut--;
      }
      byte[] after = Arrays.copyOfRange(trace, cut, trace.length);
      assertThat(Snapshot.of(after, Arrays.copyOf(trace, cut))).isEqualTo(whole);
    }
  }

  @Test
  void anythingIsReadWithoutHarm() {
    SplittableRandom random = new SplittableRandom(2);
    byte[] trace = Traces.bytes(TROUBLE);
    for (int i = 0; i < 2_000; i++) {
      byte[] broken = Arrays.copyOf(trace, random.nextInt(trace.length + 1));
      for (int j = 0; j < 4 && broken.length > 0; j++) {
        broken[random.nextInt(broken.length)] = (byte) " \nsb\\x".charAt(random.nextInt(6));
      }
      assertThat(Snapshot.of(broken, trace).services()).isNotNull();
    }
  }

  @Test
  void aRosterKnowsServicesAndBundles() {
    assertThat(roster.kinds())
        .containsExactly(
            java.util.Map.entry("cache", "longrun"),
            java.util.Map.entry("database", "longrun"),
            java.util.Map.entry("migrate", "oneshot"),
            java.util.Map.entry("web", "longrun"));
    assertThat(roster.services("web")).contains(List.of("web"));
    assertThat(roster.question("wbe")).isEqualTo("; did you mean web?");
  }
}
