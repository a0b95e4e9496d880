package muster.daemon;

import java.nio.charset.StandardCharsets;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.plan.Plan;
import muster.plan.PlanReader;

/** The directory of one daemon. docs/runtime-directory.md has all that is in it. */
final class RuntimeDirectory {
  static final String SERVICES = "service";
  static final String FIFOS = "fifo";
  static final String ONESHOTS = "oneshot";
  static final String NOTIFY = "notify";
  private static final String LOCK = "lock";
  private static final String PLAN = "plan";
  private static final String LOGS = "logs";
  private static final String EXIT = "exit";

  /** Somebody else's, or nothing that a daemon can use. */
  private static final int UNUSABLE = 4;

  /** A plan of a million services has some hundred megabytes; the daemon's heap has 24. */
  private static final int PLAN_BYTES_MAX = 16 << 20;

  private static final int PID_BYTES = 16;

  private final Kernel kernel;
  final String path;
  final int fd;

  private RuntimeDirectory(Kernel kernel, String path, int fd) {
    this.kernel = kernel;
    this.path = path;
    this.fd = fd;
  }

  /**
   * Takes it: one daemon at a time.
   *
   * @throws StartupException when it is not to be had
   */
  static RuntimeDirectory take(Kernel kernel, String path) {
    int fd = kernel.open(path, Linux.O_PATH | Linux.O_DIRECTORY, 0);
    StartupException.check(fd, "open the runtime directory " + path);
    RuntimeDirectory directory = new RuntimeDirectory(kernel, path, fd);
    directory.takeLock();
    int mask = kernel.umask(0);
    directory.make(SERVICES, 0755);
    directory.make(FIFOS, 0700);
    directory.make(ONESHOTS, 0700);
    directory.make(NOTIFY, 0755);
    directory.make(Requests.REPLIES, 0700);
    kernel.umask(mask);
    kernel.unlinkAt(fd, EXIT, 0);
    return directory;
  }

  private void takeLock() {
    int lock = kernel.openAt(fd, LOCK, Linux.O_RDWR | Linux.O_CREAT | Linux.O_NONBLOCK, 0644);
    StartupException.check(lock, "open " + at(LOCK));
    int locked = kernel.lock(lock, true);
    if (locked == -Errno.EAGAIN) {
      byte[] owner = new byte[PID_BYTES];
      int length = Math.max(kernel.read(lock, owner, 0, owner.length), 0);
      throw new StartupException(
          UNUSABLE,
          "cannot use "
              + path
              + ": the daemon with pid "
              + Files.firstLine(owner, length)
              + " has it");
    }
    StartupException.check(locked, "lock " + at(LOCK));
    // Before anybody knows of us: what is written there, nobody would read.
    kernel.unlinkAt(fd, Requests.CONTROL, 0);
    byte[] pid = (kernel.getpid() + "\n").getBytes(StandardCharsets.ISO_8859_1);
    kernel.ftruncate(lock, 0);
    StartupException.check(kernel.write(lock, pid, 0, pid.length), "write " + at(LOCK));
  }

  private void make(String name, int mode) {
    int made = kernel.mkdirAt(fd, name, mode);
    StartupException.check(made == -Errno.EEXIST ? 0 : made, "make " + at(name));
  }

  /** Clients find the logs there, wherever the daemon was told to keep them. */
  void linkLogs(String logs) {
    kernel.unlinkAt(fd, LOGS, 0);
    StartupException.check(kernel.symlinkAt(logs, fd, LOGS), "make " + at(LOGS));
  }

  /** A path in it, absolute. */
  String at(String name) {
    return path.concat("/").concat(name);
  }

  Plan plan() {
    Files.Content content = Files.read(kernel, fd, PLAN, PLAN_BYTES_MAX);
    if (content.error < 0) {
      throw new StartupException(
          UNUSABLE, "cannot read " + at(PLAN) + ": " + Messages.why(content.error));
    }
    try {
      return PlanReader.read(content.bytes);
    } catch (PlanReader.Refused e) {
      throw new StartupException(UNUSABLE, "cannot use " + at(PLAN) + ": " + e.getMessage());
    }
  }

  /** The keeper goes by it: a daemon that is gone without a word is started again. */
  void keepExitCode(int code) {
    Files.replace(kernel, fd, EXIT, (code + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }
}
