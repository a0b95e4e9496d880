package muster.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which lines somebody wants to see.
 *
 * @param services empty for all
 * @param since a stamp; "" from the first on
 * @param until a stamp; "" to the last
 * @param text what is to be in it; null for any
 */
record LogQuery(Set<String> services, String since, String until, @Nullable Pattern text) {
  /**
   * A line that is wanted.
   *
   * @param stamp as in the log; without one, it is older than all that have one
   * @param service empty if nobody knows whose it is
   * @param bytes what it says, a byte a character: it may be no text at all
   */
  record Entry(String stamp, String service, String bytes) {
    /** As UTF-8, in which what is not is replaced. */
    String text() {
      return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }
  }

  /** What the options say. */
  static LogQuery of(Arguments arguments, Set<String> services, ZonedDateTime now)
      throws Arguments.Unusable {
    return new LogQuery(
        services,
        time(arguments, Command.SINCE, now),
        time(arguments, Command.UNTIL, now),
        pattern(arguments.text(Command.GREP, "")));
  }

  private static String time(Arguments arguments, Command.Option option, ZonedDateTime now)
      throws Arguments.Unusable {
    String said = arguments.text(option, "");
    return said.isEmpty() ? "" : LogTime.stamp(option.name(), said, now);
  }

  private static @Nullable Pattern pattern(String text) throws Arguments.Unusable {
    try {
      return text.isEmpty() ? null : Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
      throw new Arguments.Unusable(
          Command.GREP.name()
              + ": "
              + text
              + " is no regular expression: "
              + e.getDescription()
              + where);
    }
  }

  /** Whether the last lines of a log are the last ones that are wanted of it. */
  boolean wantsAllOf(String service) {
    return until.isEmpty() && text == null && (!service.isEmpty() || services.isEmpty());
  }

  /** The next line that is wanted; null if there is none now. */
  @Nullable Entry next(LogMerge logs) {
    for (LogMerge.Source line = logs.next(); line != null; line = logs.next()) {
      Entry entry = entry(line);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** The last lines that are wanted. */
  Deque<Entry> last(LogMerge logs, int most) {
    Deque<Entry> last = new ArrayDeque<>();
    logs.look();
    for (Entry entry = next(logs); entry != null; entry = next(logs)) {
      last.add(entry);
      if (last.size() > most) {
        last.remove();
      }
    }
    return last;
  }

  private @Nullable Entry entry(LogMerge.Source source) {
    LogCursor line = source.cursor();
    byte[] bytes = line.bytes();
    String stamp = new String(line.stamp(), ISO_8859_1);
    if (stamp.compareTo(since) < 0 || !until.isEmpty() && stamp.compareTo(until) > 0) {
      return null;
    }
    String service = source.service();
    int from = line.from();
    if (service.isEmpty()) { // the name is in the line
      int colon = colon(bytes, from, line.to());
      service = new String(bytes, from, colon - from, UTF_8);
      if (!services.isEmpty() && !services.contains(service)) {
        return null;
      }
      from = Math.min(line.to(), service.isEmpty() ? colon : colon + 2);
    }
    int length = line.to() - from;
    if (text != null && !text.matcher(new String(bytes, from, length, UTF_8)).find()) {
      return null;
    }
    return new Entry(stamp, service, new String(bytes, from, length, ISO_8859_1));
  }

  /** Where the name ends that a line of the catch-all begins with; its beginning if with none. */
  private static int colon(byte[] bytes, int from, int to) {
    for (int i = from; i + 1 < to; i++) {
      if (bytes[i] == ':' && bytes[i + 1] == ' ') {
        return i;
      }
    }
    return from;
  }
}
