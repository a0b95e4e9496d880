package muster.sim.kernel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/** The calls that have a path in them. */
final class FakeFiles {
  static final int PERMISSIONS = 07777;
  private static final int ANY_EXECUTE = 0111;

  private final FakeMachine machine;
  private int mask = 022;

  FakeFiles(FakeMachine machine) {
    this.machine = machine;
  }

  // ---- where --------------------------------------------------------------------------------

  /** Where a path leads, from a descriptor of the process under test. */
  private Disk.Place find(int from, String path, boolean followLast) {
    return find(machine.descriptors, machine.workingDirectory, from, path, followLast);
  }

  private Disk.Place find(
      Descriptors descriptors, Node.Directory here, int from, String path, boolean followLast) {
    if (from == Linux.AT_FDCWD || path.startsWith("/")) {
      return machine.disk.find(here, path, followLast);
    }
    Opened opened = descriptors.get(from);
    if (opened == null) {
      return Disk.Place.failed(-Errno.EBADF);
    }
    return opened instanceof Opened.Place place && place.node instanceof Node.Directory directory
        ? machine.disk.find(directory, path, followLast)
        : Disk.Place.failed(-Errno.ENOTDIR);
  }

  private int with(int from, String path, boolean followLast, ToIntFunction<Node> then) {
    Disk.Place place = find(from, path, followLast);
    Node node = place.node();
    return node == null || place.error() != 0 ? place.missing() : then.applyAsInt(node);
  }

  // ---- open ---------------------------------------------------------------------------------

  int open(Descriptors into, int from, String path, int flags, int mode) {
    if (Proc.has(path)) {
      return openProc(into, path, flags);
    }
    int exclusive = Linux.O_CREAT | Linux.O_EXCL;
    boolean follow = (flags & Linux.O_NOFOLLOW) == 0 && (flags & exclusive) != exclusive;
    Disk.Place place = find(from, path, follow);
    return open(into, place, flags, mode);
  }

  /** For a child between fork and exec: from its own directory. */
  int openFrom(Descriptors into, Node.Directory here, String path, int flags, int mode) {
    return open(into, machine.disk.find(here, path, true), flags, mode);
  }

  private int open(Descriptors into, Disk.Place place, int flags, int mode) {
    Node node = place.node();
    boolean create = (flags & Linux.O_CREAT) != 0;
    if (place.error() != 0) {
      return place.error();
    }
    if (node == null) {
      if (!create) {
        return -Errno.ENOENT;
      }
      node = new Node.Regular(machine.disk.freshInode(), mode & PERMISSIONS & ~mask);
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
      case Node.Regular _, Node.Null _ -> 0;
    };
  }

  private Opened opened(Node node, int flags) {
    if ((flags & Linux.O_PATH) != 0) {
      return new Opened.Place(node, flags);
    }
    return switch (node) {
      case Node.Directory _, Node.Link _ -> new Opened.Place(node, flags);
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

  private int openProc(Descriptors into, String path, int flags) {
    Opened meant = into.get(Proc.descriptor(path));
    if (meant instanceof Opened.File file) {
      return into.add(new Opened.File(file.node, flags, machine.clock));
    }
    if (meant instanceof Opened.Nothing) {
      Node node = machine.disk.at("/dev/null");
      return node == null ? -Errno.ENOENT : into.add(new Opened.Nothing(node, flags));
    }
    byte[] content = Proc.content(machine, path);
    if (content == null) {
      return -Errno.ENOENT;
    }
    Node.Regular snapshot = new Node.Regular(0, 0444);
    snapshot.content = content;
    return into.add(new Opened.File(snapshot, flags, machine.clock));
  }

  // ---- names --------------------------------------------------------------------------------

  int rename(int directory, String from, String to) {
    Disk.Place source = find(directory, from, false);
    Disk.Place target = find(directory, to, false);
    return !Disk.isBytes(from) || !Disk.isBytes(to)
        ? -Errno.EINVAL
        : machine.disk.rename(source, target);
  }

  int unlink(int directory, String path, int flags) {
    return machine.disk.remove(find(directory, path, false), (flags & Linux.AT_REMOVEDIR) != 0);
  }

  int mkdir(int directory, String path, int mode) {
    Disk.Place place = find(directory, path, false);
    int permissions = mode & PERMISSIONS & ~mask;
    Node made = new Node.Directory(machine.disk.freshInode(), place.parent(), permissions);
    return machine.disk.put(place, made);
  }

  int mkfifo(int directory, String path, int mode) {
    int permissions = mode & PERMISSIONS & ~mask;
    Node made = new Node.Fifo(machine.disk.freshInode(), permissions);
    return machine.disk.put(find(directory, path, false), made);
  }

  int symlink(String target, int directory, String path) {
    if (!Disk.isBytes(target)) {
      return -Errno.EINVAL;
    }
    Node made = new Node.Link(machine.disk.freshInode(), target);
    return machine.disk.put(find(directory, path, false), made);
  }

  int link(int directory, String existing, String path) {
    Disk.Place place = find(directory, path, false);
    return with(
        directory,
        existing,
        false,
        node -> {
          if (node instanceof Node.Directory) {
            return -Errno.EPERM;
          }
          int result = machine.disk.put(place, node);
          node.links += result == 0 ? 1 : 0;
          return result;
        });
  }

  int readlink(int directory, String path, byte[] buffer) {
    return with(
        directory,
        path,
        false,
        node -> {
          if (!(node instanceof Node.Link link) || buffer.length == 0) {
            return -Errno.EINVAL;
          }
          byte[] target = link.target.getBytes(StandardCharsets.ISO_8859_1);
          int length = Math.min(target.length, buffer.length);
          System.arraycopy(target, 0, buffer, 0, length);
          return length;
        });
  }

  int list(int directory, String path, List<String> names) {
    return with(
        directory,
        path,
        true,
        node -> {
          if (!(node instanceof Node.Directory listed)) {
            return -Errno.ENOTDIR;
          }
          names.addAll(listed.entries.keySet());
          return listed.entries.size();
        });
  }

  // ---- what is there ------------------------------------------------------------------------

  int stat(int directory, String path, int flags, FileStatus out) {
    return with(
        directory,
        path,
        (flags & Linux.AT_SYMLINK_NOFOLLOW) == 0,
        node -> {
          node.tell(out);
          return 0;
        });
  }

  int chmod(int directory, String path, int mode) {
    return with(
        directory,
        path,
        true,
        node -> {
          node.permissions = mode & PERMISSIONS;
          return 0;
        });
  }

  int chown(int directory, String path, int uid, int gid) {
    return with(
        directory,
        path,
        true,
        node -> {
          node.uid = uid == -1 ? node.uid : uid;
          node.gid = gid == -1 ? node.gid : gid;
          return 0;
        });
  }

  int access(int directory, String path, int mode) {
    return with(
        directory,
        path,
        true,
        node -> (mode & Linux.X_OK) == 0 || executable(node) ? 0 : -Errno.EACCES);
  }

  static boolean executable(@Nullable Node node) {
    return node != null && (node.permissions & ANY_EXECUTE) != 0;
  }

  int umask(int next) {
    int before = mask;
    mask = next & 0777;
    return before;
  }

  int chdir(String path) {
    return with(
        Linux.AT_FDCWD,
        path,
        true,
        node -> {
          if (!(node instanceof Node.Directory directory)) {
            return -Errno.ENOTDIR;
          }
          machine.workingDirectory = directory;
          return 0;
        });
  }
}
