package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.core.manager.Notice;

/** What a service sends to its NOTIFY_SOCKET. Source: sd_notify(3). */
final class Notices {
  private Notices() {}

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
      case "READY" -> addIf(yes, new Notice.Ready(), notices);
      case "STOPPING" -> addIf(yes, new Notice.Stopping(), notices);
      case "RELOADING" -> addIf(yes, new Notice.Reloading(), notices);
      case "STATUS" -> notices.add(new Notice.Status(Launch.text(value)));
      case "MAINPID" -> {
        int pid = (int) Decimal.parse(value, Integer.MAX_VALUE);
        addIf(pid > 1, new Notice.MainPid(pid), notices); // 1 is init, 0 and less are groups
      }
      case "WATCHDOG" -> {
        addIf(yes, new Notice.Watchdog(), notices);
        addIf(value.equals("trigger"), new Notice.WatchdogTrigger(), notices);
      }
      case "WATCHDOG_USEC" -> {
        long micros = Decimal.parse(value, Long.MAX_VALUE);
        addIf(micros >= 0, new Notice.WatchdogInterval(micros), notices);
      }
      case "EXTEND_TIMEOUT_USEC" -> {
        long micros = Decimal.parse(value, Long.MAX_VALUE);
        addIf(micros >= 0, new Notice.Extend(micros), notices);
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
