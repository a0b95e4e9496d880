package muster.daemon;

import java.util.LinkedHashMap;
import java.util.Map;
import muster.kernel.ChildStatus;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/**
 * Whose process is whose. Reaps every child, also orphans that nobody here started; a pid stays
 * good until then, so a signal sent before cannot reach a stranger.
 */
final class Children {
  private final Kernel kernel;
  private final Map<Integer, Supervision> byPid = new LinkedHashMap<>();
  private final ChildStatus status = new ChildStatus();

  Children(Kernel kernel) {
    this.kernel = kernel;
  }

  void add(int pid, Supervision supervision) {
    byPid.put(pid, supervision);
  }

  /** Everybody who has died by now. */
  void reap() {
    int pid = next();
    while (pid > 0) {
      Supervision supervision = byPid.remove(pid);
      if (supervision != null) {
        supervision.died(pid, status.waitStatus);
      }
      pid = next();
    }
  }

  /**
   * @return the pid of somebody who has died, else 0 or −errno
   */
  private int next() {
    int result;
    do {
      result = kernel.waitid(Linux.P_ALL, 0, Linux.WNOHANG, status);
    } while (result == -Errno.EINTR);
    return result;
  }
}
