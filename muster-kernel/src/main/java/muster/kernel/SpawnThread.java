package muster.kernel;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import muster.kernel.Libc.Function;

/**
 * A thread with a descriptor table of its own, which is empty. A child starts with a copy of the
 * table of the thread that makes it, and closes at its exec what is close-on-exec: that is 0.16 µs
 * for each descriptor, so thousands are better not there. For the kernel its children are the
 * process's children like all others.
 *
 * <p>For who asks it is one call: the asker waits until the child has executed its program. All
 * that needs classes and memory is done by the asker; the thread itself only makes system calls,
 * and has made each before it lets go of the descriptors that the JVM would read classes from.
 *
 * <p>The thread never ends: a child may have asked to die with the thread that made it.
 */
final class SpawnThread implements Runnable {
  /** The descriptors could not be handed over: the asker has to spawn itself. */
  static final int REFUSED = Integer.MIN_VALUE;

  private static final Function SYSCALL = new Function("syscall");
  private static final Function DUP3 = new Function("dup3");
  private static final Function PTHREAD_SIGMASK = new Function("pthread_sigmask");

  // System calls by number; both machines have the same. Source: uapi/asm-generic/unistd.h.
  private static final int SYS_PIDFD_OPEN = 434;
  private static final int SYS_CLOSE_RANGE = 436;
  private static final int SYS_PIDFD_GETFD = 438;

  private static final long LAST = 0xffffffffL;
  private static final int CLOSE_RANGE_UNSHARE = 2;

  private static final int SIG_BLOCK = 0;
  private static final int SIGSET_BYTES = 128;

  /** The JVM needs those that a thread gets for its own faults: ILL, TRAP, BUS, FPE, SEGV. */
  private static final long FAULTS = 1L << 3 | 1L << 4 | 1L << 6 | 1L << 7 | 1L << 10;

  private final Libc libc = new Libc();
  private final Memory memory = new Memory(libc);
  private final int pid;
  private final Function posixSpawn;
  private final Thread thread;

  /** The only descriptor that the thread keeps: this process, to take others from. */
  private int process = -1;

  private volatile boolean usable = true;

  // One request, and its answer: written before, read after {@code asked} changes.
  private List<Integer> descriptors = List.of();
  private int base;
  private long[] arguments = {};
  private int result;
  private Thread asker = Thread.currentThread();
  private volatile boolean asked;

  /**
   * @param pid of this process
   * @param posixSpawn a function that has been called already
   */
  SpawnThread(int pid, Function posixSpawn) {
    this.pid = pid;
    this.posixSpawn = posixSpawn;
    thread = new Thread(this, "spawner");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether it is any use to ask: not where the system forbids what the thread needs. */
  boolean usable() {
    return usable;
  }

  /**
   * posix_spawn(3) there.
   *
   * @param arguments what it is called with
   * @return 0, −errno, or {@link #REFUSED}
   */
  int spawn(Handover handover, long[] arguments) {
    asker = Thread.currentThread();
    descriptors = handover.descriptors();
    base = handover.base();
    this.arguments = arguments;
    asked = true;
    LockSupport.unpark(thread);
    while (asked) {
      LockSupport.park(this);
    }
    return result;
  }

  @Override
  public void run() {
    try {
      blockSignals();
      letGo();
    } catch (Throwable any) {
      usable = false;
    }
    while (true) {
      while (!asked) {
        LockSupport.park(this);
      }
      serve();
      asked = false;
      LockSupport.unpark(asker);
    }
  }

  /** A signal's handler writes to the descriptor of its number, which is somebody else's here. */
  private void blockSignals() {
    long set = memory.reserve(SIGSET_BYTES);
    memory.clear(0, SIGSET_BYTES);
    memory.bytes().putLong(0, ~FAULTS);
    libc.raw(PTHREAD_SIGMASK, SIG_BLOCK, set, 0, 0, 0, 0);
  }

  private void letGo() {
    // Looked up while classes can be read.
    libc.call(DUP3, -1, -1, 0);
    libc.call(SYSCALL, SYS_PIDFD_GETFD, -1, -1, 0);
    if (libc.call(SYSCALL, SYS_CLOSE_RANGE, 0, LAST, CLOSE_RANGE_UNSHARE) == 0) {
      process = libc.call(SYSCALL, SYS_PIDFD_OPEN, pid, 0);
    }
    usable = process >= 0;
  }

  private void serve() {
    result = REFUSED;
    if (!usable) {
      return;
    }
    try {
      if (take()) {
        result =
            libc.negated(
                posixSpawn,
                arguments[0],
                arguments[1],
                arguments[2],
                arguments[3],
                arguments[4],
                arguments[5]);
      }
      // Before the asker goes on, who may want to be the last that has one of them.
      libc.call(SYSCALL, SYS_CLOSE_RANGE, process + 1, LAST, 0);
    } catch (Throwable any) {
      usable = false;
    }
  }

  /** Gets the descriptors of the request onto their numbers. */
  private boolean take() {
    for (int i = 0; i < descriptors.size(); i++) {
      int got = libc.call(SYSCALL, SYS_PIDFD_GETFD, process, descriptors.get(i), 0);
      if (got == -Errno.EPERM || got == -Errno.ENOSYS) {
        usable = false;
      }
      // The lowest that is free: a number of a later one only once all below are taken.
      if (got < 0 || got != base + i && libc.call(DUP3, got, base + i, Linux.O_CLOEXEC) < 0) {
        return false;
      }
    }
    return true;
  }
}
