package muster.sim.kernel;

import java.util.ArrayList;
import java.util.List;
import muster.kernel.Errno;
import org.jspecify.annotations.Nullable;

/** A process's descriptors. */
final class Descriptors {
  static final long SOFT_LIMIT = 1024;

  private record Entry(Opened opened, boolean closeOnExec) {}

  /** At its number; null is a free one. */
  private final List<@Nullable Entry> entries = new ArrayList<>();

  long limit = SOFT_LIMIT;

  private @Nullable Entry entry(int fd) {
    return fd < 0 || fd >= entries.size() ? null : entries.get(fd);
  }

  @Nullable Opened get(int fd) {
    Entry entry = entry(fd);
    return entry == null ? null : entry.opened();
  }

  List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (int fd = 0; fd < entries.size(); fd++) {
      if (entries.get(fd) != null) {
        numbers.add(fd);
      }
    }
    return numbers;
  }

  /**
   * @return the lowest free number, or −EMFILE
   */
  int add(Opened opened) {
    return addAbove(opened, 0, true);
  }

  int addAbove(Opened opened, int lowest, boolean closeOnExec) {
    int fd = lowest;
    while (entry(fd) != null) {
      fd++;
    }
    if (fd >= limit) {
      return -Errno.EMFILE;
    }
    put(fd, opened, closeOnExec);
    return fd;
  }

  void put(int fd, Opened opened, boolean closeOnExec) {
    opened.hold();
    while (entries.size() <= fd) {
      entries.add(null);
    }
    Entry before = entries.set(fd, new Entry(opened, closeOnExec));
    if (before != null) {
      before.opened().letGo();
    }
  }

  int close(int fd) {
    Entry entry = entry(fd);
    if (entry == null) {
      return -Errno.EBADF;
    }
    entries.set(fd, null);
    entry.opened().letGo();
    return 0;
  }

  int setCloseOnExec(int fd, boolean on) {
    Entry entry = entry(fd);
    if (entry == null) {
      return -Errno.EBADF;
    }
    entries.set(fd, new Entry(entry.opened(), on));
    return 0;
  }

  void closeOnExecFrom(int first) {
    for (int fd = first; fd < entries.size(); fd++) {
      setCloseOnExec(fd, true);
    }
  }

  /** A child's, between fork and exec: all of them. */
  Descriptors copy() {
    Descriptors copy = new Descriptors();
    copy.limit = limit;
    for (int fd = 0; fd < entries.size(); fd++) {
      Entry entry = entries.get(fd);
      if (entry != null) {
        copy.put(fd, entry.opened(), entry.closeOnExec());
      }
    }
    return copy;
  }

  void exec() {
    for (int fd = 0; fd < entries.size(); fd++) {
      Entry entry = entries.get(fd);
      if (entry != null && entry.closeOnExec()) {
        close(fd);
      }
    }
  }

  void closeAll() {
    for (int fd = 0; fd < entries.size(); fd++) {
      close(fd);
    }
  }
}
