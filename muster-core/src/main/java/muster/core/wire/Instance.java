package muster.core.wire;

import java.nio.charset.StandardCharsets;

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
}
