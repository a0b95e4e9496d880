package muster.kernel;

import java.nio.ByteBuffer;
import muster.kernel.Libc.Function;

/** What is done with a descriptor, whatever it stands for. */
final class Descriptors {
  private static final Function CLOSE = new Function("close");
  private static final Function READ = new Function("read");
  private static final Function WRITE = new Function("write");
  private static final Function PWRITE = new Function("pwrite");
  private static final Function FCHMOD = new Function("fchmod");
  private static final Function FTRUNCATE = new Function("ftruncate");
  private static final Function FSYNC = new Function("fsync");
  private static final Function LSEEK = new Function("lseek");
  private static final Function DUP3 = new Function("dup3");
  private static final Function FCNTL = new Function("fcntl");
  private static final Function PIPE2 = new Function("pipe2");
  private static final Function TEE = new Function("tee");
  private static final Function SPLICE = new Function("splice");
  private static final Function SYSCALL = new Function("syscall");

  // fcntl(2). Source: uapi/asm-generic/fcntl.h, uapi/linux/fcntl.h.
  private static final int F_SETFD = 2;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int F_OFD_SETLK = 37;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int FD_CLOEXEC = 1;

  // struct flock with 64-bit offsets; start, length and pid are 0: the whole file.
  private static final int F_RDLCK = 0;
  private static final int F_WRLCK = 1;
  private static final int FLOCK_BYTES = 32;

  /** Called by number, because glibc has the name since 2.34 only. Source: close_range(2). */
  private static final int SYS_CLOSE_RANGE = 436;

  private static final int CLOSE_RANGE_CLOEXEC = 4;

  /**
   * No read or write moves more at once. It bounds the native copy that an instance keeps; a longer
   * one is short, as the man page allows.
   */
  private static final int TRANSFER_BYTES = 1024 * 1024;

  private final Libc libc;
  private final Memory memory;

  Descriptors(Libc libc, Memory memory) {
    this.libc = libc;
    this.memory = memory;
  }

  int close(int fd) {
    return libc.call(CLOSE, fd);
  }

  int read(int fd, byte[] buffer, int offset, int length) {
    if (outside(buffer, offset, length)) {
      return -Errno.EINVAL;
    }
    int most = Math.min(length, TRANSFER_BYTES);
    int count = libc.call(READ, fd, memory.reserve(most), most);
    if (count > 0) {
      memory.bytes().get(0, buffer, offset, count);
    }
    return count;
  }

  int write(int fd, byte[] data, int offset, int length) {
    if (outside(data, offset, length)) {
      return -Errno.EINVAL;
    }
    int most = Math.min(length, TRANSFER_BYTES);
    long at = memory.reserve(most);
    memory.bytes().put(0, data, offset, most);
    return libc.call(WRITE, fd, at, most);
  }

  int pwrite(int fd, byte[] data, int offset, int length, long position) {
    if (outside(data, offset, length)) {
      return -Errno.EINVAL;
    }
    int most = Math.min(length, TRANSFER_BYTES);
    long at = memory.reserve(most);
    memory.bytes().put(0, data, offset, most);
    return libc.call(PWRITE, fd, at, most, position);
  }

  private static boolean outside(byte[] array, int offset, int length) {
    return offset < 0 || length < 0 || length > array.length - offset;
  }

  int fchmod(int fd, int mode) {
    return libc.call(FCHMOD, fd, mode);
  }

  int ftruncate(int fd, long length) {
    return libc.call(FTRUNCATE, fd, length);
  }

  int fsync(int fd) {
    return libc.call(FSYNC, fd);
  }

  int lseek(int fd, long offset, int whence) {
    long at = libc.wide(LSEEK, fd, offset, whence, 0, 0, 0);
    return at > Integer.MAX_VALUE ? -Errno.EOVERFLOW : (int) at;
  }

  int dup(int from, int to) {
    return libc.call(DUP3, from, to, Linux.O_CLOEXEC);
  }

  int dupAbove(int fd, int lowest) {
    return libc.call(FCNTL, fd, F_DUPFD_CLOEXEC, lowest);
  }

  int setNonblocking(int fd, boolean on) {
    int flags = libc.call(FCNTL, fd, F_GETFL, 0);
    if (flags < 0) {
      return flags;
    }
    int wanted = on ? flags | Linux.O_NONBLOCK : flags & ~Linux.O_NONBLOCK;
    return wanted == flags ? 0 : libc.call(FCNTL, fd, F_SETFL, wanted);
  }

  int setCloseOnExec(int fd, boolean on) {
    return libc.call(FCNTL, fd, F_SETFD, on ? FD_CLOEXEC : 0);
  }

  int closeOnExecFrom(int first) {
    return libc.call(SYSCALL, SYS_CLOSE_RANGE, first, 0xffffffffL, CLOSE_RANGE_CLOEXEC);
  }

  int lock(int fd, boolean exclusive) {
    long at = memory.reserve(FLOCK_BYTES);
    memory.clear(0, FLOCK_BYTES);
    memory.bytes().putShort(0, (short) (exclusive ? F_WRLCK : F_RDLCK));
    int result = libc.call(FCNTL, fd, F_OFD_SETLK, at);
    // POSIX lets the system say either.
    return result == -Errno.EACCES ? -Errno.EAGAIN : result;
  }

  int pipe(int[] ends, int flags) {
    if (ends.length < 2) {
      return -Errno.EINVAL;
    }
    int result = libc.call(PIPE2, memory.reserve(2 * Integer.BYTES), flags | Linux.O_CLOEXEC);
    if (result == 0) {
      ByteBuffer pair = memory.bytes();
      ends[0] = pair.getInt(0);
      ends[1] = pair.getInt(Integer.BYTES);
    }
    return result;
  }

  int setPipeSize(int fd, int bytes) {
    return libc.call(FCNTL, fd, F_SETPIPE_SZ, bytes);
  }

  long tee(int in, int out, long length, int flags) {
    return libc.wide(TEE, in, out, length, flags, 0, 0);
  }

  long splice(int in, int out, long length, int flags) {
    return libc.wide(SPLICE, in, 0, out, 0, length, flags);
  }
}
