package muster.sim.kernel;

import muster.kernel.Errno;
import muster.kernel.Linux;

/** open(2), once it is known where the path leads. */
final class Opening {
  private final FakeMachine machine;

  Opening(FakeMachine machine) {
    this.machine = machine;
  }

  /**
   * @param mode what the umask leaves of it
   * @return the descriptor, or −errno
   */
  int open(Descriptors into, Disk.Place place, int flags, int mode) {
    Node node = place.node();
    boolean create = (flags & Linux.O_CREAT) != 0;
    if (place.error() != 0) {
      return place.error();
    }
    if (node == null) {
      if (!create) {
        return -Errno.ENOENT;
      }
      node = new Node.Regular(machine.disk.freshInode(), mode);
      int put = machine.disk.put(place, node);
      if (put != 0) {
        return put;
      }
    } else if (create && (flags & Linux.O_EXCL) != 0) {
      return -Errno.EEXIST;
    }
    Opened opened = null;
    int error = refusal(node, flags);
    if (error == 0) {
      opened = opened(node, flags);
    }
    return opened == null ? error : into.add(opened);
  }

  private static int refusal(Node node, int flags) {
    boolean writes = (flags & 3) != Linux.O_RDONLY;
    if ((flags & Linux.O_DIRECTORY) != 0 && !(node instanceof Node.Directory)) {
      return -Errno.ENOTDIR;
    }
    if ((flags & Linux.O_PATH) != 0) {
      return 0;
    }
    return switch (node) {
      case Node.Directory _ -> writes ? -Errno.EISDIR : 0;
      case Node.Link _ -> -Errno.ELOOP;
      case Node.Fifo fifo -> {
        boolean alone = (flags & 3) == Linux.O_WRONLY && fifo.pipe().readers == 0;
        yield alone && (flags & Linux.O_NONBLOCK) != 0 ? -Errno.ENXIO : 0;
      }
      case Node.Socket _ -> -Errno.ENXIO;
      case Node.Regular _, Node.Null _ -> 0;
    };
  }

  private Opened opened(Node node, int flags) {
    if ((flags & Linux.O_PATH) != 0) {
      return new Opened.Place(node, flags);
    }
    return switch (node) {
      case Node.Directory _, Node.Link _, Node.Socket _ -> new Opened.Place(node, flags);
      case Node.Fifo fifo -> new Opened.End(fifo.pipe(), fifo, flags);
      case Node.Null _ -> new Opened.Nothing(node, flags);
      case Node.Regular regular -> {
        if ((flags & Linux.O_TRUNC) != 0) {
          regular.content = new byte[0];
          regular.modified = machine.clock.wall();
        }
        yield new Opened.File(regular, flags, machine.clock);
      }
    };
  }

  int openProc(Descriptors into, String path, int flags) {
    Opened meant = into.get(Proc.descriptor(path));
    if (meant instanceof Opened.File file) {
      return into.add(new Opened.File(file.node, flags, machine.clock));
    }
    if (meant instanceof Opened.Nothing) {
      Node node = machine.disk.at("/dev/null");
      return node == null ? -Errno.ENOENT : into.add(new Opened.Nothing(node, flags));
    }
    if (meant instanceof Opened.End end) {
      return into.add(new Opened.End(end.pipe, end.node, flags));
    }
    byte[] content = Proc.content(machine, path);
    if (content == null) {
      return -Errno.ENOENT;
    }
    Node.Regular snapshot = new Node.Regular(0, 0444);
    snapshot.content = content;
    return into.add(new Opened.File(snapshot, flags, machine.clock));
  }
}
