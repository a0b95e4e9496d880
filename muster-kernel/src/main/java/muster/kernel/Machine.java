package muster.kernel;

import muster.kernel.Libc.Function;
import org.jspecify.annotations.Nullable;

/** What concerns the whole machine, and chance. */
final class Machine {
  private static final Function MOUNT = new Function("mount");
  private static final Function UMOUNT2 = new Function("umount2");
  private static final Function SYNC = new Function("sync");
  private static final Function REBOOT = new Function("reboot");
  private static final Function GETRANDOM = new Function("getrandom");

  private static final int GRND_NONBLOCK = 1;

  private final Libc libc;
  private final Text text;
  private final Memory memory;

  Machine(Libc libc, Text text, Memory memory) {
    this.libc = libc;
    this.text = text;
    this.memory = memory;
  }

  int mount(
      @Nullable String source,
      String target,
      @Nullable String type,
      long flags,
      @Nullable String data) {
    text.begin(size(source) + size(target) + size(type) + size(data));
    long sourceAt = put(source);
    long targetAt = put(target);
    long typeAt = put(type);
    long dataAt = put(data);
    if (sourceAt < 0 || targetAt < 0 || typeAt < 0 || dataAt < 0) {
      return -Errno.EINVAL;
    }
    return libc.call(MOUNT, sourceAt, targetAt, typeAt, flags, dataAt);
  }

  private static int size(@Nullable String optional) {
    return optional == null ? 0 : optional.length() + 1;
  }

  private long put(@Nullable String optional) {
    return optional == null ? 0 : text.put(optional);
  }

  int umount(String target, int flags) {
    long at = text.only(target);
    return at < 0 ? (int) at : libc.call(UMOUNT2, at, flags);
  }

  int sync() {
    libc.raw(SYNC, 0, 0, 0, 0, 0, 0);
    return 0;
  }

  int reboot(int command) {
    return libc.call(REBOOT, command);
  }

  int random(byte[] out) {
    int filled = 0;
    while (filled < out.length) {
      int rest = out.length - filled;
      int count = libc.call(GETRANDOM, memory.reserve(rest), rest, GRND_NONBLOCK);
      if (count < 0) {
        return count;
      }
      memory.bytes().get(0, out, filled, count);
      filled += count;
    }
    return 0;
  }
}
