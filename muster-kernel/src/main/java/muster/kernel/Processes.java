package muster.kernel;

import java.nio.ByteBuffer;
import java.util.List;
import muster.kernel.Libc.Function;

/** Other processes, and what this one is among them. */
final class Processes {
  private static final Function EXECVE = new Function("execve");
  private static final Function PTHREAD_SIGMASK = new Function("pthread_sigmask");
  private static final Function WAITID = new Function("waitid");
  private static final Function KILL = new Function("kill");
  private static final Function GETPID = new Function("getpid");
  private static final Function GETPGID = new Function("getpgid");
  private static final Function GETUID = new Function("getuid");
  private static final Function GETEGID = new Function("getegid");
  private static final Function SETSID = new Function("setsid");
  private static final Function PRCTL = new Function("prctl");
  private static final Function PRLIMIT = new Function("prlimit");
  private static final Function IOCTL = new Function("ioctl");
  private static final Function SYSCALL = new Function("syscall");

  // Called by number, because glibc has the names since 2.36 only.
  private static final int SYS_PIDFD_SEND_SIGNAL = 424;
  private static final int SYS_PIDFD_OPEN = 434;

  private static final int WEXITED = 4;
  private static final int SIG_SETMASK = 2;
  private static final int SIGSET_BYTES = 128;

  // siginfo_t as waitid fills it, on 64-bit machines. Source: uapi/asm-generic/siginfo.h.
  private static final int SIGINFO_BYTES = 128;
  private static final int SI_CODE = 8;
  private static final int SI_PID = 16;
  private static final int SI_STATUS = 24;
  private static final int CLD_EXITED = 1;
  private static final int CLD_DUMPED = 3;
  private static final int CORE_DUMPED = 0x80;

  // struct pidfd_info, first version. Source: uapi/linux/pidfd.h.
  private static final long PIDFD_GET_INFO = 0xc040ff0bL;
  private static final int PIDFD_INFO_BYTES = 64;
  private static final long PIDFD_INFO_EXIT = 8;
  private static final int PIDFD_INFO_EXIT_CODE = 60;

  private final Libc libc;
  private final Text text;
  private final Memory memory;

  Processes(Libc libc, Text text, Memory memory) {
    this.libc = libc;
    this.text = text;
    this.memory = memory;
  }

  int execve(String path, List<String> arguments, List<String> environment) {
    long strings = path.length() + 1L + Text.sizeOf(arguments) + Text.sizeOf(environment);
    long pointers = (arguments.size() + environment.size() + 2L) * Long.BYTES;
    if (strings + pointers > Spawner.ARGUMENT_BYTES) {
      return -Errno.E2BIG;
    }
    text.begin((int) (strings + pointers));
    int argv = text.skip((arguments.size() + 1) * Long.BYTES);
    int envp = text.skip((environment.size() + 1) * Long.BYTES);
    long program = text.put(path);
    if (program < 0 || text.putAll(arguments, argv) < 0 || text.putAll(environment, envp) < 0) {
      return -Errno.EINVAL;
    }
    text.putLong(argv + arguments.size() * Long.BYTES, 0);
    text.putLong(envp + environment.size() * Long.BYTES, 0);
    // A mask outlives exec, and this thread may block the signals that it catches.
    long masks = memory.reserve(2 * SIGSET_BYTES);
    memory.clear(0, SIGSET_BYTES);
    libc.raw(PTHREAD_SIGMASK, SIG_SETMASK, masks, masks + SIGSET_BYTES, 0, 0, 0);
    int result = libc.call(EXECVE, program, text.addressOf(argv), text.addressOf(envp));
    libc.raw(PTHREAD_SIGMASK, SIG_SETMASK, masks + SIGSET_BYTES, 0, 0, 0, 0);
    return result;
  }

  int waitid(int idType, int id, int options, ChildStatus out) {
    long at = memory.reserve(SIGINFO_BYTES);
    ByteBuffer info = memory.bytes();
    // Without this a WNOHANG that found nobody could not be told from one that did.
    info.putInt(SI_PID, 0);
    int result = libc.call(WAITID, idType, id, at, options | WEXITED);
    if (result < 0) {
      return result;
    }
    int pid = info.getInt(SI_PID);
    if (pid != 0) {
      out.pid = pid;
      out.waitStatus = waitStatus(info.getInt(SI_CODE), info.getInt(SI_STATUS));
    }
    return pid;
  }

  private static int waitStatus(int code, int status) {
    if (code == CLD_EXITED) {
      return (status & 0xff) << 8;
    }
    return code == CLD_DUMPED ? status | CORE_DUMPED : status;
  }

  int kill(int pid, int signal) {
    return libc.call(KILL, pid, signal);
  }

  int killGroup(int group, int signal) {
    // kill(−1) is everybody, kill(0) is one's own group: neither can be meant.
    return group <= 1 ? -Errno.EINVAL : libc.call(KILL, -group, signal);
  }

  int getpid() {
    return libc.call(GETPID);
  }

  int getpgid(int pid) {
    return libc.call(GETPGID, pid);
  }

  int getuid() {
    return libc.call(GETUID);
  }

  int getegid() {
    return libc.call(GETEGID);
  }

  int setsid() {
    return libc.call(SETSID);
  }

  int pidfdOpen(int pid) {
    return libc.call(SYSCALL, SYS_PIDFD_OPEN, pid, 0);
  }

  int pidfdSendSignal(int pidfd, int signal) {
    return libc.call(SYSCALL, SYS_PIDFD_SEND_SIGNAL, pidfd, signal, 0, 0);
  }

  int pidfdInfo(int pidfd, ChildStatus out) {
    long at = memory.reserve(PIDFD_INFO_BYTES);
    memory.clear(0, PIDFD_INFO_BYTES);
    ByteBuffer info = memory.bytes();
    info.putLong(0, PIDFD_INFO_EXIT);
    int result = libc.call(IOCTL, pidfd, PIDFD_GET_INFO, at);
    if (result < 0) {
      return result;
    }
    if ((info.getLong(0) & PIDFD_INFO_EXIT) == 0) {
      return 0;
    }
    out.waitStatus = info.getInt(PIDFD_INFO_EXIT_CODE);
    return 1;
  }

  int prctl(int option, long a2, long a3, long a4, long a5) {
    return libc.call(PRCTL, option, a2, a3, a4, a5);
  }

  int getLimit(int resource, Limit out) {
    long at = memory.reserve(2 * Long.BYTES);
    int result = libc.call(PRLIMIT, 0, resource, 0, at);
    if (result == 0) {
      out.soft = memory.bytes().getLong(0);
      out.hard = memory.bytes().getLong(Long.BYTES);
    }
    return result;
  }

  int setLimit(int resource, Limit limit) {
    long at = memory.reserve(2 * Long.BYTES);
    memory.bytes().putLong(0, limit.soft);
    memory.bytes().putLong(Long.BYTES, limit.hard);
    return libc.call(PRLIMIT, 0, resource, at, 0);
  }
}
