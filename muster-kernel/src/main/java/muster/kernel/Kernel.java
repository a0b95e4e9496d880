package muster.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system calls that Muster makes, and nothing else that is outside of the JVM.
 *
 * <p>One rule for results: a value ≥ 0 is what the call returned, a negative one is −errno (see
 * {@link Errno}). Nothing throws and nothing retries: {@code EINTR} and {@code EAGAIN} are the
 * caller's to handle. Out-parameters are written only when the call succeeds.
 *
 * <p>One rule for text: paths, names, arguments and environment entries are <em>bytes</em>, held in
 * a {@link String} whose chars are those bytes (ISO-8859-1). A char above 255 is {@code EINVAL}; so
 * is a NUL. Every descriptor that a call makes is close-on-exec.
 *
 * <p>There are two implementations, {@link LinuxKernel} and the simulator's, and one contract test
 * for both. Each method's behaviour is that of the man page of its name in sections 2 and 3, where
 * nothing else is said.
 */
public interface Kernel {

  // ---- files ------------------------------------------------------------------------------
  // {@code directory} is a descriptor from which a relative path starts, or AT_FDCWD. A service's
  // directory stays the same one when somebody renames it, as it does for a process in it.

  /** openat(2) with {@code O_CLOEXEC} added. @return a descriptor */
  int openAt(int directory, String path, int flags, int mode);

  int close(int fd);

  /** read(2). A range outside of the array is −EINVAL. */
  int read(int fd, byte[] buffer, int offset, int length);

  /** write(2). A range outside of the array is −EINVAL. */
  int write(int fd, byte[] data, int offset, int length);

  /** pwrite(2): at a position, which is none of the descriptor's. */
  int pwrite(int fd, byte[] data, int offset, int length, long position);

  /** renameat(2) within one directory. */
  int renameAt(int directory, String from, String to);

  /** unlinkat(2); {@code flags} may be {@code AT_REMOVEDIR}. */
  int unlinkAt(int directory, String path, int flags);

  int mkdirAt(int directory, String path, int mode);

  int mkfifoAt(int directory, String path, int mode);

  int symlinkAt(String target, int directory, String path);

  /** linkat(2) within one directory. */
  int linkAt(int directory, String existing, String path);

  /** readlinkat(2). @return bytes written to {@code buffer} */
  int readlinkAt(int directory, String path, byte[] buffer);

  /** fstatat(2); follows links unless {@code flags} has {@code AT_SYMLINK_NOFOLLOW}. */
  int statAt(int directory, String path, int flags, FileStatus out);

  int fstat(int fd, FileStatus out);

  /** fchmodat(2): follows links. */
  int chmodAt(int directory, String path, int mode);

  int fchmod(int fd, int mode);

  /** fchownat(2): follows links; −1 leaves an id as it is. */
  int chownAt(int directory, String path, int uid, int gid);

  int ftruncate(int fd, long length);

  int fsync(int fd);

  /** lseek(2). −EOVERFLOW when the position is no int. */
  int lseek(int fd, long offset, int whence);

  /** faccessat(2) with the real ids. */
  int accessAt(int directory, String path, int mode);

  /** umask(2). @return the mask before */
  int umask(int mask);

  int chdir(String path);

  /**
   * Adds the names in a directory to {@code names}, without {@code .} and {@code ..}, in the order
   * in which the file system tells them (that is s6-svscan's order too).
   *
   * @return how many
   */
  int listAt(int directory, String path, List<String> names);

  // ---- descriptors ------------------------------------------------------------------------

  /** dup3(2) with {@code O_CLOEXEC}; {@code from == to} is {@code EINVAL}. */
  int dup(int from, int to);

  /** {@code F_DUPFD_CLOEXEC}. @return the lowest free descriptor ≥ {@code lowest} */
  int dupAbove(int fd, int lowest);

  /** {@code F_SETFL} with {@code O_NONBLOCK} on or off. */
  int setNonblocking(int fd, boolean on);

  /** {@code F_SETFD}. */
  int setCloseOnExec(int fd, boolean on);

  /** close_range(2) with {@code CLOSE_RANGE_CLOEXEC}: closes nothing now. */
  int closeOnExecFrom(int first);

  /**
   * An open file description lock on the whole file, without waiting ({@code F_OFD_SETLK}). s6's
   * programs, which take POSIX locks, respect it and see it.
   *
   * @return 0, or −EAGAIN when somebody else has a lock that conflicts
   */
  int lock(int fd, boolean exclusive);

  // ---- pipes ------------------------------------------------------------------------------

  /** pipe2(2): {@code ends[0]} to read, {@code ends[1]} to write. */
  int pipe(int[] ends, int flags);

  /** {@code F_SETPIPE_SZ}. @return the size that the pipe has now */
  int setPipeSize(int fd, int bytes);

  /** tee(2): copies without consuming. */
  long tee(int in, int out, long length, int flags);

  /** splice(2) without offsets. */
  long splice(int in, int out, long length, int flags);

  // ---- sockets ----------------------------------------------------------------------------

  /**
   * socket(2).
   *
   * @param type {@code SOCK_*}; with {@link Linux#O_NONBLOCK}, none of its calls waits
   */
  int socket(int domain, int type, int protocol);

  /**
   * connect(2). −EINPROGRESS when it goes on: the descriptor can be written to once it is decided,
   * and {@link #socketError} tells how.
   */
  int connect(int fd, Endpoint to);

  int bind(int fd, Endpoint at);

  /**
   * {@code SO_ERROR}.
   *
   * @return 0, or −errno of what happened to the socket, which is forgotten by that
   */
  int socketError(int fd);

  /**
   * getsockname(2).
   *
   * @return the port that a socket of IPv4 or IPv6 has here, 0 while it has none
   */
  int socketPort(int fd);

  /** {@code SO_PASSCRED}: from now on {@link #receive} tells who sent what comes. */
  int tellSenders(int fd);

  /**
   * recvmsg(2) of one datagram. What does not fit is cut off; descriptors that come along are
   * closed.
   *
   * @return how many bytes of the buffer are filled, which may be none
   */
  int receive(int fd, byte[] buffer, Sender from);

  // ---- processes --------------------------------------------------------------------------

  /**
   * posix_spawn(3). An exec or an action that fails is this call's error. The soft limit of
   * descriptors may be lower than those in use: the child gets the limit, the actions still work.
   *
   * @return the child's pid
   */
  int spawn(Spawn request);

  /** execve(2), with no signal blocked in the new program. @return only on failure */
  int execve(String path, List<String> arguments, List<String> environment);

  /**
   * waitid(2) with {@code WEXITED} and the given options.
   *
   * @param idType {@link Linux#P_ALL}, {@link Linux#P_PID} or {@link Linux#P_PIDFD}
   * @return the pid of a child that died, or 0 when none has
   */
  int waitid(int idType, int id, int options, ChildStatus out);

  int kill(int pid, int signal);

  /** kill(2) on −{@code group}; −EINVAL for a group ≤ 1, which would be everybody. */
  int killGroup(int group, int signal);

  int getpid();

  int getpgid(int pid);

  int getuid();

  int getegid();

  int setsid();

  int pidfdOpen(int pid);

  int pidfdSendSignal(int pidfd, int signal);

  /**
   * {@code PIDFD_GET_INFO} with {@code PIDFD_INFO_EXIT}: how a process ended, for whoever holds a
   * descriptor of it, child or not. Sets the status only, the pid is gone. Linux 6.15; −ENOTTY,
   * −EINVAL or −ESRCH before.
   *
   * @return 1 when {@code out} was filled; 0 when the process has not been reaped yet
   */
  int pidfdInfo(int pidfd, ChildStatus out);

  int prctl(int option, long a2, long a3, long a4, long a5);

  /** unshare(2). {@code CLONE_NEWPID} is about the children of the calling thread only. */
  int unshare(int flags);

  int setns(int fd, int type);

  /** prlimit(2) on oneself, reading. */
  int getLimit(int resource, Limit out);

  /** prlimit(2) on oneself, writing. */
  int setLimit(int resource, Limit limit);

  // ---- waiting ----------------------------------------------------------------------------

  int epollCreate();

  /** epoll_ctl(2). {@code data} comes back in {@link Ready#data}. */
  int epollControl(int epoll, int operation, int fd, int events, long data);

  /**
   * epoll_wait(2).
   *
   * @param timeoutMillis −1 waits for ever
   * @return how many entries of {@code out} are filled
   */
  int epollWait(int epoll, Ready out, int timeoutMillis);

  /** timerfd_create(2), non-blocking. */
  int timerfdCreate(int clock);

  /** timerfd_settime(2), absolute and once. 0 disarms. */
  int timerfdSet(int fd, long atNanos);

  /** eventfd(2), non-blocking. */
  int eventfd(int initial);

  /** inotify_init1(2), non-blocking. */
  int inotifyInit();

  int inotifyAdd(int fd, String path, int mask);

  // ---- signals ----------------------------------------------------------------------------

  /**
   * Catches a signal, whatever its disposition was. From now on its arrival makes the descriptor
   * readable (8 bytes, as an eventfd); arrivals that nobody has read yet are one. A child that is
   * spawned starts with the default disposition. How: docs/adr/0002.
   *
   * <p>To be called first thing in the thread of the loop, before other descriptors are opened: the
   * real kernel needs number N for signal N, and has the other threads take the signal. Calling it
   * again installs it again, should somebody have changed the disposition: {@code
   * java.lang.ProcessHandle} sets CHLD's to the default when it is loaded.
   *
   * @return a non-blocking descriptor to watch, never to close; the same again for the same signal.
   *     −EBUSY when the JVM keeps the signal to itself, −EINVAL for what cannot be caught
   */
  int catchSignal(int signal);

  /** {@code SIG_IGN}. Is inherited by children unless {@link Spawn#defaultSignals} names it. */
  int ignoreSignal(int signal);

  /** Signals that are ignored now: bit N−1 is signal N. */
  long ignoredSignals();

  // ---- time, chance, origin ---------------------------------------------------------------

  /** clock_gettime(2). @return nanoseconds */
  long clock(int clock);

  /** getrandom(2) without waiting; fills the array. */
  int random(byte[] out);

  /** The program's own arguments, after the main class, as they were given. */
  List<String> arguments();

  /** The environment the JVM was started with, {@code NAME=VALUE}, in its order. */
  List<String> environment();

  // ---- from the working directory ---------------------------------------------------------

  default int open(String path, int flags, int mode) {
    return openAt(Linux.AT_FDCWD, path, flags, mode);
  }

  default int stat(String path, FileStatus out) {
    return statAt(Linux.AT_FDCWD, path, 0, out);
  }

  default int unlink(String path) {
    return unlinkAt(Linux.AT_FDCWD, path, 0);
  }

  default int mkdir(String path, int mode) {
    return mkdirAt(Linux.AT_FDCWD, path, mode);
  }

  default int mkfifo(String path, int mode) {
    return mkfifoAt(Linux.AT_FDCWD, path, mode);
  }

  default int rename(String from, String to) {
    return renameAt(Linux.AT_FDCWD, from, to);
  }

  // ---- machine ----------------------------------------------------------------------------

  int mount(
      @Nullable String source,
      String target,
      @Nullable String type,
      long flags,
      @Nullable String data);

  int umount(String target, int flags);

  int sync();

  /** reboot(2) with the {@code LINUX_REBOOT_CMD_*} given. */
  int reboot(int command);

  // ---- patterns ---------------------------------------------------------------------------

  /**
   * regcomp(3): a POSIX extended regular expression on bytes, in the C locale.
   *
   * <p>The calling thread stays in the C locale.
   *
   * @param flags {@code REG_*}, {@code REG_EXTENDED} included
   * @return a handle &gt; 0, or −EINVAL
   */
  long compilePattern(String pattern, int flags);

  /** regexec(3) on a range of bytes; a NUL ends it. @return 1 when it matches, else 0 */
  int matchPattern(long handle, byte[] text, int offset, int length);

  /** regfree(3). */
  void freePattern(long handle);
}
