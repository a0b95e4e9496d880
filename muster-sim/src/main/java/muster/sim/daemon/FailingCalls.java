package muster.sim.daemon;

import muster.kernel.Errno;
import muster.sim.kernel.Faults;
import muster.sim.kernel.SystemCall;

/** System calls that fail now and then, as they do on a machine in trouble. */
final class FailingCalls implements Faults {
  private static final int SELDOM = 150;

  /** For calls that there are few of. */
  private static final int OFTEN = 20;

  private static final long SLOW = 5_000_000;

  private final DaemonWorld world;

  FailingCalls(DaemonWorld world) {
    this.world = world;
  }

  @Override
  public int error(SystemCall call, String path) {
    return switch (call) {
      case READ, WRITE, WAITID, EPOLL_WAIT -> fail(call, SELDOM, Errno.EINTR);
      case OPEN -> fail(call, SELDOM, path.endsWith(".new") ? Errno.ENOSPC : Errno.EMFILE);
      case PIPE -> fail(call, 4, Errno.ENFILE);
      case DUP -> fail(call, 2, Errno.EMFILE);
      case SPAWN -> fail(call, path.equals("./finish") ? 8 : OFTEN, Errno.ENOMEM);
      case EPOLL_CONTROL, MKDIR, MKFIFO -> fail(call, OFTEN, Errno.ENOSPC);
      case RENAME -> fail(call, SELDOM, Errno.EIO);
      case LIST -> fail(call, path.equals(".") ? OFTEN : SELDOM, Errno.EIO);
    };
  }

  private int fail(SystemCall call, int oneIn, int errno) {
    if (!world.callsFail || !world.faults || !world.chance.oneIn(oneIn)) {
      return 0;
    }
    world.coverage.failed(call);
    if (call == SystemCall.OPEN || call == SystemCall.LIST) {
      world.openFails();
    }
    world.say("-", () -> call + " fails: " + Errno.text(errno));
    return -errno;
  }

  @Override
  public long latency(SystemCall call) {
    return world.strikes(Trouble.SLOW_CALL, 100) ? world.chance.latency(SLOW) : 0;
  }
}
