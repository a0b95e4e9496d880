package muster.sim.kernel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/** The kernel's calls that have a path in them. */
final class FakeFiles {
  static final int PERMISSIONS = 07777;
  private static final int ANY_EXECUTE = 0111;

  private final FakeMachine machine;
  private final Toll toll;
  private final Opening opening;
  private int mask = 022;

  FakeFiles(FakeMachine machine, Toll toll) {
    this.machine = machine;
    this.toll = toll;
    this.opening = new Opening(machine);
  }

  // ---- where --------------------------------------------------------------------------------

  /** Where a path leads, from a descriptor of the process under test. */
  private Disk.Place find(int from, String path, boolean followLast) {
    if (from == Linux.AT_FDCWD || path.startsWith("/")) {
      return machine.disk.find(machine.workingDirectory, path, followLast);
    }
    Opened opened = machine.descriptors.get(from);
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

  int openAt(int directory, String path, int flags, int mode) {
    int error = toll.pay(SystemCall.OPEN, path);
    if (error != 0) {
      return error;
    }
    if (Proc.has(path)) {
      return opening.openProc(machine.descriptors, path, flags);
    }
    int exclusive = Linux.O_CREAT | Linux.O_EXCL;
    boolean follow = (flags & Linux.O_NOFOLLOW) == 0 && (flags & exclusive) != exclusive;
    Disk.Place place = find(directory, path, follow);
    return opening.open(machine.descriptors, place, flags, allowed(mode));
  }

  /** For a child between fork and exec: from its own directory. */
  int openFrom(Descriptors into, Node.Directory here, String path, int flags, int mode) {
    return opening.open(into, machine.disk.find(here, path, true), flags, allowed(mode));
  }

  private int allowed(int mode) {
    return mode & PERMISSIONS & ~mask;
  }

  // ---- names --------------------------------------------------------------------------------

  int renameAt(int directory, String from, String to) {
    int error = toll.pay(SystemCall.RENAME, to);
    if (error != 0) {
      return error;
    }
    Disk.Place source = find(directory, from, false);
    Disk.Place target = find(directory, to, false);
    return !Disk.isBytes(from) || !Disk.isBytes(to)
        ? -Errno.EINVAL
        : machine.disk.rename(source, target);
  }

  int unlinkAt(int directory, String path, int flags) {
    toll.pay();
    return machine.disk.remove(find(directory, path, false), (flags & Linux.AT_REMOVEDIR) != 0);
  }

  int mkdirAt(int directory, String path, int mode) {
    int error = toll.pay(SystemCall.MKDIR, path);
    Disk.Place place = find(directory, path, false);
    Node made = new Node.Directory(machine.disk.freshInode(), place.parent(), allowed(mode));
    return error != 0 ? error : machine.disk.put(place, made);
  }

  int mkfifoAt(int directory, String path, int mode) {
    int error = toll.pay(SystemCall.MKFIFO, path);
    Node made = new Node.Fifo(machine.disk.freshInode(), allowed(mode));
    return error != 0 ? error : machine.disk.put(find(directory, path, false), made);
  }

  int bind(DatagramSocket socket, String path) {
    return socket.bind(find(Linux.AT_FDCWD, path, false), allowed(0777));
  }

  int symlinkAt(String target, int directory, String path) {
    toll.pay();
    if (!Disk.isBytes(target)) {
      return -Errno.EINVAL;
    }
    Node made = new Node.Link(machine.disk.freshInode(), target);
    return machine.disk.put(find(directory, path, false), made);
  }

  int linkAt(int directory, String existing, String path) {
    toll.pay();
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

  int readlinkAt(int directory, String path, byte[] buffer) {
    toll.pay();
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

  int listAt(int directory, String path, List<String> names) {
    int error = toll.pay(SystemCall.LIST, path);
    if (error != 0) {
      return error;
    }
    if (Proc.isDescriptors(path)) {
      machine.descriptors.numbers().forEach(number -> names.add(number.toString()));
      return machine.descriptors.numbers().size();
    }
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

  int statAt(int directory, String path, int flags, FileStatus out) {
    toll.pay();
    return with(
        directory,
        path,
        (flags & Linux.AT_SYMLINK_NOFOLLOW) == 0,
        node -> {
          node.tell(out);
          return 0;
        });
  }

  int chmodAt(int directory, String path, int mode) {
    toll.pay();
    return with(
        directory,
        path,
        true,
        node -> {
          node.permissions = mode & PERMISSIONS;
          return 0;
        });
  }

  int chownAt(int directory, String path, int uid, int gid) {
    toll.pay();
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

  int accessAt(int directory, String path, int mode) {
    toll.pay();
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
    toll.pay();
    int before = mask;
    mask = next & 0777;
    return before;
  }

  int chdir(String path) {
    toll.pay();
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

  int inotifyAdd(int fd, String path, int mask) {
    toll.pay();
    Opened opened = machine.descriptors.get(fd);
    if (!(opened instanceof FakeInotify instance)) {
      return opened == null ? -Errno.EBADF : -Errno.EINVAL;
    }
    Disk.Place place = find(Linux.AT_FDCWD, path, true);
    Node node = place.node();
    return node == null ? place.missing() : instance.add(node, mask);
  }

  /** 0 when something is there, else −errno. */
  int missing(String path) {
    toll.pay();
    return find(Linux.AT_FDCWD, path, true).missing();
  }
}
