package muster.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import muster.kernel.Libc.Function;

/** Names and what they stand for: files, directories, links. */
final class Files {
  private static final Function OPENAT = new Function("openat");
  private static final Function RENAMEAT = new Function("renameat");
  private static final Function UNLINKAT = new Function("unlinkat");
  private static final Function MKDIRAT = new Function("mkdirat");
  private static final Function MKFIFOAT = new Function("mkfifoat");
  private static final Function LINKAT = new Function("linkat");
  private static final Function SYMLINKAT = new Function("symlinkat");
  private static final Function READLINKAT = new Function("readlinkat");
  private static final Function STATX = new Function("statx");
  private static final Function FCHMODAT = new Function("fchmodat");
  private static final Function FCHOWNAT = new Function("fchownat");
  private static final Function FACCESSAT = new Function("faccessat");
  private static final Function UMASK = new Function("umask");
  private static final Function CHDIR = new Function("chdir");
  private static final Function GETDENTS64 = new Function("getdents64");

  // statx(2): the same on every machine, which struct stat is not. Source: uapi/linux/stat.h.
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX_BYTES = 256;
  private static final int STX_NLINK = 16;
  private static final int STX_UID = 20;
  private static final int STX_GID = 24;
  private static final int STX_MODE = 28;
  private static final int STX_INO = 32;
  private static final int STX_SIZE = 40;
  private static final int STX_MTIME = 112;
  private static final int STX_RDEV = 128;
  private static final int STX_DEV = 136;

  // struct linux_dirent64. Source: getdents(2).
  private static final int D_RECLEN = 16;
  private static final int D_NAME = 19;

  /** Room for some 500 names a call; a directory of services is usually read in one. */
  private static final int DIRECTORY_BYTES = 16 * 1024;

  private final Libc libc;
  private final Arch arch;
  private final Text text;
  private final Memory memory;
  private final Descriptors descriptors;

  Files(Libc libc, Arch arch, Text text, Memory memory, Descriptors descriptors) {
    this.libc = libc;
    this.arch = arch;
    this.text = text;
    this.memory = memory;
    this.descriptors = descriptors;
  }

  int openAt(int directory, String path, int flags, int mode) {
    long at = text.only(path);
    return at < 0
        ? (int) at
        : libc.call(OPENAT, directory, at, arch.openFlags(flags | Linux.O_CLOEXEC), mode);
  }

  int renameAt(int directory, String from, String to) {
    text.begin(from.length() + to.length() + 2);
    long a = text.put(from);
    long b = text.put(to);
    return a < 0 || b < 0 ? -Errno.EINVAL : libc.call(RENAMEAT, directory, a, directory, b);
  }

  int linkAt(int directory, String existing, String path) {
    text.begin(existing.length() + path.length() + 2);
    long a = text.put(existing);
    long b = text.put(path);
    return a < 0 || b < 0 ? -Errno.EINVAL : libc.call(LINKAT, directory, a, directory, b, 0);
  }

  int symlinkAt(String target, int directory, String path) {
    text.begin(target.length() + path.length() + 2);
    long a = text.put(target);
    long b = text.put(path);
    return a < 0 || b < 0 ? -Errno.EINVAL : libc.call(SYMLINKAT, a, directory, b);
  }

  int unlinkAt(int directory, String path, int flags) {
    long at = text.only(path);
    return at < 0 ? (int) at : libc.call(UNLINKAT, directory, at, flags);
  }

  int mkdirAt(int directory, String path, int mode) {
    long at = text.only(path);
    return at < 0 ? (int) at : libc.call(MKDIRAT, directory, at, mode);
  }

  int mkfifoAt(int directory, String path, int mode) {
    long at = text.only(path);
    return at < 0 ? (int) at : libc.call(MKFIFOAT, directory, at, mode);
  }

  int chmodAt(int directory, String path, int mode) {
    long at = text.only(path);
    return at < 0 ? (int) at : libc.call(FCHMODAT, directory, at, mode, 0);
  }

  int chownAt(int directory, String path, int uid, int gid) {
    long at = text.only(path);
    return at < 0 ? (int) at : libc.call(FCHOWNAT, directory, at, uid, gid, 0);
  }

  int accessAt(int directory, String path, int mode) {
    long at = text.only(path);
    return at < 0 ? (int) at : libc.call(FACCESSAT, directory, at, mode, 0);
  }

  int chdir(String path) {
    long at = text.only(path);
    return at < 0 ? (int) at : libc.call(CHDIR, at);
  }

  int umask(int mask) {
    return libc.call(UMASK, mask);
  }

  int readlinkAt(int directory, String path, byte[] buffer) {
    if (buffer.length == 0) {
      return -Errno.EINVAL;
    }
    long at = text.only(path);
    if (at < 0) {
      return (int) at;
    }
    long link = memory.reserve(buffer.length);
    int length = libc.call(READLINKAT, directory, at, link, buffer.length);
    if (length > 0) {
      memory.bytes().get(0, buffer, 0, length);
    }
    return length;
  }

  int statAt(int directory, String path, int flags, FileStatus out) {
    long at = text.only(path);
    return at < 0 ? (int) at : statx(directory, at, flags, out);
  }

  int fstat(int fd, FileStatus out) {
    // AT_FDCWD is a negative descriptor that statx would understand.
    return fd < 0 ? -Errno.EBADF : statx(fd, text.only(""), AT_EMPTY_PATH, out);
  }

  private int statx(int fd, long path, int flags, FileStatus out) {
    long at = memory.reserve(STATX_BYTES);
    int result = libc.call(STATX, fd, path, flags, STATX_BASIC_STATS, at);
    if (result < 0) {
      return result;
    }
    ByteBuffer statx = memory.bytes();
    out.links = statx.getInt(STX_NLINK) & 0xffffffffL;
    out.uid = statx.getInt(STX_UID);
    out.gid = statx.getInt(STX_GID);
    out.mode = statx.getShort(STX_MODE) & 0xffff;
    out.inode = statx.getLong(STX_INO);
    out.size = statx.getLong(STX_SIZE);
    out.modifiedNanos =
        statx.getLong(STX_MTIME) * 1_000_000_000L + statx.getInt(STX_MTIME + Long.BYTES);
    out.device = device(statx.getInt(STX_DEV), statx.getInt(STX_DEV + Integer.BYTES));
    out.special = device(statx.getInt(STX_RDEV), statx.getInt(STX_RDEV + Integer.BYTES));
    return 0;
  }

  /** As glibc's makedev(3) packs a device number, so that it equals stat(2)'s. */
  static long device(int major, int minor) {
    return (major & 0xfffL) << 8
        | (major & 0xfffff000L) << 32
        | (minor & 0xffL)
        | (minor & 0xffffff00L) << 12;
  }

  int listAt(int directory, String path, List<String> names) {
    int fd = openAt(directory, path, Linux.O_RDONLY | Linux.O_DIRECTORY, 0);
    if (fd < 0) {
      return fd;
    }
    int before = names.size();
    int result = readNames(fd, names);
    descriptors.close(fd);
    if (result < 0) {
      names.subList(before, names.size()).clear();
      return result;
    }
    return names.size() - before;
  }

  private int readNames(int fd, List<String> names) {
    byte[] name = new byte[256];
    while (true) {
      long at = memory.reserve(DIRECTORY_BYTES);
      int length = (int) libc.wide(GETDENTS64, fd, at, DIRECTORY_BYTES, 0, 0, 0);
      if (length <= 0) {
        return length;
      }
      ByteBuffer entries = memory.bytes();
      for (int entry = 0; entry < length; ) {
        int size = entries.getShort(entry + D_RECLEN) & 0xffff;
        int bytes = Math.min(size - D_NAME, name.length);
        entries.get(entry + D_NAME, name, 0, bytes);
        addName(name, bytes, names);
        entry += size;
      }
    }
  }

  private static void addName(byte[] name, int limit, List<String> names) {
    int length = 0;
    while (length < limit && name[length] != 0) {
      length++;
    }
    boolean dots = name[0] == '.' && (length == 1 || (length == 2 && name[1] == '.'));
    if (!dots) {
      names.add(new String(name, 0, length, StandardCharsets.ISO_8859_1));
    }
  }
}
