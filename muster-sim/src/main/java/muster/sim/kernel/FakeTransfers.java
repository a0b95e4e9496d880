package muster.sim.kernel;

import muster.kernel.Errno;
import muster.kernel.Linux;

/** Bytes that move from one descriptor to another without coming by: tee and splice. */
final class FakeTransfers {
  private final FakeMachine machine;
  private final Toll toll;

  FakeTransfers(FakeMachine machine, Toll toll) {
    this.machine = machine;
    this.toll = toll;
  }

  long tee(int in, int out, long length, int flags) {
    toll.pay();
    Opened from = machine.descriptors.get(in);
    Opened to = machine.descriptors.get(out);
    if (from == null || to == null || !from.reads || !to.writes) {
      return -Errno.EBADF;
    }
    if (!(from instanceof Opened.End source)
        || !(to instanceof Opened.End target)
        || source.pipe == target.pipe) {
      return -Errno.EINVAL;
    }
    return copy(source, target, length, flags, false);
  }

  long splice(int in, int out, long length, int flags) {
    toll.pay();
    Opened from = machine.descriptors.get(in);
    Opened to = machine.descriptors.get(out);
    if (from == null || to == null || !from.reads || !to.writes) {
      return -Errno.EBADF;
    }
    if (from instanceof Opened.End source) {
      boolean same = to instanceof Opened.End target && source.pipe == target.pipe;
      boolean appends = to instanceof Opened.File file && file.appends();
      return same || appends ? -Errno.EINVAL : copy(source, to, length, flags, true);
    }
    return to instanceof Opened.End ? copy(from, to, length, flags, true) : -Errno.EINVAL;
  }

  private long copy(Opened from, Opened to, long length, int flags, boolean consume) {
    long result = once(from, to, length, consume);
    while (result == -Errno.EAGAIN && (flags & Linux.SPLICE_F_NONBLOCK) == 0) {
      machine.clock.next();
      result = once(from, to, length, consume);
    }
    return result;
  }

  private static long once(Opened from, Opened to, long length, boolean consume) {
    int most = (int) Math.min(length, Integer.MAX_VALUE);
    if (from instanceof Opened.End source) {
      if (source.pipe.filled() == 0) {
        return source.pipe.writers == 0 || most == 0 ? 0 : -Errno.EAGAIN;
      }
      most = Math.min(most, source.pipe.filled());
    }
    if (to instanceof Opened.End target) {
      if (target.pipe.readers == 0) {
        return -Errno.EPIPE;
      }
      if (target.pipe.room() == 0) {
        return -Errno.EAGAIN;
      }
      most = Math.min(most, target.pipe.room());
    }
    byte[] bytes = new byte[most];
    int count =
        !consume && from instanceof Opened.End source
            ? source.pipe.peek(bytes)
            : from.read(bytes, 0, most);
    return count <= 0 ? count : to.write(bytes, 0, count);
  }
}
