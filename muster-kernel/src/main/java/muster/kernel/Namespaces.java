package muster.kernel;

import muster.kernel.Libc.Function;

/** unshare(2) and setns(2): where this thread and its children are, which others need not be. */
final class Namespaces {
  private static final Function UNSHARE = new Function("unshare");
  private static final Function SETNS = new Function("setns");

  private static final String OF_THE_PROCESS = "/proc/self/ns/pid";

  private final Libc libc;
  private final Files files;

  /** What this thread has for itself, as {@code CLONE_} bits. */
  private int own;

  Namespaces(Libc libc, Files files) {
    this.libc = libc;
    this.files = files;
  }

  int unshare(int flags) {
    int result = libc.call(UNSHARE, flags);
    if (result == 0) {
      own |= flags;
    }
    return result;
  }

  int setns(int fd, int type) {
    int result = libc.call(SETNS, fd, type);
    if (result == 0) {
      own = isHome(fd, type) ? own & ~type : own | (type == 0 ? -1 : type);
    }
    return result;
  }

  private boolean isHome(int fd, int type) {
    FileStatus entered = new FileStatus();
    FileStatus home = new FileStatus();
    return type == Linux.CLONE_NEWPID
        && files.fstat(fd, entered) == 0
        && files.statAt(Linux.AT_FDCWD, OF_THE_PROCESS, 0, home) == 0
        && entered.inode == home.inode
        && entered.device == home.device;
  }

  /** Whether a child of another thread of this process would be born somewhere else. */
  boolean apart() {
    return own != 0;
  }
}
