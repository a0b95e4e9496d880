package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.Sender;

/** What /proc and namespaces have to do with starting a process. */
final class Processes {
  private static final int STAT_BYTES = 512;

  // The fields of /proc/PID/stat after the name: 3 in proc(5), the state, is 0.
  private static final int PARENT_FIELD = 1;
  private static final int SESSION_FIELD = 3;
  private static final int START_FIELD = 19;

  /** No tree of processes that means well is deeper. */
  private static final int ANCESTORS_MAX = 64;

  private Processes() {}

  /** When a process started, in clock ticks since boot; 0 when that cannot be found out. */
  static long startTicks(Kernel kernel, int pid) {
    return startTicks(stat(kernel, pid));
  }

  /** Empty when there is no such process. */
  private static String stat(Kernel kernel, int pid) {
    byte[] stat = new byte[STAT_BYTES];
    int length = Files.read(kernel, Linux.AT_FDCWD, directory(pid).concat("/stat"), stat);
    return new String(stat, 0, Math.max(length, 0), StandardCharsets.ISO_8859_1);
  }

  private static String directory(int pid) {
    return "/proc/".concat(Integer.toString(pid));
  }

  /**
   * @param stat /proc/PID/stat, whose name may hold anything; 0 when it is nothing like that
   */
  static long startTicks(String stat) {
    return field(stat, START_FIELD);
  }

  private static long field(String stat, int index) {
    int before = stat.lastIndexOf(')') + 1;
    for (int field = 0; field < index && before > 0; field++) {
      before = stat.indexOf(' ', before + 1);
    }
    int after = before > 0 ? stat.indexOf(' ', before + 1) : -1;
    return after < 0
        ? 0
        : Math.max(Decimal.parse(stat.substring(before + 1, after), Long.MAX_VALUE), 0);
  }

  /** All processes of a session that live. Source: proc(5). */
  static List<Integer> inSession(Kernel kernel, int session) {
    List<String> names = new ArrayList<>();
    kernel.listAt(Linux.AT_FDCWD, "/proc", names);
    List<Integer> found = new ArrayList<>();
    for (String name : names) {
      int pid = (int) Decimal.parse(name, Integer.MAX_VALUE);
      if (pid > 1 && field(stat(kernel, pid), SESSION_FIELD) == session) {
        found.add(pid);
      }
    }
    return found;
  }

  /**
   * Whether a process that says something belongs to the session that {@code leader} leads, or
   * descends from it. Of one that is gone already only its user can be told: it is believed when it
   * was root or the leader's user.
   */
  static boolean isOf(Kernel kernel, Sender sender, int leader) {
    int pid = sender.pid;
    for (int i = 0; i < ANCESTORS_MAX && pid > 1; i++) {
      if (pid == leader) {
        return true;
      }
      String stat = stat(kernel, pid);
      if (stat.isEmpty()) {
        break;
      }
      if (field(stat, SESSION_FIELD) == leader) {
        return true;
      }
      pid = (int) field(stat, PARENT_FIELD);
    }
    boolean gone = pid == sender.pid;
    return gone && (sender.uid == 0 || sender.uid == user(kernel, leader));
  }

  /**
   * @return −1 when there is no such process
   */
  private static int user(Kernel kernel, int pid) {
    FileStatus status = new FileStatus();
    return kernel.stat(directory(pid), status) < 0 ? -1 : status.uid;
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
