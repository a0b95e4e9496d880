package muster.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.plan.Roster;

/** How services are, a line each. */
public final class StatusView {
  private static final String NONE = "-";
  private static final String GIVEN_UP = "given up ";

  private final Snapshot snapshot;
  private final Moment now;

  private StatusView(Snapshot snapshot, Moment now) {
    this.snapshot = snapshot;
    this.now = now;
  }

  /** A table, and a line that counts. */
  public static String text(Snapshot snapshot, List<String> names, Moment now, Paper paper) {
    return new StatusView(snapshot, now).text(names, paper);
  }

  private String text(List<String> names, Paper paper) {
    TextTable table = new TextTable("lllrrrl");
    table.row("NAME", "STATE", "READY", "PID", "FOR", "RESTARTS", "REASON");
    for (String name : names) {
      TraceRecord.Changed service = snapshot.service(name);
      table.row(
          name,
          service.stage().word(),
          service.ready() ? "yes" : "no",
          service.pid() == 0 ? NONE : Integer.toString(service.pid()),
          Times.span(Times.since(service.at(), now)),
          Integer.toString(service.restarts()),
          reason(service, now));
    }
    StringBuilder text = new StringBuilder();
    text.append(paper.inked(Paper.Ink.STRONG, table.line(0, paper.width()))).append('\n');
    for (int i = 0; i < names.size(); i++) {
      Paper.Ink ink = ink(snapshot.service(names.get(i)).stage());
      String line = table.line(i + 1, paper.width());
      text.append(ink == Paper.Ink.GOOD ? line : paper.inked(ink, line)).append('\n');
    }
    return text.append(count(names)).append('\n').toString();
  }

  /** "3 services: 1 up, 1 waiting, 1 failed". */
  private String count(List<String> names) {
    int[] counts = new int[Stage.values().length];
    for (String name : names) {
      counts[snapshot.service(name).stage().ordinal()]++;
    }
    StringBuilder text = new StringBuilder(GraphPicture.count(names.size(), "service"));
    String separator = ": ";
    for (Stage stage : Stage.values()) {
      if (counts[stage.ordinal()] > 0) {
        text.append(separator).append(counts[stage.ordinal()]).append(' ').append(stage.word());
        separator = ", ";
      }
    }
    return text.toString();
  }

  static Paper.Ink ink(Stage stage) {
    return switch (stage) {
      case UP -> Paper.Ink.GOOD;
      case DOWN -> Paper.Ink.QUIET;
      case WAITING, STARTING, STOPPING, FINISHING -> Paper.Ink.BUSY;
      case BACKOFF, FAILED -> Paper.Ink.BAD;
    };
  }

  /** Why a service is as it is: what the daemon wrote, or what can be seen. */
  static String reason(TraceRecord.Changed service) {
    if (!service.reason().isEmpty()) {
      return service.reason();
    }
    return switch (service.stage()) {
      case BACKOFF, FAILED -> Ends.how(service.waitStatus());
      case DOWN, WAITING, STARTING, UP, STOPPING, FINISHING -> "";
    };
  }

  /** The same, and what comes next. */
  static String reason(TraceRecord.Changed service, Moment now) {
    String reason = reason(service);
    String next = next(service, now);
    return reason.isEmpty() || next.isEmpty() ? reason.concat(next) : reason + "; " + next;
  }

  /** What happens at the moment that is set, and when; nothing if none is. */
  static String next(TraceRecord.Changed service, Moment now) {
    long at = nextAt(service);
    boolean limited = at < service.due();
    String what =
        switch (service.stage()) {
          case STARTING -> GIVEN_UP;
          case BACKOFF -> limited ? GIVEN_UP : "tried again ";
          case STOPPING, FINISHING -> limited ? GIVEN_UP : "killed ";
          case DOWN, WAITING, UP, FAILED -> "";
        };
    if (at == Moment.NEVER || what.isEmpty()) {
      return "";
    }
    long nanos = at - now.nanos();
    return what.concat(nanos <= 0 ? "now" : "in ".concat(Times.counting(nanos)));
  }

  /** Whichever comes first; {@link Moment#NEVER} if no moment is set. */
  static long nextAt(TraceRecord.Changed service) {
    return Math.min(service.due(), service.limit());
  }

  // ---- JSON ---------------------------------------------------------------------------------

  /** One object, as docs/json.md has it. */
  public static String json(Snapshot snapshot, Roster roster, List<String> names) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("daemon_pid", snapshot.daemon().map(TraceRecord.Began::pid).orElse(null));
    object.put("since", snapshot.daemon().map(d -> Times.iso(d.at().wallNanos())).orElse(null));
    List<Map<String, Object>> services = new ArrayList<>();
    for (String name : names) {
      services.add(service(snapshot.service(name), roster.kinds().getOrDefault(name, "")));
    }
    object.put("services", services);
    return Json.of(object);
  }

  static Map<String, Object> service(TraceRecord.Changed service, String kind) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", service.service());
    object.put("kind", kind);
    object.put("state", service.stage().word());
    object.put("pid", service.pid() == 0 ? null : service.pid());
    object.put("ready", service.ready());
    object.put("wanted", service.wantedUp() ? "up" : "down");
    object.put("since", Times.iso(service.at().wallNanos()));
    object.put("restarts", service.restarts());
    object.put("reason", reason(service));
    return object;
  }
}
