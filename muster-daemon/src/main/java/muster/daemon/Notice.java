package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a service says of itself. Source: sd_notify(3). */
sealed interface Notice {
  /** It serves; or has read its settings again. */
  record Ready() implements Notice {}

  /** What it is doing, for people: bytes, which may be any. */
  record Status(String text) implements Notice {}

  /** It begins to end. */
  record Stopping() implements Notice {}

  /** It begins to read its settings again. */
  record Reloading() implements Notice {}

  /** Another process is the main one from now on. */
  record MainPid(int pid) implements Notice {}

  /** It is still alive. */
  record Watchdog() implements Notice {}

  /** It has found out itself that it hangs. */
  record WatchdogTrigger() implements Notice {}

  /** How often it will say that it is alive; 0 is never. */
  record WatchdogInterval(long micros) implements Notice {}

  /** It needs so much longer, from now, for what it is doing. */
  record Extend(long micros) implements Notice {}

  /** What one datagram says: lines of KEY=VALUE. What is not known, or no value, is not there. */
  static List<Notice> parse(byte[] datagram, int length) {
    List<Notice> notices = new ArrayList<>();
    String text = new String(datagram, 0, length, StandardCharsets.ISO_8859_1);
    int start = 0;
    while (start < length) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? length : newline;
      int equals = text.indexOf('=', start);
      if (equals >= 0 && equals < end) {
        add(text.substring(start, equals), text.substring(equals + 1, end), notices);
      }
      start = end + 1;
    }
    return notices;
  }

  private static void add(String key, String value, List<Notice> notices) {
    boolean yes = value.equals("1");
    switch (key) {
      case "READY" -> addIf(yes, new Ready(), notices);
      case "STOPPING" -> addIf(yes, new Stopping(), notices);
      case "RELOADING" -> addIf(yes, new Reloading(), notices);
      case "STATUS" -> notices.add(new Status(value));
      case "MAINPID" -> {
        int pid = (int) Decimal.parse(value, Integer.MAX_VALUE);
        addIf(pid > 1, new MainPid(pid), notices); // 1 is init, 0 and less are groups
      }
      case "WATCHDOG" -> {
        addIf(yes, new Watchdog(), notices);
        addIf(value.equals("trigger"), new WatchdogTrigger(), notices);
      }
      case "WATCHDOG_USEC" -> {
        long micros = Decimal.parse(value, Long.MAX_VALUE);
        addIf(micros >= 0, new WatchdogInterval(micros), notices);
      }
      case "EXTEND_TIMEOUT_USEC" -> {
        long micros = Decimal.parse(value, Long.MAX_VALUE);
        addIf(micros >= 0, new Extend(micros), notices);
      }
      default -> {}
    }
  }

  private static void addIf(boolean valid, Notice notice, List<Notice> notices) {
    if (valid) {
      notices.add(notice);
    }
  }
}
