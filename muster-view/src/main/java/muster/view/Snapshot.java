package muster.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.Trace;
import muster.core.trace.TraceRecord;
import org.jspecify.annotations.Nullable;

/**
 * How all services are: the last that a daemon has written of each. Nothing that an earlier daemon
 * wrote counts, since each begins by writing how it found them.
 *
 * @param daemon nothing if there has never been one
 * @param services those of which something was written, by name
 */
public record Snapshot(
    Optional<TraceRecord.Began> daemon, Map<String, TraceRecord.Changed> services) {

  /** From all records, in their order. */
  public static Snapshot of(List<TraceRecord> records) {
    Map<String, TraceRecord.Changed> services = new HashMap<>();
    TraceRecord.@Nullable Began daemon = null;
    for (TraceRecord record : records) {
      switch (record) {
        case TraceRecord.Began began -> {
          daemon = began;
          services.clear();
        }
        case TraceRecord.Changed changed -> services.put(changed.service(), changed);
        case TraceRecord.Asked _, TraceRecord.Answered _ -> {}
      }
    }
    return new Snapshot(Optional.ofNullable(daemon), services);
  }

  /**
   * The same from the file, of which only the last record of each service is read: a status has to
   * be quick, and a trace is long.
   *
   * @param before the older part of the trace, which is looked at if the other does not go back to
   *     the daemon's beginning
   */
  public static Snapshot of(byte[] trace, byte[] before) {
    Map<String, TraceRecord.Changed> services = new HashMap<>();
    TraceRecord.@Nullable Began daemon = backwards(trace, services);
    if (daemon == null) {
      daemon = backwards(before, services);
    }
    return new Snapshot(Optional.ofNullable(daemon), services);
  }

  private static TraceRecord.@Nullable Began backwards(
      byte[] trace, Map<String, TraceRecord.Changed> services) {
    Map<String, String> seen = new HashMap<>(); // names as they are written
    int end = trace.length;
    while (end > 0 && trace[end - 1] != '\n') { // a line that is still being written
      end--;
    }
    while (end > 0) {
      int start = end - 1;
      while (start > 0 && trace[start - 1] != '\n') {
        start--;
      }
      int verb = after(trace, after(trace, start, end), end);
      if (trace[verb] == 's') { // of a service
        int name = after(trace, verb, end);
        String written = new String(trace, name, after(trace, name, end) - name, UTF_8);
        if (seen.putIfAbsent(written, written) == null
            && parse(trace, start, end) instanceof TraceRecord.Changed changed) {
          services.putIfAbsent(changed.service(), changed);
        }
      } else if (trace[verb] == 'b'
          && parse(trace, start, end) instanceof TraceRecord.Began began) {
        return began;
      }
      end = start;
    }
    return null;
  }

  /** Where the next word begins, or the newline. */
  private static int after(byte[] line, int at, int end) {
    int next = at;
    while (next < end - 1 && line[next] != ' ') {
      next++;
    }
    return Math.min(next + 1, end - 1);
  }

  private static @Nullable TraceRecord parse(byte[] trace, int start, int end) {
    Optional<TraceRecord> record = Trace.parse(new String(trace, start, end - 1 - start, UTF_8));
    return record.isPresent() ? record.get() : null;
  }

  /** Of a service of which nothing was written: it has been down since the daemon began. */
  public TraceRecord.Changed service(String name) {
    TraceRecord.Changed changed = services.get(name);
    if (changed != null) {
      return changed;
    }
    Moment since = daemon.isPresent() ? daemon.get().at() : new Moment(0, 0);
    return new TraceRecord.Changed(
        since,
        name,
        Stage.DOWN,
        false,
        false,
        0,
        0,
        TraceRecord.NO_STATUS,
        Moment.NEVER,
        Moment.NEVER,
        "");
  }
}
