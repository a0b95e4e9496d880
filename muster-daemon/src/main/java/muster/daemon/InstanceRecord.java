package muster.daemon;

import muster.core.wire.Instance;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/**
 * The record on disk of a process that is about to be started: open from the intent to the
 * identity. The one before speaks of a process that is dead, so nothing is lost if the daemon dies
 * when it is empty; and each of the two pieces is one write, of which no half is ever seen.
 */
final class InstanceRecord {
  private final Kernel kernel;
  private final Instance intent;
  private final int fd;
  private final long before;

  private InstanceRecord(Kernel kernel, Instance intent, int fd) {
    this.kernel = kernel;
    this.intent = intent;
    this.fd = fd;
    this.before = kernel.clock(Linux.CLOCK_BOOTTIME);
  }

  /**
   * Writes the intent.
   *
   * @param path from the directory
   * @return a record, whose {@link #error} is −errno when nothing may be started
   */
  static InstanceRecord begin(Kernel kernel, int directory, String path, Instance intent) {
    int flags =
        Linux.O_WRONLY | Linux.O_CREAT | Linux.O_TRUNC | Linux.O_NOFOLLOW | Linux.O_NONBLOCK;
    int fd = kernel.openAt(directory, path, flags, 0666);
    int result = fd < 0 ? fd : Files.writeAll(kernel, fd, intent.encodeIntent());
    if (fd >= 0 && result < 0) {
      kernel.close(fd);
    }
    return new InstanceRecord(kernel, intent, result < 0 ? result : fd);
  }

  /** 0 or −errno. */
  int error() {
    return Math.min(fd, 0);
  }

  Instance intent() {
    return intent;
  }

  /** The process is there. @return 0 or −errno */
  int started(int pid) {
    Instance instance = intent.of(pid, before, kernel.clock(Linux.CLOCK_BOOTTIME));
    int result = Files.writeAll(kernel, fd, instance.encodeIdentity());
    kernel.close(fd);
    return result;
  }

  /** There is none: the intent stays alone, and says nothing of one. */
  void failed() {
    kernel.close(fd);
  }
}
