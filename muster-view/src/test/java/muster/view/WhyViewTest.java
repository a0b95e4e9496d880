package muster.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import muster.core.trace.TraceRecord;
import org.junit.jupiter.api.Test;

class WhyViewTest {
  private static WhyView why(String name, String trace) {
    List<TraceRecord> records = Traces.records(trace);
    int node = Traces.SHOP.services().stream().map(s -> s.name()).toList().indexOf(name);
    Causes causes = Causes.of(Traces.SHOP, Snapshot.of(records), node);
    return new WhyView(causes, records, Traces.at(11_000));
  }

  private static String summary(String name, String trace) {
    return why(name, trace).summary();
  }

  @Test
  void whatANeededServiceDidIsTheCause() throws IOException {
    WhyView why = why("web", Traces.FAILED);
    assertThat(why.summary())
        .isEqualTo("web is down: it needs migrate, which failed: up exited 3 (2.0 s ago)");
    List<String> log = List.of("12:00:08 no such table: users");
    Golden.check(getClass(), "why.txt", why.text(log, ZoneOffset.UTC, Paper.ENDLESS));
    Golden.check(getClass(), "why.json", why.json(log));
  }

  @Test
  void aChainIsFollowedToItsEnd() {
    assertThat(
            summary(
                "web",
                """
                0 began 1 b
                1 service migrate waiting wanted=1
                1 service web waiting wanted=1
                1 service cache starting wanted=1 pid=7
                2000 service database backoff wanted=1 restarts=4 status=9 due=%d
                """
                    .formatted(Traces.due(15_000))))
        .isEqualTo(
            "web is waiting: it needs migrate, which needs database, which is to be tried again:"
                + " run was killed by SIGKILL (9.0 s ago); tried again in 4.0 s");
  }

  @Test
  void whatIsOnlyWantedIsWaitedForAndNotNeeded() {
    assertThat(
            summary(
                "web",
                """
                0 began 1 b
                1 service migrate up ready=1 wanted=1
                1 service web waiting wanted=1
                1 service cache starting wanted=1 pid=7
                """))
        .isEqualTo("web is waiting: it waits for cache, which is starting: not ready, for 10 s");
    assertThat(
            summary(
                "web",
                """
                0 began 1 b
                1 service cache failed wanted=1 status=256
                1 service migrate up ready=1 wanted=1
                1 service web waiting wanted=1
                """))
        .isEqualTo("web is waiting: nothing that it waits for is missing, for 10 s");
  }

  @Test
  void whoDiedByItselfBlamesNobody() {
    assertThat(
            summary(
                "web",
                """
                0 began 1 b
                1 service migrate failed wanted=1 status=256
                5000 service web failed wanted=1 status=11
                """))
        .isEqualTo("web failed: run was killed by SIGSEGV (6.0 s ago)");
  }

  @Test
  void whoIsToStopWaitsForThoseThatUseIt() {
    assertThat(
            summary(
                "database",
                """
                0 began 1 b
                1 service database up ready=1 pid=3
                1 service migrate up ready=1
                1000 service web stopping ready=1 pid=4 due=%d
                """
                    .formatted(Traces.due(12_000))))
        .isEqualTo(
            "database is up: it stops after migrate, which stops after web, which is stopping:"
                + " pid 4 runs, for 10 s; killed in 1.0 s");
  }

  /** README: web needs pages, and stops along with it. */
  @Test
  void whoWasStoppedAlongWithAnotherSaysWhich() {
    String trace =
        """
        0 began 1 b
        900 asked 1 start web
        1000 asked 2 stop database
        1001 service web down status=15
        1002 service migrate down status=0
        1003 service database down status=15
        """;
    assertThat(summary("web", trace))
        .isEqualTo("web is down: it needs database, which was asked to stop (9.9 s ago)");
    assertThat(summary("database", trace))
        .isEqualTo("database is down: it was asked to stop (9.9 s ago)");
    assertThat(summary("cache", trace))
        .isEqualTo("cache is down: nobody has asked for it (11 s ago)");
  }

  @Test
  void aDeadlineThatChangesIsNoNewStage() {
    String trace =
        """
        0 began 1 b
        1 service database starting wanted=1
        2 service database starting wanted=1 pid=3
        3 service database starting wanted=1 pid=3 limit=%d
        4 service database starting wanted=1 pid=3 limit=%d
        """
            .formatted(Traces.due(20_000), Traces.due(30_000));
    String text = why("database", trace).text(List.of(), ZoneOffset.UTC, Paper.ENDLESS);
    assertThat(text.substring(text.indexOf("What happened")).lines()).hasSize(3);
  }

  @Test
  void upAndDownHaveReasonsToo() {
    String trace =
        """
        0 began 1 b
        1 service database up ready=1 wanted=1 pid=3 restarts=1 status=256
        1 service migrate up ready=1 wanted=1 status=0
        2 service web down
        1000 asked 1 stop web
        """;
    assertThat(summary("database", trace))
        .isEqualTo("database is up: ready for 10 s, pid 3, after 1 restart; before, it exited 1");
    assertThat(summary("migrate", trace)).isEqualTo("migrate is up: it succeeded 10 s ago");
    assertThat(summary("web", trace)).isEqualTo("web is down: it was asked to stop (10 s ago)");
    assertThat(summary("cache", trace))
        .isEqualTo("cache is down: nobody has asked for it (11 s ago)");
  }
}
