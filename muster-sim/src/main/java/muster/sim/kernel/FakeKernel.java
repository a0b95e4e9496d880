package muster.sim.kernel;

import java.util.List;
import java.util.SplittableRandom;
import muster.kernel.ChildStatus;
import muster.kernel.Endpoint;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Limit;
import muster.kernel.Linux;
import muster.kernel.Ready;
import muster.kernel.Sender;
import muster.kernel.Spawn;
import org.jspecify.annotations.Nullable;

/**
 * The kernel of a {@link FakeMachine}, as the one process under test sees it. Time passes a little
 * with each call and else only in those that wait, and the machine's world goes on meanwhile.
 *
 * <p>Mounts, namespaces and reboots are not simulated: they are refused as a kernel refuses them.
 */
public final class FakeKernel implements Kernel {
  /** Beyond the last option of prctl(2). */
  private static final int PRCTL_MAX = 100;

  private final FakeMachine machine;
  private final Toll toll;
  private final FakeFiles files;
  private final FakeDescriptors descriptors;
  private final FakeSockets sockets;
  private final FakeProcesses processes;
  private final FakePolling polling;
  private final FakeSignals signals;
  private final FakeTransfers transfers;
  private final FakePatterns patterns = new FakePatterns();
  private final SplittableRandom random;
  private final List<String> arguments;
  private final List<String> environment;

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
    toll = new Toll(machine.clock, faults);
    files = new FakeFiles(machine, toll);
    descriptors = new FakeDescriptors(machine, toll);
    sockets = new FakeSockets(machine, toll, files);
    processes = new FakeProcesses(machine, toll, files);
    polling = new FakePolling(machine, toll, new SplittableRandom(seed));
    signals = new FakeSignals(machine, toll);
    transfers = new FakeTransfers(machine, toll);
    random = new SplittableRandom(seed);
    this.arguments = List.copyOf(arguments);
    this.environment = List.copyOf(environment);
  }

  // ---- files --------------------------------------------------------------------------------

  @Override
  public int openAt(int directory, String path, int flags, int mode) {
    return files.openAt(directory, path, flags, mode);
  }

  @Override
  public int close(int fd) {
    return descriptors.close(fd);
  }

  @Override
  public int read(int fd, byte[] buffer, int offset, int length) {
    return descriptors.read(fd, buffer, offset, length);
  }

  @Override
  public int write(int fd, byte[] data, int offset, int length) {
    return descriptors.write(fd, data, offset, length);
  }

  @Override
  public int pwrite(int fd, byte[] data, int offset, int length, long position) {
    return descriptors.pwrite(fd, data, offset, length, position);
  }

  @Override
  public int renameAt(int directory, String from, String to) {
    return files.renameAt(directory, from, to);
  }

  @Override
  public int unlinkAt(int directory, String path, int flags) {
    return files.unlinkAt(directory, path, flags);
  }

  @Override
  public int mkdirAt(int directory, String path, int mode) {
    return files.mkdirAt(directory, path, mode);
  }

  @Override
  public int mkfifoAt(int directory, String path, int mode) {
    return files.mkfifoAt(directory, path, mode);
  }

  @Override
  public int symlinkAt(String target, int directory, String path) {
    return files.symlinkAt(target, directory, path);
  }

  @Override
  public int linkAt(int directory, String existing, String path) {
    return files.linkAt(directory, existing, path);
  }

  @Override
  public int readlinkAt(int directory, String path, byte[] buffer) {
    return files.readlinkAt(directory, path, buffer);
  }

  @Override
  public int statAt(int directory, String path, int flags, FileStatus out) {
    return files.statAt(directory, path, flags, out);
  }

  @Override
  public int fstat(int fd, FileStatus out) {
    return descriptors.fstat(fd, out);
  }

  @Override
  public int chmodAt(int directory, String path, int mode) {
    return files.chmodAt(directory, path, mode);
  }

  @Override
  public int fchmod(int fd, int mode) {
    return descriptors.fchmod(fd, mode);
  }

  @Override
  public int chownAt(int directory, String path, int uid, int gid) {
    return files.chownAt(directory, path, uid, gid);
  }

  @Override
  public int ftruncate(int fd, long length) {
    return descriptors.ftruncate(fd, length);
  }

  @Override
  public int fsync(int fd) {
    return descriptors.fsync(fd);
  }

  @Override
  public int lseek(int fd, long offset, int whence) {
    return descriptors.lseek(fd, offset, whence);
  }

  @Override
  public int accessAt(int directory, String path, int mode) {
    return files.accessAt(directory, path, mode);
  }

  @Override
  public int umask(int mask) {
    return files.umask(mask);
  }

  @Override
  public int chdir(String path) {
    return files.chdir(path);
  }

  @Override
  public int listAt(int directory, String path, List<String> names) {
    return files.listAt(directory, path, names);
  }

  // ---- descriptors --------------------------------------------------------------------------

  @Override
  public int dup(int from, int to) {
    return descriptors.dup(from, to);
  }

  @Override
  public int dupAbove(int fd, int lowest) {
    return descriptors.dupAbove(fd, lowest);
  }

  @Override
  public int setNonblocking(int fd, boolean on) {
    return descriptors.setNonblocking(fd, on);
  }

  @Override
  public int setCloseOnExec(int fd, boolean on) {
    return descriptors.setCloseOnExec(fd, on);
  }

  @Override
  public int closeOnExecFrom(int first) {
    return descriptors.closeOnExecFrom(first);
  }

  @Override
  public int lock(int fd, boolean exclusive) {
    return descriptors.lock(fd, exclusive);
  }

  // ---- pipes --------------------------------------------------------------------------------

  @Override
  public int pipe(int[] ends, int flags) {
    return descriptors.pipe(ends, flags);
  }

  @Override
  public int setPipeSize(int fd, int bytes) {
    return descriptors.setPipeSize(fd, bytes);
  }

  @Override
  public long tee(int in, int out, long length, int flags) {
    return transfers.tee(in, out, length, flags);
  }

  @Override
  public long splice(int in, int out, long length, int flags) {
    return transfers.splice(in, out, length, flags);
  }

  // ---- sockets ------------------------------------------------------------------------------

  @Override
  public int socket(int domain, int type, int protocol) {
    return sockets.socket(domain, type);
  }

  @Override
  public int connect(int fd, Endpoint to) {
    return sockets.connect(fd, to);
  }

  @Override
  public int bind(int fd, Endpoint at) {
    return sockets.bind(fd, at);
  }

  @Override
  public int socketError(int fd) {
    return sockets.error(fd);
  }

  @Override
  public int socketPort(int fd) {
    return sockets.port(fd);
  }

  @Override
  public int tellSenders(int fd) {
    return sockets.tellSenders(fd);
  }

  @Override
  public int receive(int fd, byte[] buffer, Sender from) {
    return sockets.receive(fd, buffer, from);
  }

  // ---- processes ----------------------------------------------------------------------------

  @Override
  public int spawn(Spawn request) {
    return processes.spawn(request);
  }

  @Override
  public int execve(String path, List<String> with, List<String> entries) {
    toll.pay();
    return -Errno.ENOENT;
  }

  @Override
  public int waitid(int idType, int id, int options, ChildStatus out) {
    return processes.waitid(idType, id, options, out);
  }

  @Override
  public int kill(int pid, int signal) {
    return processes.kill(pid, signal);
  }

  @Override
  public int killGroup(int group, int signal) {
    return processes.killGroup(group, signal);
  }

  @Override
  public int getpid() {
    return machine.ownPid;
  }

  @Override
  public int getpgid(int pid) {
    return processes.getpgid(pid);
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
    return processes.pidfdOpen(pid);
  }

  @Override
  public int pidfdSendSignal(int pidfd, int signal) {
    return processes.pidfdSendSignal(pidfd, signal);
  }

  @Override
  public int pidfdInfo(int pidfd, ChildStatus out) {
    return processes.pidfdInfo(pidfd, out);
  }

  @Override
  public int prctl(int option, long a2, long a3, long a4, long a5) {
    return option > 0 && option <= PRCTL_MAX ? 0 : -Errno.EINVAL;
  }

  @Override
  public int unshare(int flags) {
    return -Errno.EINVAL;
  }

  @Override
  public int setns(int fd, int type) {
    return machine.descriptors.get(fd) == null ? -Errno.EBADF : -Errno.EINVAL;
  }

  @Override
  public int getLimit(int resource, Limit out) {
    return processes.getLimit(resource, out);
  }

  @Override
  public int setLimit(int resource, Limit limit) {
    return processes.setLimit(resource, limit);
  }

  // ---- waiting ------------------------------------------------------------------------------

  @Override
  public int epollCreate() {
    return polling.epollCreate();
  }

  @Override
  public int epollControl(int epoll, int operation, int fd, int events, long data) {
    return polling.epollControl(epoll, operation, fd, events, data);
  }

  @Override
  public int epollWait(int epoll, Ready out, int timeoutMillis) {
    return polling.epollWait(epoll, out, timeoutMillis);
  }

  @Override
  public int timerfdCreate(int clock) {
    return polling.timerfdCreate(clock);
  }

  @Override
  public int timerfdSet(int fd, long atNanos) {
    return polling.timerfdSet(fd, atNanos);
  }

  @Override
  public int eventfd(int initial) {
    return polling.eventfd(initial);
  }

  @Override
  public int inotifyInit() {
    return polling.inotifyInit();
  }

  @Override
  public int inotifyAdd(int fd, String path, int mask) {
    return files.inotifyAdd(fd, path, mask);
  }

  // ---- signals ------------------------------------------------------------------------------

  @Override
  public int catchSignal(int signal) {
    return signals.catchSignal(signal);
  }

  @Override
  public int ignoreSignal(int signal) {
    return signals.ignoreSignal(signal);
  }

  @Override
  public long ignoredSignals() {
    return machine.ignored;
  }

  // ---- time, chance, origin -----------------------------------------------------------------

  @Override
  public long clock(int clock) {
    toll.pay();
    return switch (clock) {
      case Linux.CLOCK_REALTIME -> machine.clock.wall();
      case Linux.CLOCK_MONOTONIC -> machine.clock.nanos();
      case Linux.CLOCK_BOOTTIME -> machine.clock.boot();
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
    if (!Disk.isBytes((source == null ? "" : source) + (data == null ? "" : data))) {
      return -Errno.EINVAL;
    }
    int missing = files.missing(target);
    return missing != 0 ? missing : -Errno.EPERM;
  }

  @Override
  public int umount(String target, int flags) {
    int missing = files.missing(target);
    return missing != 0 ? missing : -Errno.EPERM;
  }

  @Override
  public int sync() {
    return 0;
  }

  @Override
  public int reboot(int command) {
    return -Errno.EINVAL;
  }

  @Override
  public long compilePattern(String pattern, int flags) {
    return patterns.compile(pattern, flags);
  }

  @Override
  public int matchPattern(long handle, byte[] text, int offset, int length) {
    return patterns.match(handle, text, offset, length);
  }

  @Override
  public void freePattern(long handle) {
    patterns.free(handle);
  }
}
