package muster.sim.kernel;

import java.util.Arrays;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/** The kernel's calls on descriptors of files and pipes. */
final class FakeDescriptors {
  private final FakeMachine machine;
  private final Toll toll;

  FakeDescriptors(FakeMachine machine, Toll toll) {
    this.machine = machine;
    this.toll = toll;
  }

  private @Nullable Opened get(int fd) {
    return machine.descriptors.get(fd);
  }

  int close(int fd) {
    toll.pay();
    return machine.descriptors.close(fd);
  }

  int read(int fd, byte[] buffer, int offset, int length) {
    int error = toll.pay(SystemCall.READ, "");
    Opened opened = get(fd);
    if (opened == null || !opened.reads) {
      return -Errno.EBADF;
    }
    if (outside(buffer, offset, length)) {
      return -Errno.EINVAL;
    }
    if (error != 0) {
      return error;
    }
    int result = opened.read(buffer, offset, length);
    while (result == -Errno.EAGAIN && !opened.nonblocking) {
      machine.clock.next();
      result = opened.read(buffer, offset, length);
    }
    return result;
  }

  int write(int fd, byte[] data, int offset, int length) {
    int error = toll.pay(SystemCall.WRITE, "");
    Opened opened = get(fd);
    if (opened == null || !opened.writes) {
      return -Errno.EBADF;
    }
    if (outside(data, offset, length)) {
      return -Errno.EINVAL;
    }
    if (error != 0) {
      return error;
    }
    int result = opened.write(data, offset, length);
    while (result == -Errno.EAGAIN && !opened.nonblocking) {
      machine.clock.next();
      result = opened.write(data, offset, length);
    }
    return result;
  }

  int pwrite(int fd, byte[] data, int offset, int length, long position) {
    int error = toll.pay(SystemCall.WRITE, "");
    Opened opened = get(fd);
    if (opened == null || !opened.writes) {
      return -Errno.EBADF;
    }
    if (outside(data, offset, length) || position < 0) {
      return -Errno.EINVAL;
    }
    if (error != 0) {
      return error;
    }
    return opened instanceof Opened.File file
        ? file.writeAt(data, offset, length, position)
        : -Errno.ESPIPE;
  }

  int fstat(int fd, FileStatus out) {
    toll.pay();
    Opened opened = get(fd);
    return opened == null ? -Errno.EBADF : opened.stat(out);
  }

  int fchmod(int fd, int mode) {
    toll.pay();
    Opened opened = get(fd);
    if (opened instanceof Opened.File file) {
      file.node.permissions = mode & FakeFiles.PERMISSIONS;
      return 0;
    }
    return opened == null ? -Errno.EBADF : -Errno.EINVAL;
  }

  int ftruncate(int fd, long length) {
    toll.pay();
    Opened opened = get(fd);
    if (opened == null) {
      return -Errno.EBADF;
    }
    if (length < 0 || !opened.writes || !(opened instanceof Opened.File file)) {
      return -Errno.EINVAL;
    }
    file.node.content = Arrays.copyOf(file.node.content, (int) length);
    return 0;
  }

  int fsync(int fd) {
    toll.pay();
    return get(fd) == null ? -Errno.EBADF : 0;
  }

  int lseek(int fd, long offset, int whence) {
    toll.pay();
    Opened opened = get(fd);
    if (opened instanceof Opened.File file) {
      return file.seek(offset, whence);
    }
    return opened == null ? -Errno.EBADF : -Errno.ESPIPE;
  }

  int dup(int from, int to) {
    toll.pay();
    Opened opened = get(from);
    if (opened == null || to < 0 || to >= machine.descriptors.limit) {
      return -Errno.EBADF;
    }
    if (from == to) {
      return -Errno.EINVAL;
    }
    machine.descriptors.put(to, opened, true);
    return to;
  }

  int dupAbove(int fd, int lowest) {
    int error = toll.pay(SystemCall.DUP, "");
    Opened opened = get(fd);
    if (opened == null) {
      return -Errno.EBADF;
    }
    if (lowest < 0 || lowest >= machine.descriptors.limit) {
      return -Errno.EINVAL;
    }
    return error != 0 ? error : machine.descriptors.addAbove(opened, lowest, true);
  }

  int setNonblocking(int fd, boolean on) {
    toll.pay();
    Opened opened = get(fd);
    if (opened == null) {
      return -Errno.EBADF;
    }
    opened.nonblocking = on;
    return 0;
  }

  int setCloseOnExec(int fd, boolean on) {
    toll.pay();
    return machine.descriptors.setCloseOnExec(fd, on);
  }

  int closeOnExecFrom(int first) {
    toll.pay();
    machine.descriptors.closeOnExecFrom(first);
    return 0;
  }

  int lock(int fd, boolean exclusive) {
    toll.pay();
    if (!(get(fd) instanceof Opened.File file)) {
      return -Errno.EBADF;
    }
    boolean mayLock = exclusive ? file.writes : file.reads;
    return mayLock ? file.node.locks.take(file, exclusive) : -Errno.EBADF;
  }

  int pipe(int[] ends, int flags) {
    int error = toll.pay(SystemCall.PIPE, "");
    if (error != 0) {
      return error;
    }
    Node.Fifo node = new Node.Fifo(machine.disk.freshInode(), 0600);
    Pipe pipe = node.pipe();
    int blocking = flags & Linux.O_NONBLOCK;
    int reader = machine.descriptors.add(new Opened.End(pipe, node, Linux.O_RDONLY | blocking));
    int writer =
        reader < 0
            ? reader
            : machine.descriptors.add(new Opened.End(pipe, node, Linux.O_WRONLY | blocking));
    if (writer < 0) {
      machine.descriptors.close(reader);
      return -Errno.EMFILE;
    }
    ends[0] = reader;
    ends[1] = writer;
    return 0;
  }

  int setPipeSize(int fd, int bytes) {
    toll.pay();
    return get(fd) instanceof Opened.End end ? end.pipe.resize(bytes) : -Errno.EBADF;
  }

  private static boolean outside(byte[] array, int offset, int length) {
    return offset < 0 || length < 0 || offset > array.length - length;
  }
}
