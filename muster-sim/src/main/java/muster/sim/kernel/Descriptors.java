package muster.sim.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import muster.kernel.Errno;
import org.jspecify.annotations.Nullable;

/** A process's descriptors. */
final class Descriptors {
  static final long SOFT_LIMIT = 1024;

  private record Entry(Opened opened, boolean closeOnExec) {}

  private final Map<Integer, Entry> entries = new TreeMap<>();
  long limit = SOFT_LIMIT;

  @Nullable Opened get(int fd) {
    Entry entry = entries.get(fd);
    return entry == null ? null : entry.opened();
  }

  List<Integer> numbers() {
    return List.copyOf(entries.keySet());
  }

  /**
   * @return the lowest free number, or −EMFILE
   */
  int add(Opened opened) {
    return addAbove(opened, 0, true);
  }

  int addAbove(Opened opened, int lowest, boolean closeOnExec) {
    int fd = lowest;
    while (entries.containsKey(fd)) {
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
    Entry before = entries.put(fd, new Entry(opened, closeOnExec));
    if (before != null) {
      before.opened().letGo();
    }
  }

  int close(int fd) {
    Entry entry = entries.remove(fd);
    if (entry == null) {
      return -Errno.EBADF;
    }
    entry.opened().letGo();
    return 0;
  }

  int setCloseOnExec(int fd, boolean on) {
    Entry entry = entries.get(fd);
    if (entry == null) {
      return -Errno.EBADF;
    }
    entries.put(fd, new Entry(entry.opened(), on));
    return 0;
  }

  void closeOnExecFrom(int first) {
    for (int fd : numbers()) {
      if (fd >= first) {
        setCloseOnExec(fd, true);
      }
    }
  }

  /** A child's, between fork and exec: all of them. */
  Descriptors copy() {
    Descriptors copy = new Descriptors();
    copy.limit = limit;
    entries.forEach((fd, entry) -> copy.put(fd, entry.opened(), entry.closeOnExec()));
    return copy;
  }

  void exec() {
    for (Map.Entry<Integer, Entry> each : new ArrayList<>(entries.entrySet())) {
      if (each.getValue().closeOnExec()) {
        close(each.getKey());
      }
    }
  }

  void closeAll() {
    numbers().forEach(this::close);
  }
}
