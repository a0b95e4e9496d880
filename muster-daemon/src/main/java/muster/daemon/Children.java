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
  /** Somebody who started a process. */
  interface Parent {
    void died(int pid, int waitStatus);
  }

  private final Kernel kernel;
  private final Map<Integer, Parent> byPid = new LinkedHashMap<>();
  private final ChildStatus status = new ChildStatus();

  Children(Kernel kernel) {
    this.kernel = kernel;
  }

  void add(int pid, Parent parent) {
    byPid.put(pid, parent);
  }

  /** Everybody who has died by now. */
  void reap() {
    int pid = next();
    while (pid > 0) {
      Parent parent = byPid.remove(pid);
      if (parent != null) {
        parent.died(pid, status.waitStatus);
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
