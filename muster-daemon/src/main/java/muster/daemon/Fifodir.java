package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/**
 * Tells subscribers: whoever made a FIFO of the right name in {@code event/} gets each event as a
 * byte. Source: libs6's ftrigw, s6 2.11.
 */
final class Fifodir {
  static final String PATH = "event";

  /** setgid, sticky, and only the owner can list it; the group may add FIFOs. */
  static final int MODE = 03730;

  private static final String PREFIX = "ftrig1:@";
  private static final int NAME_LENGTH = 39;

  private final Kernel kernel;
  private final List<String> names = new ArrayList<>();
  private final FileStatus status = new FileStatus();

  Fifodir(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * All events in one write; who does not keep up misses them, who is gone is tidied away.
   *
   * @return 0, or −errno when somebody could not be told who is to be told again
   */
  int tell(int directory, String events) {
    byte[] bytes = events.getBytes(StandardCharsets.ISO_8859_1);
    names.clear();
    int result = kernel.listAt(directory, PATH, names);
    for (String name : names) {
      if (name.length() == NAME_LENGTH && name.startsWith(PREFIX)) {
        result = Math.min(result, tellOne(directory, PATH.concat("/").concat(name), bytes));
      }
    }
    return Math.min(result, 0);
  }

  /** The directory may be a group's: what is no FIFO is somebody's file, and left alone. */
  private int tellOne(int directory, String path, byte[] events) {
    int flags = Linux.O_WRONLY | Linux.O_NONBLOCK | Linux.O_NOFOLLOW;
    int fd = kernel.openAt(directory, path, flags, 0);
    if (fd == -Errno.ENXIO) {
      kernel.unlinkAt(directory, path, 0);
    }
    if (fd < 0) {
      return Starter.lacksResources(fd) ? fd : 0;
    }
    int result = 0;
    if (kernel.fstat(fd, status) == 0 && status.isFifo()) {
      do {
        result = kernel.write(fd, events, 0, events.length);
      } while (result == -Errno.EINTR);
    }
    kernel.close(fd);
    if (result == -Errno.EPIPE) {
      kernel.unlinkAt(directory, path, 0);
    }
    return 0;
  }
}
