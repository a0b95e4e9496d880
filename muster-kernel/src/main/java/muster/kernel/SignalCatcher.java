package muster.kernel;

import muster.kernel.Libc.Function;

/**
 * Signals as descriptors, without a byte of C. The handler is libc's own {@code eventfd_write(int
 * fd, eventfd_t value)}: the kernel calls a handler with {@code (signal, siginfo *, context *)}, so
 * signal N adds a number that is not 0 to the eventfd that sits on <em>descriptor N</em>.
 *
 * <p>HUP and INT cannot live on descriptors 1 and 2. They, and any signal whose descriptor is in
 * use, go through {@code sun.misc.Signal}: a handler in a thread of the JVM, which writes the
 * eventfd. QUIT cannot go that way, because the JVM keeps it for its own thread dump.
 *
 * <p>Dispositions belong to the process, so this is one for all instances.
 */
final class SignalCatcher {
  private static final Function SIGACTION = new Function("sigaction");
  private static final Function PTHREAD_SIGMASK = new Function("pthread_sigmask");
  private static final Function EVENTFD = new Function("eventfd");
  private static final Function EVENTFD_WRITE = new Function("eventfd_write");
  private static final Function DUP3 = new Function("dup3");
  private static final Function FCNTL = new Function("fcntl");
  private static final Function CLOSE = new Function("close");

  private static final int SIGNALS = 64;

  /** The descriptors up to here may be signals' own; the real-time signals are nobody's. */
  private static final int STANDARD_SIGNALS = 31;

  private static final int F_GETFD = 1;
  private static final int F_DUPFD_CLOEXEC = 1030;

  // struct sigaction as glibc has it on 64-bit machines: handler, mask, flags, restorer.
  private static final int SIGACTION_BYTES = 152;
  private static final int SA_MASK = 8;
  private static final int SIGSET_BYTES = 128;
  private static final int SA_FLAGS = SA_MASK + SIGSET_BYTES;
  private static final int SA_SIGINFO = 4;
  private static final int SA_RESTART = 0x10000000;
  private static final int SIG_BLOCK = 0;
  private static final int SIG_UNBLOCK = 1;
  private static final long SIG_DFL = 0;
  private static final long SIG_IGN = 1;

  private static final int DEV_NULL_MAJOR = 1;
  private static final int DEV_NULL_MINOR = 3;

  /** The descriptor of each signal that is caught, plus 1. */
  private static final int[] caught = new int[SIGNALS + 1];

  private final Libc libc;
  private final Memory memory;
  private final Files files;

  SignalCatcher(Libc libc, Memory memory, Files files) {
    this.libc = libc;
    this.memory = memory;
    this.files = files;
  }

  int catchSignal(int signal) {
    if (signal < 1 || signal > SIGNALS || signal == Signals.KILL || signal == Signals.STOP) {
      return -Errno.EINVAL;
    }
    synchronized (caught) {
      if (caught[signal] != 0) {
        return again(signal, caught[signal] - 1);
      }
      int fd =
          signal > Signals.INT && isFree(signal) ? onOwnDescriptor(signal) : throughJvm(signal);
      if (fd >= 0) {
        caught[signal] = fd + 1;
        blockHere(signal);
      }
      return fd;
    }
  }

  /** Somebody may have changed the disposition, as the JDK's ProcessHandle does with CHLD's. */
  private int again(int signal, int fd) {
    if (fd != signal) {
      return JvmSignals.handle(signal, fd) ? fd : -Errno.EBUSY;
    }
    int result = install(signal);
    return result < 0 ? result : fd;
  }

  private int install(int signal) {
    return dispose(signal, EVENTFD_WRITE.address().address(), SA_SIGINFO | SA_RESTART);
  }

  /**
   * Other threads run the handler, the JVM's first one above all, which only waits: so the caller's
   * epoll_wait is not interrupted. Children start with an empty mask whatever this thread blocks.
   *
   * <p>But who started us may have had the signal blocked. Then every thread of the JVM has, and
   * this one is the only one that can take it.
   */
  private void blockHere(int signal) {
    long at = memory.reserve(2 * SIGSET_BYTES);
    long set = 1L << (signal - 1);
    memory.clear(0, SIGSET_BYTES);
    memory.bytes().putLong(0, set);
    libc.raw(PTHREAD_SIGMASK, SIG_BLOCK, at, at + SIGSET_BYTES, 0, 0, 0);
    if ((memory.bytes().getLong(SIGSET_BYTES) & set) != 0) {
      libc.raw(PTHREAD_SIGMASK, SIG_UNBLOCK, at, 0, 0, 0, 0);
    }
  }

  private int onOwnDescriptor(int signal) {
    int fd = libc.call(EVENTFD, 0, Polling.NONBLOCK_CLOEXEC);
    if (fd < 0) {
      return fd;
    }
    if (fd != signal) {
      int result = libc.call(DUP3, fd, signal, Linux.O_CLOEXEC);
      libc.call(CLOSE, fd);
      if (result < 0) {
        return result;
      }
    }
    int result = install(signal);
    if (result < 0) {
      libc.call(CLOSE, signal);
      return result;
    }
    return signal;
  }

  /**
   * A number that nobody uses, or that a launcher reserved by opening /dev/null on it. Never the
   * JDK's modules file, which is on 3 when nobody did: the JVM still reads classes from it.
   */
  private boolean isFree(int fd) {
    if (libc.call(FCNTL, fd, F_GETFD, 0) < 0) {
      return true;
    }
    FileStatus there = new FileStatus();
    if (files.fstat(fd, there) < 0) {
      return false;
    }
    return there.isCharacterDevice()
        && there.special == Files.device(DEV_NULL_MAJOR, DEV_NULL_MINOR);
  }

  private int throughJvm(int signal) {
    int lowest = libc.call(EVENTFD, 0, Polling.NONBLOCK_CLOEXEC);
    if (lowest < 0) {
      return lowest;
    }
    // Out of the way of the signals that are still to be caught.
    int fd = libc.call(FCNTL, lowest, F_DUPFD_CLOEXEC, STANDARD_SIGNALS + 1);
    libc.call(CLOSE, lowest);
    if (fd < 0) {
      return fd;
    }
    // The JVM leaves a signal alone that was ignored when it started, and says nothing.
    if (signal != Signals.QUIT) {
      dispose(signal, SIG_DFL, 0);
    }
    if (!JvmSignals.handle(signal, fd)) {
      libc.call(CLOSE, fd);
      return -Errno.EBUSY;
    }
    return fd;
  }

  int ignore(int signal) {
    return dispose(signal, SIG_IGN, 0);
  }

  private int dispose(int signal, long handler, int flags) {
    long at = memory.reserve(SIGACTION_BYTES);
    memory.clear(0, SIGACTION_BYTES);
    memory.bytes().putLong(0, handler);
    // Everything is blocked while a handler runs, so that they never nest.
    for (int i = 0; i < SIGSET_BYTES; i += Long.BYTES) {
      memory.bytes().putLong(SA_MASK + i, -1);
    }
    memory.bytes().putInt(SA_FLAGS, flags);
    return libc.call(SIGACTION, signal, at, 0);
  }

  long ignored() {
    long at = memory.reserve(SIGACTION_BYTES);
    long set = 0;
    for (int signal = 1; signal <= SIGNALS; signal++) {
      // libc keeps 32 and 33 to itself and says EINVAL.
      if (libc.call(SIGACTION, signal, 0, at) == 0 && memory.bytes().getLong(0) == SIG_IGN) {
        set |= 1L << (signal - 1);
      }
    }
    return set;
  }
}
