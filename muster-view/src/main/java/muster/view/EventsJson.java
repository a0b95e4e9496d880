package muster.view;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import muster.core.Moment;
import muster.core.trace.TraceRecord;
import muster.core.wire.WaitStatus;

/** What happened, as JSON: an object a line. Specified in docs/json.md. */
public final class EventsJson {
  private EventsJson() {}

  /** A line, with its newline. */
  public static String of(TraceRecord record) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("at", Times.iso(record.at().wallNanos()));
    object.put("boot_ns", record.at().nanos());
    switch (record) {
      case TraceRecord.Began began -> {
        object.put("event", "began");
        object.put("daemon_pid", began.pid());
        object.put("boot_id", began.boot());
      }
      case TraceRecord.Asked asked -> {
        object.put("event", "asked");
        object.put("request", asked.request());
        object.put("verb", asked.verb().name().toLowerCase(Locale.ROOT));
        object.put("names", asked.names());
      }
      case TraceRecord.Answered answered -> {
        object.put("event", "answered");
        object.put("request", answered.request());
        object.put("code", answered.code());
        object.put("reason", answered.reason());
      }
      case TraceRecord.Changed changed -> changed(changed, object);
    }
    return Json.line(object);
  }

  private static void changed(TraceRecord.Changed changed, Map<String, Object> object) {
    int status = changed.waitStatus();
    boolean ended = status != TraceRecord.NO_STATUS;
    boolean killed = ended && WaitStatus.signalled(status);
    object.put("event", "changed");
    object.put("name", changed.service());
    object.put("state", changed.stage().word());
    object.put("ready", changed.ready());
    object.put("wanted", changed.wantedUp() ? "up" : "down");
    object.put("pid", changed.pid() == 0 ? null : changed.pid());
    object.put("restarts", changed.restarts());
    object.put("exit_code", ended && !killed ? WaitStatus.exitCode(status) : null);
    object.put("signal", killed ? WaitStatus.signal(status) : null);
    object.put("due_boot_ns", changed.due() == Moment.NEVER ? null : changed.due());
    object.put("limit_boot_ns", changed.limit() == Moment.NEVER ? null : changed.limit());
    object.put("reason", changed.reason());
  }
}
