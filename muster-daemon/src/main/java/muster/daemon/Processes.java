package muster.daemon;

import java.nio.charset.StandardCharsets;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/** What /proc and namespaces have to do with starting a process. */
final class Processes {
  private static final int STAT_BYTES = 512;

  /**
   * Of the fields of /proc/PID/stat after the name: state is 0, starttime (22 in proc(5)) is 19.
   */
  private static final int START_FIELD = 19;

  private Processes() {}

  /** When a process started, in clock ticks since boot; 0 when that cannot be found out. */
  static long startTicks(Kernel kernel, int pid) {
    byte[] stat = new byte[STAT_BYTES];
    String path = "/proc/".concat(Integer.toString(pid)).concat("/stat");
    int length = Files.read(kernel, Linux.AT_FDCWD, path, stat);
    return startTicks(new String(stat, 0, Math.max(length, 0), StandardCharsets.ISO_8859_1));
  }

  /**
   * @param stat /proc/PID/stat, whose name may hold anything; 0 when it is nothing like that
   */
  static long startTicks(String stat) {
    int before = stat.lastIndexOf(')') + 1;
    for (int field = 0; field < START_FIELD && before > 0; field++) {
      before = stat.indexOf(' ', before + 1);
    }
    int after = before > 0 ? stat.indexOf(' ', before + 1) : -1;
    return after < 0
        ? 0
        : Math.max(Decimal.parse(stat.substring(before + 1, after), Long.MAX_VALUE), 0);
  }

  /**
   * From now on this thread's children are born into a new pid namespace, the first as its pid 1.
   *
   * @return a descriptor of the namespace to come back to, or −errno
   */
  static int enterNewPidNamespace(Kernel kernel) {
    int home = kernel.open("/proc/self/ns/pid", Linux.O_RDONLY, 0);
    if (home < 0) {
      return home;
    }
    int result = kernel.unshare(Linux.CLONE_NEWPID);
    if (result < 0) {
      kernel.close(home);
      return result;
    }
    return home;
  }

  static void leavePidNamespace(Kernel kernel, int home) {
    kernel.setns(home, Linux.CLONE_NEWPID);
    kernel.close(home);
  }
}
