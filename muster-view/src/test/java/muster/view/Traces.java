package muster.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import muster.core.Moment;
import muster.core.trace.Trace;
import muster.core.trace.TraceRecord;
import muster.plan.Dependency;
import muster.plan.Plan;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Restart;
import muster.plan.Stop;
import muster.plan.Work;
import muster.plan.graph.Ranks;

/** Made-up traces, of the set that the documents have, which begin at noon. */
final class Traces {
  /** 2026-11-27 12:00:00 UTC, an hour and a day after the machine's start. */
  private static final long WALL = 1_795_780_800_000_000_000L;

  private static final long BOOT = 90_000_000_000_000L;

  static final Plan SHOP =
      Plans.compile(
          List.of(
              Plans.service("cache", longrun(), List.of()),
              Plans.service("database", longrun(), List.of()),
              Plans.service(
                  "migrate",
                  new Work.Oneshot(new Program.Script("true"), null),
                  List.of(on(Dependency.Kind.NEEDS, "database", 11))),
              Plans.service(
                  "web",
                  longrun(),
                  List.of(
                      on(Dependency.Kind.NEEDS, "migrate", 15),
                      on(Dependency.Kind.WANTS, "cache", 16)))));

  private Traces() {}

  private static Work longrun() {
    return new Work.Longrun(
        new Program.Script("true"), null, 0, new Readiness.None(), Restart.S6, Stop.S6);
  }

  private static Dependency on(Dependency.Kind kind, String name, int line) {
    return new Dependency(kind, name, new Position("shop.toml", line, 10));
  }

  static Moment at(long millis) {
    return new Moment(BOOT + millis * Moment.MILLISECOND, WALL + millis * Moment.MILLISECOND);
  }

  /** The deadline that a record has in its due. */
  static long due(long millis) {
    return at(millis).nanos();
  }

  /**
   * @param text lines of a trace with milliseconds since noon in place of both times
   */
  static byte[] bytes(String text) {
    StringBuilder trace = new StringBuilder();
    for (String line : text.lines().toList()) {
      int space = line.indexOf(' ');
      Moment at = at(Long.parseLong(line.substring(0, space)));
      trace.append(at.wallNanos()).append(' ').append(at.nanos());
      trace.append(line.substring(space)).append('\n');
    }
    return trace.toString().getBytes(UTF_8);
  }

  static List<TraceRecord> records(String text) {
    List<TraceRecord> records = Trace.read(bytes(text));
    if (records.size() != text.lines().count()) {
      throw new AssertionError("a line is no record: " + text);
    }
    return records;
  }

  static final String FAILED =
      """
      0 began 4711 boot
      1000 asked 1 start web cache database migrate
      1000 service cache waiting wanted=1
      1000 service database waiting wanted=1
      1000 service migrate waiting wanted=1
      1000 service web waiting wanted=1
      1010 service cache starting wanted=1 pid=101
      1020 service database starting wanted=1 pid=102
      1050 service cache up ready=1 wanted=1 pid=101
      2500 service database up ready=1 wanted=1 pid=102
      2510 service migrate starting wanted=1 pid=103
      9000 service migrate failed wanted=1 status=768
      9000 service web failed wanted=1 reason=needs\\smigrate,\\swhich\\sfailed
      9000 answered 1 1
      """;

  static final String STARTED =
      FAILED.substring(0, FAILED.indexOf("9000"))
          + """
          9000 service migrate up ready=1 wanted=1 status=0
          9040 service web starting wanted=1 pid=104
          9240 service web up ready=1 wanted=1 pid=104
          9240 answered 1 0
          """;

  /** Each service starts some time after the last that it waits for is ready. */
  static List<TraceRecord> start(Plan plan, SplittableRandom random) {
    long[] ready = new long[plan.services().size()];
    List<TraceRecord> records = new ArrayList<>();
    records.addAll(records("0 asked 1 start x\n"));
    Ranks ranks = Ranks.of(plan.graph()).orElseThrow();
    for (int rank = 0; rank < ranks.count(); rank++) {
      for (int node : ranks.nodes(rank)) {
        long start = random.nextLong(5);
        for (int i = 0; i < plan.graph().inDegree(node); i++) {
          start = Math.max(start, ready[plan.graph().from(plan.graph().inEdge(node, i))]);
        }
        start += random.nextLong(3);
        ready[node] = start + random.nextLong(100);
        records.add(changed(plan.name(node), "waiting", 0));
        records.add(changed(plan.name(node), "starting", start));
        records.add(changed(plan.name(node), "up ready=1", ready[node]));
      }
    }
    return records;
  }

  private static TraceRecord changed(String name, String rest, long millis) {
    TraceRecord.Changed some =
        (TraceRecord.Changed) records(millis + " service X " + rest).getFirst();
    return new TraceRecord.Changed(
        some.at(), name, some.stage(), some.ready(), true, 0, 0, -1, some.due(), some.limit(), "");
  }
}
