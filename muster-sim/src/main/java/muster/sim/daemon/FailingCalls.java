package muster.sim.daemon;

import muster.kernel.Errno;
import muster.sim.kernel.Faults;
import muster.sim.kernel.SystemCall;

/** System calls that fail now and then, as they do on a machine in trouble. */
final class FailingCalls implements Faults {
  private static final int SELDOM = 150;
  private static final long SLOW = 5_000_000;

  private final DaemonWorld world;

  FailingCalls(DaemonWorld world) {
    this.world = world;
  }

  @Override
  public int error(SystemCall call, String path) {
    return switch (call) {
      case READ, WRITE, WAITID, EPOLL_WAIT -> fail(Trouble.CALL_INTERRUPTED, Errno.EINTR);
      case OPEN, DUP ->
          path.endsWith(".new")
              ? fail(Trouble.NO_SPACE, Errno.ENOSPC)
              : fail(Trouble.NO_DESCRIPTORS, Errno.EMFILE);
      case PIPE -> fail(Trouble.NO_DESCRIPTORS, Errno.ENFILE);
      case SPAWN -> fail(Trouble.NO_MEMORY, Errno.ENOMEM);
      case EPOLL_CONTROL, MKDIR, MKFIFO -> fail(Trouble.NO_SPACE, Errno.ENOSPC);
      case RENAME, LIST -> fail(Trouble.INPUT_OUTPUT_ERROR, Errno.EIO);
    };
  }

  private int fail(Trouble trouble, int errno) {
    if (!world.callsFail || !world.strikes(trouble, SELDOM)) {
      return 0;
    }
    world.say("-", () -> "a call fails: " + Errno.text(errno));
    return -errno;
  }

  @Override
  public long latency(SystemCall call) {
    return world.strikes(Trouble.SLOW_CALL, 100) ? world.chance.latency(SLOW) : 0;
  }
}
