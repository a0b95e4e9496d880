package muster.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The real kernel, through libc.
 *
 * <p><em>One instance per thread.</em> An instance keeps the native memory that its calls marshal
 * through, so two threads in one instance would write over each other's arguments. Nothing is given
 * back when an instance is dropped: make one per loop, not one per task.
 *
 * <p>Needs Linux 5.11 (close_range with close-on-exec) and glibc 2.29 (posix_spawn that changes the
 * directory), and the JVM's leave: {@code --enable-native-access=muster.kernel}, or {@code
 * ALL-UNNAMED} on the class path. Signals go wrong under {@code -Xrs}; QUIT needs descriptor 3,
 * which the JVM takes unless its launcher opened /dev/null there.
 */
public final class LinuxKernel implements Kernel {
  private final Files files;
  private final Descriptors descriptors;
  private final Sockets sockets;
  private final Processes processes;
  private final Namespaces namespaces;
  private final Spawner spawner;
  private final Polling polling;
  private final SignalCatcher signals;
  private final Origin origin;
  private final Machine machine;
  private final Patterns patterns;

  /** For threads that do not ask for {@link #arguments()}. */
  public LinuxKernel() {
    this(new String[0]);
  }

  /**
   * @param mainArguments what {@code main} got: tells how many of the command line's arguments are
   *     the program's, and stands in for them when /proc is not mounted
   */
  public LinuxKernel(String[] mainArguments) {
    this(mainArguments, Spawner.MANY);
  }

  /**
   * @param many the number of a descriptor from which on processes are made by a thread of their
   *     own
   */
  LinuxKernel(String[] mainArguments, int many) {
    Arch arch = Arch.of(System.getProperty("os.arch", ""));
    Libc libc = new Libc();
    // Strings and what a call fills are two blocks, because many calls have both.
    Text text = new Text(new Memory(libc));
    Memory memory = new Memory(libc);
    descriptors = new Descriptors(libc, memory);
    files = new Files(libc, arch, text, memory, descriptors);
    sockets = new Sockets(libc, memory);
    processes = new Processes(libc, text, memory);
    namespaces = new Namespaces(libc, files);
    spawner = new Spawner(libc, arch, text, namespaces, many);
    polling = new Polling(libc, arch, text, memory);
    signals = new SignalCatcher(libc, memory, files);
    origin = new Origin(mainArguments, files, descriptors);
    machine = new Machine(libc, text, memory);
    patterns = new Patterns(libc, text, memory);
  }

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
    return files.fstat(fd, out);
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
    return descriptors.tee(in, out, length, flags);
  }

  @Override
  public long splice(int in, int out, long length, int flags) {
    return descriptors.splice(in, out, length, flags);
  }

  @Override
  public int socket(int domain, int type, int protocol) {
    return sockets.socket(domain, type, protocol);
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

  @Override
  public int spawn(Spawn request) {
    return spawner.spawn(request);
  }

  @Override
  public int execve(String path, List<String> arguments, List<String> environment) {
    return processes.execve(path, arguments, environment);
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
    return processes.getpid();
  }

  @Override
  public int getpgid(int pid) {
    return processes.getpgid(pid);
  }

  @Override
  public int getuid() {
    return processes.getuid();
  }

  @Override
  public int getegid() {
    return processes.getegid();
  }

  @Override
  public int setsid() {
    return processes.setsid();
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
    return processes.prctl(option, a2, a3, a4, a5);
  }

  @Override
  public int unshare(int flags) {
    return namespaces.unshare(flags);
  }

  @Override
  public int setns(int fd, int type) {
    return namespaces.setns(fd, type);
  }

  @Override
  public int getLimit(int resource, Limit out) {
    return processes.getLimit(resource, out);
  }

  @Override
  public int setLimit(int resource, Limit limit) {
    return processes.setLimit(resource, limit);
  }

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
    return polling.inotifyAdd(fd, path, mask);
  }

  @Override
  public int catchSignal(int signal) {
    return signals.catchSignal(signal);
  }

  @Override
  public int ignoreSignal(int signal) {
    return signals.ignore(signal);
  }

  @Override
  public long ignoredSignals() {
    return signals.ignored();
  }

  @Override
  public long clock(int clock) {
    return polling.clock(clock);
  }

  @Override
  public int random(byte[] out) {
    return machine.random(out);
  }

  @Override
  public List<String> arguments() {
    return origin.arguments();
  }

  @Override
  public List<String> environment() {
    return origin.environment();
  }

  @Override
  public int mount(
      @Nullable String source,
      String target,
      @Nullable String type,
      long flags,
      @Nullable String data) {
    return machine.mount(source, target, type, flags, data);
  }

  @Override
  public int umount(String target, int flags) {
    return machine.umount(target, flags);
  }

  @Override
  public int sync() {
    return machine.sync();
  }

  @Override
  public int reboot(int command) {
    return machine.reboot(command);
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
