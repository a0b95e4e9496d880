package muster.core.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The record of a process of a service, {@code supervise/muster-instance}: what a later daemon
 * needs to know it again. It is written twice: as an intent before the process is started ({@code
 * pid} 0), and again when its pid is known. So an intent that stays alone says that a daemon died
 * in between.
 *
 * @param boot the kernel's boot id: a record of another boot speaks of nothing
 * @param invocation 32 hex digits, new for each process, in its environment as INVOCATION_ID
 * @param kind {@code run} or {@code finish}
 * @param pid 0 in an intent
 * @param startTicks field 22 of /proc/PID/stat; together with the pid it names a process
 */
public record Instance(String boot, String invocation, String kind, int pid, long startTicks) {
  public static final String FILE = "supervise/muster-instance";

  /** The version of this format; a daemon refuses records that are newer than itself. */
  private static final String HEADER = "muster-instance 1\n";

  /** With the empty one after the last newline. */
  private static final int LINES = 7;

  private static final int DIGITS_MAX = 18;

  /** The record of the process that was intended. */
  public Instance of(int newPid, long ticks) {
    return new Instance(boot, invocation, kind, newPid, ticks);
  }

  public byte[] encode() {
    String text =
        HEADER
            .concat("boot ")
            .concat(boot)
            .concat("\ninvocation ")
            .concat(invocation)
            .concat("\nkind ")
            .concat(kind)
            .concat("\npid ")
            .concat(Integer.toString(pid))
            .concat("\nstart ")
            .concat(Long.toString(startTicks))
            .concat("\n");
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
    if (!text.startsWith(HEADER) || lines.length != LINES) {
      return null;
    }
    String boot = value(lines[1], "boot ");
    String invocation = value(lines[2], "invocation ");
    String kind = value(lines[3], "kind ");
    long pid = number(value(lines[4], "pid "));
    long ticks = number(value(lines[5], "start "));
    return boot == null
            || invocation == null
            || kind == null
            || pid < 0
            || ticks < 0
            || pid > Integer.MAX_VALUE
        ? null
        : new Instance(boot, invocation, kind, (int) pid, ticks);
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
