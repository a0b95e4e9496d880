package muster.sim.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import muster.kernel.ChildStatus;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Limit;
import muster.kernel.Linux;
import muster.kernel.Ready;
import muster.kernel.Signals;
import muster.kernel.Spawn;
import org.jspecify.annotations.Nullable;

/**
 * The kernel of a {@link FakeMachine}, as the one process under test sees it. Time passes a little
 * with each call and else only in those that wait, and the machine's world goes on meanwhile.
 *
 * <p>What is not simulated says ENOSYS: splice, tee, namespaces, inotify, mounts, patterns.
 */
public final class FakeKernel implements Kernel {
  private static final long CALL = 500;
  private static final long MILLI = 1_000_000;
  private static final long HARD_LIMIT = 4096;

  /** Many times what a run needs. */
  private static final long CALLS_MAX = 1_000_000;

  private final FakeMachine machine;
  private final FakeFiles files;
  private final Faults faults;
  private final SplittableRandom random;
  private final List<String> arguments;
  private final List<String> environment;
  private long hardLimit = HARD_LIMIT;
  private long calls;

  /**
   * @param seed of {@link #random}
   */
  public FakeKernel(
      FakeMachine machine,
      Faults faults,
      long seed,
      List<String> arguments,
      List<String> environment) {
    this.machine = machine;
    this.faults = faults;
    this.files = new FakeFiles(machine);
    this.random = new SplittableRandom(seed);
    this.arguments = List.copyOf(arguments);
    this.environment = List.copyOf(environment);
  }

  private void tick() {
    machine.clock.pass(count());
  }

  /**
   * @return how long a call takes at least
   */
  private long count() {
    if (++calls > CALLS_MAX) {
      throw new IllegalStateException("more than " + CALLS_MAX + " calls: the loop spins");
    }
    return CALL;
  }

  /**
   * @return 0, or −errno to fail with
   */
  private int enter(SystemCall call, String path) {
    machine.clock.pass(count() + faults.latency(call));
    return faults.error(call, path);
  }

  private @Nullable Opened get(int fd) {
    return machine.descriptors.get(fd);
  }

  private int add(Opened opened) {
    return machine.descriptors.add(opened);
  }

  // ---- files --------------------------------------------------------------------------------

  @Override
  public int openAt(int directory, String path, int flags, int mode) {
    int error = enter(SystemCall.OPEN, path);
    return error != 0 ? error : files.open(machine.descriptors, directory, path, flags, mode);
  }

  @Override
  public int close(int fd) {
    tick();
    return machine.descriptors.close(fd);
  }

  @Override
  public int read(int fd, byte[] buffer, int offset, int length) {
    int error = enter(SystemCall.READ, "");
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

  @Override
  public int write(int fd, byte[] data, int offset, int length) {
    int error = enter(SystemCall.WRITE, "");
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

  private static boolean outside(byte[] array, int offset, int length) {
    return offset < 0 || length < 0 || offset > array.length - length;
  }

  @Override
  public int renameAt(int directory, String from, String to) {
    int error = enter(SystemCall.RENAME, to);
    return error != 0 ? error : files.rename(directory, from, to);
  }

  @Override
  public int unlinkAt(int directory, String path, int flags) {
    tick();
    return files.unlink(directory, path, flags);
  }

  @Override
  public int mkdirAt(int directory, String path, int mode) {
    int error = enter(SystemCall.MKDIR, path);
    return error != 0 ? error : files.mkdir(directory, path, mode);
  }

  @Override
  public int mkfifoAt(int directory, String path, int mode) {
    int error = enter(SystemCall.MKFIFO, path);
    return error != 0 ? error : files.mkfifo(directory, path, mode);
  }

  @Override
  public int symlinkAt(String target, int directory, String path) {
    tick();
    return files.symlink(target, directory, path);
  }

  @Override
  public int linkAt(int directory, String existing, String path) {
    tick();
    return files.link(directory, existing, path);
  }

  @Override
  public int readlinkAt(int directory, String path, byte[] buffer) {
    tick();
    return files.readlink(directory, path, buffer);
  }

  @Override
  public int statAt(int directory, String path, int flags, FileStatus out) {
    tick();
    return files.stat(directory, path, flags, out);
  }

  @Override
  public int fstat(int fd, FileStatus out) {
    tick();
    Opened opened = get(fd);
    return opened == null ? -Errno.EBADF : opened.stat(out);
  }

  @Override
  public int chmodAt(int directory, String path, int mode) {
    tick();
    return files.chmod(directory, path, mode);
  }

  @Override
  public int fchmod(int fd, int mode) {
    tick();
    Opened opened = get(fd);
    if (opened instanceof Opened.File file) {
      file.node.permissions = mode & FakeFiles.PERMISSIONS;
      return 0;
    }
    return opened == null ? -Errno.EBADF : -Errno.EINVAL;
  }

  @Override
  public int chownAt(int directory, String path, int uid, int gid) {
    tick();
    return files.chown(directory, path, uid, gid);
  }

  @Override
  public int ftruncate(int fd, long length) {
    tick();
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

  @Override
  public int fsync(int fd) {
    tick();
    return get(fd) == null ? -Errno.EBADF : 0;
  }

  @Override
  public int lseek(int fd, long offset, int whence) {
    tick();
    Opened opened = get(fd);
    if (opened instanceof Opened.File file) {
      return file.seek(offset, whence);
    }
    return opened == null ? -Errno.EBADF : -Errno.ESPIPE;
  }

  @Override
  public int accessAt(int directory, String path, int mode) {
    tick();
    return files.access(directory, path, mode);
  }

  @Override
  public int umask(int mask) {
    tick();
    return files.umask(mask);
  }

  @Override
  public int chdir(String path) {
    tick();
    return files.chdir(path);
  }

  @Override
  public int listAt(int directory, String path, List<String> names) {
    int error = enter(SystemCall.LIST, path);
    return error != 0 ? error : files.list(directory, path, names);
  }

  // ---- descriptors --------------------------------------------------------------------------

  @Override
  public int dup(int from, int to) {
    tick();
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

  @Override
  public int dupAbove(int fd, int lowest) {
    int error = enter(SystemCall.DUP, "");
    Opened opened = get(fd);
    if (opened == null) {
      return -Errno.EBADF;
    }
    if (lowest < 0 || lowest >= machine.descriptors.limit) {
      return -Errno.EINVAL;
    }
    return error != 0 ? error : machine.descriptors.addAbove(opened, lowest, true);
  }

  @Override
  public int setNonblocking(int fd, boolean on) {
    tick();
    Opened opened = get(fd);
    if (opened == null) {
      return -Errno.EBADF;
    }
    opened.nonblocking = on;
    return 0;
  }

  @Override
  public int setCloseOnExec(int fd, boolean on) {
    tick();
    return machine.descriptors.setCloseOnExec(fd, on);
  }

  @Override
  public int closeOnExecFrom(int first) {
    tick();
    machine.descriptors.closeOnExecFrom(first);
    return 0;
  }

  @Override
  public int lock(int fd, boolean exclusive) {
    tick();
    if (!(get(fd) instanceof Opened.File file)) {
      return -Errno.EBADF;
    }
    boolean mayLock = exclusive ? file.writes : file.reads;
    return mayLock ? file.node.locks.take(file, exclusive) : -Errno.EBADF;
  }

  // ---- pipes --------------------------------------------------------------------------------

  @Override
  public int pipe(int[] ends, int flags) {
    int error = enter(SystemCall.PIPE, "");
    if (error != 0) {
      return error;
    }
    Node.Fifo node = new Node.Fifo(machine.disk.freshInode(), 0600);
    Pipe pipe = node.pipe();
    int blocking = flags & Linux.O_NONBLOCK;
    int reader = add(new Opened.End(pipe, node, Linux.O_RDONLY | blocking));
    int writer = reader < 0 ? reader : add(new Opened.End(pipe, node, Linux.O_WRONLY | blocking));
    if (writer < 0) {
      machine.descriptors.close(reader);
      return -Errno.EMFILE;
    }
    ends[0] = reader;
    ends[1] = writer;
    return 0;
  }

  @Override
  public int setPipeSize(int fd, int bytes) {
    tick();
    return get(fd) instanceof Opened.End end ? end.pipe.resize(bytes) : -Errno.EBADF;
  }

  @Override
  public long tee(int in, int out, long length, int flags) {
    return -Errno.ENOSYS;
  }

  @Override
  public long splice(int in, int out, long length, int flags) {
    return -Errno.ENOSYS;
  }

  // ---- processes ----------------------------------------------------------------------------

  @Override
  public int spawn(Spawn request) {
    int error = enter(SystemCall.SPAWN, request.path());
    return error != 0 ? error : new Spawning(machine, files).spawn(request);
  }

  @Override
  public int execve(String path, List<String> with, List<String> entries) {
    tick();
    return -Errno.ENOENT;
  }

  @Override
  public int waitid(int idType, int id, int options, ChildStatus out) {
    int error = enter(SystemCall.WAITID, "");
    int result = error != 0 ? error : waitOnce(idType, id, options, out);
    while (result == 0 && (options & Linux.WNOHANG) == 0) {
      machine.clock.next();
      result = waitOnce(idType, id, options, out);
    }
    return result;
  }

  private int waitOnce(int idType, int id, int options, ChildStatus out) {
    int wanted = id;
    if (idType == Linux.P_PIDFD) {
      if (!(get(id) instanceof Opened.Person person)) {
        return -Errno.EBADF;
      }
      wanted = person.process.pid;
    } else if (idType != Linux.P_ALL && idType != Linux.P_PID) {
      return -Errno.EINVAL;
    }
    boolean any = false;
    for (FakeProcess process : machine.processes()) {
      if (idType != Linux.P_ALL && process.pid != wanted) {
        continue;
      }
      any = true;
      if (!process.alive) {
        out.pid = process.pid;
        out.waitStatus = process.waitStatus;
        if ((options & Linux.WNOWAIT) == 0) {
          machine.reap(process);
        }
        return process.pid;
      }
    }
    return any ? 0 : -Errno.ECHILD;
  }

  @Override
  public int kill(int pid, int signal) {
    tick();
    return machine.kill(pid, signal);
  }

  @Override
  public int killGroup(int group, int signal) {
    tick();
    return machine.killGroup(group, signal);
  }

  @Override
  public int getpid() {
    return machine.ownPid;
  }

  @Override
  public int getpgid(int pid) {
    if (pid == 0 || pid == machine.ownPid) {
      return machine.ownPid;
    }
    FakeProcess process = machine.processes.get(pid);
    return process == null ? -Errno.ESRCH : process.group;
  }

  @Override
  public int getuid() {
    return 0;
  }

  @Override
  public int getegid() {
    return 0;
  }

  @Override
  public int setsid() {
    return -Errno.EPERM;
  }

  @Override
  public int pidfdOpen(int pid) {
    tick();
    if (pid <= 0) {
      return -Errno.EINVAL;
    }
    FakeProcess process = machine.processes.get(pid);
    return process == null ? -Errno.ESRCH : add(new Opened.Person(process));
  }

  @Override
  public int pidfdSendSignal(int pidfd, int signal) {
    tick();
    if (!(get(pidfd) instanceof Opened.Person person)) {
      return -Errno.EBADF;
    }
    return person.process.reaped ? -Errno.ESRCH : machine.kill(person.process.pid, signal);
  }

  @Override
  public int pidfdInfo(int pidfd, ChildStatus out) {
    tick();
    if (!(get(pidfd) instanceof Opened.Person person)) {
      return -Errno.EBADF;
    }
    if (!person.process.reaped) {
      return 0;
    }
    out.waitStatus = person.process.waitStatus;
    return 1;
  }

  @Override
  public int prctl(int option, long a2, long a3, long a4, long a5) {
    return 0;
  }

  @Override
  public int unshare(int flags) {
    return -Errno.ENOSYS;
  }

  @Override
  public int setns(int fd, int type) {
    return -Errno.ENOSYS;
  }

  @Override
  public int getLimit(int resource, Limit out) {
    if (resource != Linux.RLIMIT_NOFILE) {
      return -Errno.EINVAL;
    }
    out.soft = machine.descriptors.limit;
    out.hard = hardLimit;
    return 0;
  }

  @Override
  public int setLimit(int resource, Limit limit) {
    if (resource != Linux.RLIMIT_NOFILE || limit.soft > limit.hard) {
      return -Errno.EINVAL;
    }
    machine.descriptors.limit = limit.soft;
    hardLimit = limit.hard;
    return 0;
  }

  // ---- waiting ------------------------------------------------------------------------------

  @Override
  public int epollCreate() {
    tick();
    return add(new Epoll());
  }

  @Override
  public int epollControl(int epoll, int operation, int fd, int events, long data) {
    int error = enter(SystemCall.EPOLL_CONTROL, "");
    Opened opened = get(fd);
    Opened instance = get(epoll);
    if (opened == null || instance == null) {
      return -Errno.EBADF;
    }
    if (!(instance instanceof Epoll into)) {
      return -Errno.EINVAL;
    }
    return error != 0 ? error : into.control(operation, fd, opened, events, data);
  }

  /**
   * Here time passes.
   *
   * @throws IllegalStateException when nothing in this world will ever end the wait
   */
  @Override
  public int epollWait(int epoll, Ready out, int timeoutMillis) {
    int error = enter(SystemCall.EPOLL_WAIT, "");
    Opened opened = get(epoll);
    if (!(opened instanceof Epoll instance)) {
      return opened == null ? -Errno.EBADF : -Errno.EINVAL;
    }
    if (out.capacity() == 0) {
      return -Errno.EINVAL;
    }
    if (error != 0) {
      return error;
    }
    long now = machine.clock.nanos();
    long end = timeoutMillis < 0 ? Long.MAX_VALUE : now + timeoutMillis * MILLI;
    int count = instance.collect(out);
    while (count == 0
        && machine.clock.nextAt() <= end
        && machine.clock.nextAt() != Long.MAX_VALUE) {
      machine.clock.next();
      count = instance.collect(out);
    }
    if (count == 0 && end == Long.MAX_VALUE) {
      throw new IllegalStateException("it waits for ever");
    }
    if (count == 0) {
      machine.clock.pass(end - machine.clock.nanos());
    }
    return count;
  }

  @Override
  public int timerfdCreate(int clock) {
    tick();
    boolean known = clock == Linux.CLOCK_BOOTTIME || clock == Linux.CLOCK_MONOTONIC;
    return known ? add(new Opened.Timer(machine.clock)) : -Errno.EINVAL;
  }

  @Override
  public int timerfdSet(int fd, long atNanos) {
    tick();
    Opened opened = get(fd);
    if (!(opened instanceof Opened.Timer timer)) {
      return opened == null ? -Errno.EBADF : -Errno.EINVAL;
    }
    if (atNanos < 0) {
      return -Errno.EINVAL;
    }
    timer.set(atNanos);
    if (atNanos > 0) {
      machine.clock.at(atNanos, () -> {}); // so that time passes up to there
    }
    return 0;
  }

  @Override
  public int eventfd(int initial) {
    tick();
    return add(new Opened.Counter(initial));
  }

  @Override
  public int inotifyInit() {
    return -Errno.ENOSYS;
  }

  @Override
  public int inotifyAdd(int fd, String path, int mask) {
    return -Errno.ENOSYS;
  }

  // ---- signals ------------------------------------------------------------------------------

  @Override
  public int catchSignal(int signal) {
    tick();
    if (uncatchable(signal)) {
      return -Errno.EINVAL;
    }
    Opened.Counter counter = machine.catchSignal(signal);
    for (int fd : machine.descriptors.numbers()) {
      if (get(fd) == counter) {
        return fd;
      }
    }
    return add(counter);
  }

  @Override
  public int ignoreSignal(int signal) {
    if (uncatchable(signal)) {
      return -Errno.EINVAL;
    }
    machine.ignored |= FakeProcess.bit(signal);
    return 0;
  }

  private static boolean uncatchable(int signal) {
    return signal < 1 || signal > Long.SIZE || signal == Signals.KILL || signal == Signals.STOP;
  }

  @Override
  public long ignoredSignals() {
    return machine.ignored;
  }

  // ---- time, chance, origin -----------------------------------------------------------------

  @Override
  public long clock(int clock) {
    tick();
    return switch (clock) {
      case Linux.CLOCK_REALTIME -> machine.clock.wall();
      case Linux.CLOCK_MONOTONIC, Linux.CLOCK_BOOTTIME -> machine.clock.nanos();
      default -> -Errno.EINVAL;
    };
  }

  @Override
  public int random(byte[] out) {
    random.nextBytes(out);
    return 0;
  }

  @Override
  public List<String> arguments() {
    return arguments;
  }

  @Override
  public List<String> environment() {
    return environment;
  }

  // ---- machine, patterns --------------------------------------------------------------------

  @Override
  public int mount(
      @Nullable String source,
      String target,
      @Nullable String type,
      long flags,
      @Nullable String data) {
    return -Errno.ENOSYS;
  }

  @Override
  public int umount(String target, int flags) {
    return -Errno.ENOSYS;
  }

  @Override
  public int sync() {
    return 0;
  }

  @Override
  public int reboot(int command) {
    return -Errno.ENOSYS;
  }

  @Override
  public long compilePattern(String pattern, int flags) {
    return -Errno.ENOSYS;
  }

  @Override
  public int matchPattern(long handle, byte[] text, int offset, int length) {
    return 0;
  }

  @Override
  public void freePattern(long handle) {}
}
