package muster.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import muster.core.Moment;
import muster.core.Stage;
import muster.plan.Words;
import org.jspecify.annotations.Nullable;

/**
 * The trace as text: a line a record, of words as in the plan file.
 *
 * <pre>
 * WALL BOOTTIME began PID BOOT-ID
 * WALL BOOTTIME asked REQUEST VERB NAME...
 * WALL BOOTTIME answered REQUEST CODE KEY=VALUE...
 * WALL BOOTTIME service NAME STAGE KEY=VALUE...
 * </pre>
 *
 * Both times are nanoseconds. The keys of a service are ready, wanted, pid, restarts, status, due,
 * limit and reason, of an answer reason; one that says nothing is left out.
 */
public final class Trace {
  /** Of a whole record; a longer one is cut at its reason by who makes it. */
  public static final int LINE_BYTES_MAX = 4096;

  private static final int FIRST_ARGUMENT = 3;

  private Trace() {}

  /** The record as a line, with its newline. */
  public static String line(TraceRecord record) {
    List<String> words = new ArrayList<>();
    words.add(Long.toString(record.at().wallNanos()));
    words.add(Long.toString(record.at().nanos()));
    switch (record) {
      case TraceRecord.Began(_, int pid, String boot) -> {
        words.add("began");
        words.add(Integer.toString(pid));
        words.add(boot);
      }
      case TraceRecord.Asked(_, long request, TraceRecord.Verb verb, List<String> names) -> {
        words.add("asked");
        words.add(Long.toString(request));
        words.add(verb.name().toLowerCase(Locale.ROOT));
        words.addAll(names);
      }
      case TraceRecord.Answered(_, long request, int code, String reason) -> {
        words.add("answered");
        words.add(Long.toString(request));
        words.add(Integer.toString(code));
        reason(reason, words);
      }
      case TraceRecord.Changed changed -> changed(changed, words);
    }
    return Words.join(words).concat("\n");
  }

  private static void changed(TraceRecord.Changed changed, List<String> words) {
    words.add("service");
    words.add(changed.service());
    words.add(changed.stage().word());
    if (changed.ready()) {
      words.add("ready=1");
    }
    if (changed.wantedUp()) {
      words.add("wanted=1");
    }
    if (changed.pid() != 0) {
      words.add("pid=".concat(Integer.toString(changed.pid())));
    }
    if (changed.restarts() != 0) {
      words.add("restarts=".concat(Integer.toString(changed.restarts())));
    }
    if (changed.waitStatus() != TraceRecord.NO_STATUS) {
      words.add("status=".concat(Integer.toString(changed.waitStatus())));
    }
    if (changed.due() != Moment.NEVER) {
      words.add("due=".concat(Long.toString(changed.due())));
    }
    if (changed.limit() != Moment.NEVER) {
      words.add("limit=".concat(Long.toString(changed.limit())));
    }
    reason(changed.reason(), words);
  }

  private static void reason(String reason, List<String> words) {
    if (!reason.isEmpty()) {
      words.add("reason=".concat(reason));
    }
  }

  /**
   * The records of a file, in their order. A last line without its newline is still being written,
   * and a line that means nothing to this version is left out.
   */
  public static List<TraceRecord> read(byte[] bytes) {
    List<TraceRecord> records = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        parse(new String(bytes, start, i - start, UTF_8)).ifPresent(records::add);
        start = i + 1;
      }
    }
    return records;
  }

  /** One line, without its newline. */
  public static Optional<TraceRecord> parse(String line) {
    try {
      return Words.split(line)
          .filter(words -> words.size() > FIRST_ARGUMENT)
          .flatMap(words -> record(words, words.subList(FIRST_ARGUMENT, words.size())));
    } catch (IllegalArgumentException e) { // a number or a constant that is none
      return Optional.empty();
    }
  }

  private static Optional<TraceRecord> record(List<String> words, List<String> arguments) {
    Moment at = new Moment(Long.parseLong(words.get(1)), Long.parseLong(words.get(0)));
    String first = arguments.getFirst();
    String second = arguments.size() > 1 ? arguments.get(1) : "";
    return switch (words.get(2)) {
      case "began" -> Optional.of(new TraceRecord.Began(at, Integer.parseInt(first), second));
      case "asked" ->
          Optional.of(
              new TraceRecord.Asked(
                  at,
                  Long.parseLong(first),
                  TraceRecord.Verb.valueOf(second.toUpperCase(Locale.ROOT)),
                  arguments.subList(2, arguments.size())));
      case "answered" ->
          Optional.of(
              new TraceRecord.Answered(
                  at,
                  Long.parseLong(first),
                  Integer.parseInt(second),
                  values(arguments).getOrDefault("reason", "")));
      case "service" -> Optional.of(changed(at, first, second, arguments));
      default -> Optional.empty();
    };
  }

  private static TraceRecord changed(
      Moment at, String service, String stage, List<String> arguments) {
    Map<String, String> values = values(arguments);
    return new TraceRecord.Changed(
        at,
        service,
        Stage.valueOf(stage.toUpperCase(Locale.ROOT)),
        values.containsKey("ready"),
        values.containsKey("wanted"),
        Integer.parseInt(values.getOrDefault("pid", "0")),
        Integer.parseInt(values.getOrDefault("restarts", "0")),
        Integer.parseInt(values.getOrDefault("status", "-1")),
        moment(values.get("due")),
        moment(values.get("limit")),
        values.getOrDefault("reason", ""));
  }

  /** What stands behind the two that each such record begins with. */
  private static Map<String, String> values(List<String> arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : arguments.subList(2, arguments.size())) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return values;
  }

  private static long moment(@Nullable String value) {
    return value == null ? Moment.NEVER : Long.parseLong(value);
  }
}
