package muster.sim.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import muster.kernel.Errno;
import muster.kernel.Linux;
import muster.kernel.Ready;
import org.jspecify.annotations.Nullable;

/** An epoll instance. */
final class Epoll extends Opened {
  private static final int ALWAYS = Linux.EPOLLERR | Linux.EPOLLHUP;

  private static final class Entry {
    final int fd;
    final Opened opened;
    int events;
    long data;
    long edgesTold = -1;
    int readyTold;

    Entry(int fd, Opened opened) {
      this.fd = fd;
      this.opened = opened;
    }

    void ask(int asked, long with) {
      events = asked;
      data = with;
      edgesTold = -1;
    }

    int ready() {
      int ready = opened.ready() & (events | ALWAYS);
      boolean edge =
          (events & Linux.EPOLLET) == 0 || opened.edges() != edgesTold || ready != readyTold;
      return edge ? ready : 0;
    }

    void told(int ready) {
      edgesTold = opened.edges();
      readyTold = ready;
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  Epoll() {
    super(Linux.O_RDWR);
  }

  int control(int operation, int fd, Opened opened, int events, long data) {
    if (opened.equals(this)) {
      return -Errno.EINVAL;
    }
    forgetClosed();
    Entry entry = find(fd, opened);
    switch (operation) {
      case Linux.EPOLL_CTL_ADD -> {
        if (opened.ready() < 0) {
          return opened.ready();
        }
        if (entry != null) {
          return -Errno.EEXIST;
        }
        entry = new Entry(fd, opened);
        entry.ask(events, data);
        entries.add(entry);
      }
      case Linux.EPOLL_CTL_MOD -> {
        if (entry == null) {
          return -Errno.ENOENT;
        }
        entry.ask(events, data);
      }
      case Linux.EPOLL_CTL_DEL -> {
        if (!entries.remove(entry)) {
          return -Errno.ENOENT;
        }
      }
      default -> {
        return -Errno.EINVAL;
      }
    }
    return 0;
  }

  private @Nullable Entry find(int fd, Opened opened) {
    for (Entry entry : entries) {
      if (entry.fd == fd && entry.opened.equals(opened)) {
        return entry;
      }
    }
    return null;
  }

  private void forgetClosed() {
    entries.removeIf(entry -> !entry.opened.open());
  }

  /** What is ready now, in any order; who was told goes to the end of the line. */
  int collect(Ready out, RandomGenerator chance) {
    forgetClosed();
    int count = 0;
    for (int left = entries.size(), at = 0; left > 0; left--) {
      Entry entry = entries.get(at);
      int ready = entry.ready();
      if (ready == 0 || count == out.capacity()) {
        at++;
        continue;
      }
      int place = chance.nextInt(count + 1);
      out.data[count] = out.data[place];
      out.events[count++] = out.events[place];
      out.data[place] = entry.data;
      out.events[place] = ready;
      entry.told(ready);
      entries.add(entries.remove(at));
    }
    return count;
  }

  @Override
  int ready() {
    return entries.stream().anyMatch(entry -> entry.ready() != 0) ? Linux.EPOLLIN : 0;
  }
}
