package muster.core.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The record of a process of a service, {@code supervise/muster-instance}: what a later daemon
 * needs to know it again. The intent is written before the process is started, and its identity is
 * added behind it when it is there. So an intent that stays alone says that a daemon died in
 * between.
 *
 * @param boot the kernel's boot id: a record of another boot speaks of nothing
 * @param invocation 32 hex digits, new for each process, in its environment as INVOCATION_ID
 * @param kind {@code run} or {@code finish}
 * @param pid 0 in an intent
 * @param earliest the clock tick since boot in which the start was asked for
 * @param latest the tick in which the process was there: it has started between the two. Nobody
 *     else can have got the pid by then, so pid and ticks together name a process
 */
public record Instance(
    String boot, String invocation, String kind, int pid, long earliest, long latest) {
  public static final String FILE = "supervise/muster-instance";

  /** Of field 22 of /proc/PID/stat, on every machine. Source: proc(5), USER_HZ. */
  public static final long TICK_NANOS = 10_000_000;

  /** The version of this format; a daemon refuses records that are newer than itself. */
  private static final String HEADER = "muster-instance 1\n";

  // Each with the empty one after the last newline.
  private static final int LINES_OF_INTENT = 5;
  private static final int LINES = 7;

  private static final int DIGITS_MAX = 18;

  /** Before the process is there. */
  public static Instance intent(String boot, String invocation, String kind) {
    return new Instance(boot, invocation, kind, 0, 0, 0);
  }

  /**
   * The record of the process that was intended.
   *
   * @param before CLOCK_BOOTTIME in nanoseconds before it was started
   * @param after the same once it was there
   */
  public Instance of(int newPid, long before, long after) {
    return new Instance(boot, invocation, kind, newPid, before / TICK_NANOS, after / TICK_NANOS);
  }

  /** Whether a process with this pid is the one, by the tick in which it has started. */
  public boolean startedAt(long tick) {
    return earliest <= tick && tick <= latest;
  }

  /** What is written first. */
  public byte[] encodeIntent() {
    return bytes(
        HEADER
            .concat("boot ")
            .concat(boot)
            .concat("\ninvocation ")
            .concat(invocation)
            .concat("\nkind ")
            .concat(kind)
            .concat("\n"));
  }

  /** What is added to it when the process is there. */
  public byte[] encodeIdentity() {
    return bytes(
        "pid "
            .concat(Integer.toString(pid))
            .concat("\nstart ")
            .concat(Long.toString(earliest))
            .concat(" ")
            .concat(Long.toString(latest))
            .concat("\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * Reads a record.
   *
   * @return null for what is none, or of another version
   */
  public static @Nullable Instance decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String[] lines = text.split("\n", -1);
    boolean whole = lines.length == LINES || lines.length == LINES_OF_INTENT;
    if (!text.startsWith(HEADER) || !whole || !lines[lines.length - 1].isEmpty()) {
      return null;
    }
    String boot = value(lines[1], "boot ");
    String invocation = value(lines[2], "invocation ");
    String kind = value(lines[3], "kind ");
    if (boot == null || invocation == null || kind == null) {
      return null;
    }
    Instance intent = intent(boot, invocation, kind);
    return lines.length == LINES ? intent.identified(lines[4], lines[5]) : intent;
  }

  private @Nullable Instance identified(String pidLine, String startLine) {
    String start = value(startLine, "start ");
    int space = start == null ? -1 : start.indexOf(' ');
    if (start == null || space < 0) {
      return null;
    }
    long newPid = number(value(pidLine, "pid "));
    long first = number(start.substring(0, space));
    long last = number(start.substring(space + 1));
    return newPid <= 0 || newPid > Integer.MAX_VALUE || first < 0 || last < first
        ? null
        : new Instance(boot, invocation, kind, (int) newPid, first, last);
  }

  private static @Nullable String value(String line, String key) {
    return line.startsWith(key) ? line.substring(key.length()) : null;
  }

  /** −1 for what is none. */
  private static long number(@Nullable String digits) {
    if (digits == null || digits.isEmpty() || digits.length() > DIGITS_MAX) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + c - '0';
    }
    return number;
  }
}
