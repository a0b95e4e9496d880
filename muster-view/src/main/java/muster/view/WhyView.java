package muster.view;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.core.wire.WaitStatus;
import muster.plan.Dependency;
import muster.plan.Plan;

/** One chain of causes: what is the matter, in a line; then each link; then what led to it. */
public final class WhyView {
  /** Of what happened to the cause, so much is shown. */
  private static final int HISTORY_MAX = 8;

  private final Causes causes;
  private final List<TraceRecord> records;
  private final Moment now;

  /**
   * @param records all that are known, in their order
   */
  public WhyView(Causes causes, List<TraceRecord> records, Moment now) {
    this.causes = causes;
    this.records = records;
    this.now = now;
  }

  // ---- the first line -----------------------------------------------------------------------

  /** "web is down: it needs migrate, which failed: up exited 3 (2 s ago)". */
  public String summary() {
    List<Causes.Link> links = causes.links();
    Causes.Link first = links.getFirst();
    StringBuilder line = new StringBuilder(first.name());
    boolean blocked = links.size() > 1;
    line.append(blocked && first.service().stage() == Stage.FAILED ? " is down" : is(first));
    line.append(": ");
    if (blocked) {
      line.append("it ").append(relation(links.get(1))).append(' ').append(links.get(1).name());
      if (links.size() > 3) {
        line.append(", which by way of ");
        line.append(GraphPicture.count(links.size() - 3, "other")).append(' ');
      } else if (links.size() == 3) {
        line.append(", which ");
      }
      if (links.size() > 2) {
        line.append(relation(links.getLast())).append(' ').append(links.getLast().name());
      }
      line.append(", which").append(is(links.getLast())).append(": ");
    }
    return TextTable.shown(line.append(detail(links.getLast())).toString());
  }

  private static String is(Causes.Link link) {
    return switch (link.service().stage()) {
      case DOWN -> " is down";
      case WAITING -> " is waiting";
      case STARTING -> " is starting";
      case UP -> " is up";
      case STOPPING -> " is stopping";
      case FINISHING -> " is finishing";
      case BACKOFF -> " is to be tried again";
      case FAILED -> " failed";
    };
  }

  /** How the one before it waits for it. */
  private static String relation(Causes.Link link) {
    Plan.Edge edge = link.edge();
    if (edge == null) {
      return "";
    }
    if (link.service().stage() != Stage.DOWN && !link.service().wantedUp()) {
      return "stops after";
    }
    return edge.kind() == Dependency.Kind.NEEDS ? "needs" : "waits for";
  }

  /** What there is to say of a service by itself. */
  private String detail(Causes.Link link) {
    TraceRecord.Changed service = link.service();
    String span = Times.span(Times.since(service.at(), now));
    String said =
        switch (service.stage()) {
          case UP -> up(link, span);
          case STARTING -> said(service, "not ready") + ", for " + span;
          case STOPPING, FINISHING -> said(service, running(service)) + ", for " + span;
          case BACKOFF, FAILED -> said(service, end(link)) + " (" + span + " ago)";
          case WAITING -> said(service, "nothing that it waits for is missing") + ", for " + span;
          case DOWN -> said(service, asked(service)) + " (" + span + " ago)";
        };
    String next = StatusView.next(service, now);
    return next.isEmpty() ? said : said + "; " + next;
  }

  private static String said(TraceRecord.Changed service, String otherwise) {
    return service.reason().isEmpty() ? otherwise : service.reason();
  }

  private static String running(TraceRecord.Changed service) {
    return service.pid() == 0 ? "nothing of it runs" : "pid " + service.pid() + " runs";
  }

  private static String up(Causes.Link link, String span) {
    TraceRecord.Changed service = link.service();
    String pid = service.pid() == 0 ? "" : ", pid " + service.pid();
    String what =
        switch (link.kind()) {
          case "oneshot" -> "it succeeded " + span + " ago";
          case "milestone" -> "all that it needs is up, for " + span;
          default -> (service.ready() ? "ready for " : "not ready for ") + span;
        };
    String restarts =
        service.restarts() == 0
            ? ""
            : ", after " + GraphPicture.count(service.restarts(), "restart") + lastEnd(service);
    String said = service.reason().isEmpty() ? "" : "; " + service.reason();
    return what + pid + restarts + said;
  }

  private static String lastEnd(TraceRecord.Changed service) {
    String end = Ends.how(service.waitStatus());
    return end.isEmpty() ? "" : "; before, it " + end;
  }

  private static String end(Causes.Link link) {
    String how = Ends.how(link.service().waitStatus());
    if (how.isEmpty()) {
      return "the daemon does not say why";
    }
    String program =
        switch (link.kind()) {
          case "oneshot" -> link.service().wantedUp() ? "up " : "down ";
          default -> "run ";
        };
    return program + how;
  }

  /** Who wanted it down. */
  private String asked(TraceRecord.Changed service) {
    for (TraceRecord record : records.reversed()) {
      if (record instanceof TraceRecord.Asked asked) {
        switch (asked.verb()) {
          case END, HURRY -> {
            return "everything was asked to stop";
          }
          case STOP -> {
            if (asked.names().contains(service.service())) {
              return "it was asked to stop";
            }
            Optional<String> needed = needed(asked, service);
            if (needed.isPresent()) {
              return "it needs " + needed.get() + ", which was asked to stop";
            }
          }
          case PRUNE -> {
            if (!asked.names().contains(service.service())) {
              return "it was not needed, and what is not needed was asked to stop";
            }
          }
          case START, RESTART, RELOAD -> {}
        }
      }
    }
    return "nobody has asked for it";
  }

  /** One of those that were asked to stop, because of which the last of the chain had to. */
  private Optional<String> needed(TraceRecord.Asked asked, TraceRecord.Changed service) {
    if (service.at().nanos() < asked.at().nanos()) {
      return Optional.empty(); // it was down already
    }
    return asked.names().stream().filter(causes.needs()::contains).findFirst();
  }

  // ---- text ---------------------------------------------------------------------------------

  /**
   * All of it.
   *
   * @param log the last lines of the cause's log
   */
  public String text(List<String> log, ZoneId zone, Paper paper) {
    StringBuilder text = new StringBuilder();
    Paper.Ink ink = StatusView.ink(causes.links().getFirst().service().stage());
    text.append(paper.inked(ink, summary())).append("\n\n");
    TextTable chain = new TextTable("llll");
    for (int i = 0; i < causes.links().size(); i++) {
      Causes.Link link = causes.links().get(i);
      boolean last = i == causes.links().size() - 1;
      chain.row(
          "  " + link.name(),
          link.service().stage().word(),
          "since " + Times.clock(link.service().at(), now, zone),
          last ? detail(link) : because(causes.links().get(i + 1)));
    }
    print(chain, text, paper);
    history(text, zone, paper);
    if (!log.isEmpty()) {
      text.append("\nThe last lines of ").append(causes.cause()).append("'s log:\n");
      log.forEach(line -> text.append("  ").append(TextTable.shown(line)).append('\n'));
    }
    return text.toString();
  }

  private static String because(Causes.Link next) {
    Plan.Edge edge = next.edge();
    return relation(next) + " " + next.name() + (edge == null ? "" : " (" + edge.at() + ")");
  }

  private void history(StringBuilder text, ZoneId zone, Paper paper) {
    List<TraceRecord.Changed> past = past();
    if (past.size() > 1) {
      text.append("\nWhat happened to ").append(causes.cause()).append(":\n");
      TextTable table = new TextTable("lll");
      for (TraceRecord.Changed changed : past) {
        String pid = changed.pid() == 0 ? "" : "pid " + changed.pid();
        String reason = said(changed, Ends.how(changed.waitStatus()));
        table.row(
            "  " + Times.clock(changed.at(), now, zone),
            changed.stage() == Stage.UP && changed.ready() ? "ready" : changed.stage().word(),
            pid + (pid.isEmpty() || reason.isEmpty() ? "" : ", ") + reason);
      }
      print(table, text, paper);
    }
  }

  private static void print(TextTable table, StringBuilder text, Paper paper) {
    for (int i = 0; i < table.rows(); i++) {
      text.append(table.line(i, paper.width())).append('\n');
    }
  }

  private List<TraceRecord.Changed> past() {
    List<TraceRecord.Changed> past = new ArrayList<>();
    for (TraceRecord record : records) {
      if (record instanceof TraceRecord.Changed changed
          && changed.service().equals(causes.cause())
          && (past.isEmpty() || !tellsTheSame(past.getLast(), changed))) {
        past.add(changed);
      }
    }
    return past.subList(Math.max(0, past.size() - HISTORY_MAX), past.size());
  }

  /** Of the second one there would be nothing new in the table: a deadline alone has changed. */
  private static boolean tellsTheSame(TraceRecord.Changed one, TraceRecord.Changed next) {
    return one.stage() == next.stage()
        && one.ready() == next.ready()
        && one.pid() == next.pid()
        && one.waitStatus() == next.waitStatus()
        && one.reason().equals(next.reason());
  }

  // ---- JSON ---------------------------------------------------------------------------------

  /** The same as one object, as docs/json.md has it. */
  public String json(List<String> log) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", causes.links().getFirst().name());
    object.put("summary", summary());
    object.put("cause", causes.cause());
    object.put("chain", causes.links().stream().map(this::json).toList());
    object.put("log", log);
    return Json.of(object);
  }

  private Map<String, Object> json(Causes.Link link) {
    TraceRecord.Changed service = link.service();
    int status = service.waitStatus();
    boolean ended = status != TraceRecord.NO_STATUS;
    boolean killed = ended && WaitStatus.signalled(status);
    Map<String, Object> object = StatusView.service(service, link.kind());
    object.put("exit_code", ended && !killed ? WaitStatus.exitCode(status) : null);
    object.put("signal", killed ? WaitStatus.signal(status) : null);
    long next = StatusView.nextAt(service);
    boolean due = next != Moment.NEVER;
    long wall = now.wallNanos() + (due ? next - now.nanos() : 0);
    object.put("next_at", due ? Times.iso(wall) : null);
    Plan.Edge edge = link.edge();
    object.put("relation", edge == null ? null : relation(link));
    object.put("file", edge == null ? null : edge.at().file());
    object.put("line", edge == null ? null : edge.at().line());
    object.put("column", edge == null ? null : edge.at().column());
    return object;
  }
}
