package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.core.State.StartFailure;
import muster.core.wire.Instance;
import muster.core.wire.WaitStatus;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.Spawn;
import muster.kernel.Spawn.FileAction;
import org.jspecify.annotations.Nullable;

/**
 * Starts a service's processes so that a crash at any point is survived: the intent is on disk
 * before the process is there, and its identity before anybody is told of it.
 */
final class Starter {
  /** What became of a start. */
  sealed interface Outcome {
    /**
     * @param readiness the end to read readiness from, or {@link #NO_CHANNEL}
     */
    record Running(int pid, int readiness) implements Outcome {}

    record Failed(StartFailure why) implements Outcome {}
  }

  static final int NO_CHANNEL = -1;

  private static final String NEW_PID_NAMESPACE = "flag-newpidns";
  private static final String READY_FIFO = "supervise/muster-ready";
  private static final String SERVICE_LOCK = "supervise/service-lock";
  private static final long ABSENT = -1;
  private static final long UNREAD = -2;

  /** What a service's directory has to execute. */
  private enum Script {
    RUN("run", "trying again in 10 seconds", "trying again in 60 seconds"),
    FINISH("finish", "going on without it", "going on without it");

    final String file;

    /** What happens when it cannot be executed. */
    final String unlessExecutable;

    /** What happens when no process could be made for it. */
    final String unlessStarted;

    Script(String file, String unlessExecutable, String unlessStarted) {
      this.file = file;
      this.unlessExecutable = unlessExecutable;
      this.unlessStarted = unlessStarted;
    }
  }

  private final Kernel kernel;
  private final Origin origin;
  private final Room room;
  private final FileStatus status = new FileStatus();

  Starter(Kernel kernel, Origin origin, Room room) {
    this.kernel = kernel;
    this.origin = origin;
    this.room = room;
  }

  // ---- run ----------------------------------------------------------------------------------

  /**
   * @param launch what is executed; null for the directory's {@code run}
   */
  Outcome run(ServiceDirectory directory, String name, Streams streams, @Nullable Launch launch) {
    long lockFd = descriptor(directory, "lock-fd");
    long readyFd = descriptor(directory, "notification-fd");
    if (lockFd == UNREAD || readyFd == UNREAD) {
      return new Outcome.Failed(StartFailure.NO_RESOURCES); // two may run where one has a lock
    }
    if (lockFd != ABSENT && lockFd == readyFd) {
      directory.warn("cannot start: notification-fd and lock-fd are both " + lockFd);
      return new Outcome.Failed(StartFailure.CONTRADICTION);
    }
    List<FileAction> actions = new ArrayList<>();
    streams.addTo(actions);
    int lock = NO_CHANNEL;
    int[] channel = {NO_CHANNEL, NO_CHANNEL};
    try {
      if (lockFd != ABSENT) {
        lock = takeLock(directory);
        if (lock < 0) {
          return new Outcome.Failed(
              lock == -Errno.EAGAIN ? StartFailure.LOCKED : StartFailure.NO_RESOURCES);
        }
        actions.add(new FileAction.Dup(lock, (int) lockFd));
      }
      if (readyFd != ABSENT) {
        if (!openChannel(directory, channel)) {
          return new Outcome.Failed(StartFailure.NO_RESOURCES);
        }
        actions.add(new FileAction.Dup(channel[1], (int) readyFd));
      }
      Outcome outcome = startRun(directory, name, actions, launch);
      if (outcome instanceof Outcome.Running(int pid, _)) {
        outcome = new Outcome.Running(pid, channel[0]);
        channel[0] = NO_CHANNEL;
      }
      return outcome;
    } finally {
      close(lock);
      close(channel[0]);
      close(channel[1]);
    }
  }

  private long descriptor(ServiceDirectory directory, String file) {
    long number = directory.number(file, ABSENT, UNREAD);
    long limit = origin.descriptorsOfServices();
    if (number >= limit) {
      directory.warn(
          "invalid "
              + file
              + ": "
              + number
              + " is not below the limit of "
              + limit
              + " descriptors; ignoring it");
      return ABSENT;
    }
    return number;
  }

  private Outcome startRun(
      ServiceDirectory directory, String name, List<FileAction> actions, @Nullable Launch launch) {
    boolean ownPids = directory.exists(NEW_PID_NAMESPACE);
    int home = ownPids ? Processes.enterNewPidNamespace(kernel) : 0;
    if (home < 0) {
      directory.warn("cannot start as " + NEW_PID_NAMESPACE + " asks: " + again(home));
      return new Outcome.Failed(StartFailure.NO_RESOURCES);
    }
    Outcome outcome =
        launch == null
            ? start(directory, Script.RUN, List.of("run", name), actions)
            : start(directory, Script.RUN, launch, actions);
    if (ownPids) {
      Processes.leavePidNamespace(kernel, home);
    }
    return outcome;
  }

  /**
   * The lock that two instances of a service cannot both have. It belongs to what is opened here,
   * so it is the service's as long as the service has the descriptor.
   *
   * @return the descriptor that carries it, or −errno after a warning
   */
  private int takeLock(ServiceDirectory directory) {
    int flags = Linux.O_WRONLY | Linux.O_CREAT | Linux.O_NONBLOCK;
    int fd = kernel.openAt(directory.fd, SERVICE_LOCK, flags, 0644);
    if (fd < 0) {
      directory.warn("cannot open " + SERVICE_LOCK + ": " + again(fd));
      return fd;
    }
    if (kernel.fstat(fd, status) == 0 && status.size > 0) {
      kernel.ftruncate(fd, 0);
      directory.warn("an earlier instance of the service wrote to " + SERVICE_LOCK);
    }
    int result = kernel.lock(fd, true);
    if (result == 0) {
      return fd;
    }
    kernel.close(fd);
    directory.warn(
        result == -Errno.EAGAIN
            ? "another instance of the service has " + SERVICE_LOCK + "; waiting for it"
            : "cannot lock " + SERVICE_LOCK + ": " + again(result));
    return result;
  }

  /**
   * The channel for readiness is a FIFO and new each time: an earlier instance cannot speak for
   * this one. The service gets it to read and write, so that it is never killed by SIGPIPE because
   * no daemon is there.
   */
  private boolean openChannel(ServiceDirectory directory, int[] channel) {
    int result = room.has(1) ? makeChannel(directory) : -Errno.EMFILE;
    if (result >= 0) {
      result = open(directory, Linux.O_RDONLY | Linux.O_NONBLOCK);
      channel[0] = result;
    }
    if (result >= 0) {
      result = open(directory, Linux.O_RDWR);
      channel[1] = result;
    }
    if (result < 0) {
      directory.warn("cannot make " + READY_FIFO + ": " + again(result));
    }
    return result >= 0;
  }

  private int makeChannel(ServiceDirectory directory) {
    int made = kernel.mkfifoAt(directory.fd, READY_FIFO, 0600);
    if (made == -Errno.EEXIST) {
      kernel.unlinkAt(directory.fd, READY_FIFO, 0);
      made = kernel.mkfifoAt(directory.fd, READY_FIFO, 0600);
    }
    return made;
  }

  private int open(ServiceDirectory directory, int flags) {
    return kernel.openAt(directory.fd, READY_FIFO, flags, 0);
  }

  private static String again(int result) {
    return Messages.why(result) + "; trying again in 60 seconds";
  }

  // ---- finish -------------------------------------------------------------------------------

  /**
   * @return {@link StartFailure#NOT_EXECUTABLE} also when there is none, which is no fault
   */
  Outcome finish(
      ServiceDirectory directory,
      String name,
      Streams streams,
      int waitStatus,
      int group,
      @Nullable Launch launch) {
    int signal = WaitStatus.signal(waitStatus);
    int code = signal == 0 ? WaitStatus.exitCode(waitStatus) : WaitStatus.SIGNALLED;
    List<String> arguments =
        List.of(Integer.toString(code), Integer.toString(signal), name, Integer.toString(group));
    List<FileAction> actions = new ArrayList<>();
    streams.addTo(actions);
    if (launch != null) {
      return start(directory, Script.FINISH, launch.with(arguments), actions);
    }
    int executable = directory.executable("finish");
    if (executable < 0) {
      if (executable != -Errno.ENOENT) {
        directory.warn(cannotExecute(directory, Script.FINISH, executable));
      }
      return new Outcome.Failed(StartFailure.NOT_EXECUTABLE);
    }
    List<String> all = new ArrayList<>();
    all.add("finish");
    all.addAll(arguments);
    return start(directory, Script.FINISH, all, actions);
  }

  // ---- scripts of the scan directory --------------------------------------------------------

  /** Starts a script from the working directory. @return its pid or −errno */
  int script(String path) {
    return spawn(
        new Spawn(
            path,
            List.of(path),
            origin.environment,
            List.of(),
            Linux.AT_FDCWD,
            false,
            origin.ignoredSignals,
            List.of()));
  }

  // ---- both ---------------------------------------------------------------------------------

  private Outcome start(
      ServiceDirectory directory, Script script, List<String> arguments, List<FileAction> actions) {
    return start(directory, script, actions, new Own(directory, script, arguments));
  }

  /** What the plan says is executed itself, so that it works where nothing may be executed. */
  private Outcome start(
      ServiceDirectory directory, Script script, Launch launch, List<FileAction> actions) {
    Executable program = Executable.of(kernel, launch);
    if (program.problem() != null) {
      directory.warn(program.problem());
      return new Outcome.Failed(StartFailure.NOT_EXECUTABLE);
    }
    int home = kernel.open(launch.directory(), Linux.O_PATH | Linux.O_DIRECTORY, 0);
    if (home < 0) {
      directory.warn("cannot run in " + launch.directory() + ": " + Messages.why(home));
      return new Outcome.Failed(
          lacksResources(home) ? StartFailure.NO_RESOURCES : StartFailure.NOT_EXECUTABLE);
    }
    Outcome outcome = start(directory, script, actions, new Planned(launch, program.path(), home));
    kernel.close(home);
    return outcome;
  }

  /** Somebody who wants a process. */
  private interface Request {
    /** As the kernel wants it: with the descriptors kept apart, and the name of the process. */
    Spawn spawn(List<FileAction> apart, String invocation);

    /** A sentence that says why there is none. */
    String why(int result);
  }

  /** A file of the service's directory. */
  private final class Own implements Request {
    private final ServiceDirectory directory;
    private final Script script;
    private final List<String> arguments;

    Own(ServiceDirectory directory, Script script, List<String> arguments) {
      this.directory = directory;
      this.script = script;
      this.arguments = arguments;
    }

    @Override
    public Spawn spawn(List<FileAction> apart, String invocation) {
      return new Spawn(
          "./".concat(script.file),
          arguments,
          origin.environment,
          List.of(invocation),
          directory.fd,
          true,
          origin.ignoredSignals,
          apart);
    }

    @Override
    public String why(int result) {
      return cannotExecute(directory, script, result);
    }
  }

  /** What the plan says. */
  private final class Planned implements Request {
    private final Launch launch;
    private final String path;
    private final int home;

    Planned(Launch launch, String path, int home) {
      this.launch = launch;
      this.path = path;
      this.home = home;
    }

    @Override
    public Spawn spawn(List<FileAction> apart, String invocation) {
      return launch.spawn(path, home, invocation, apart, origin);
    }

    @Override
    public String why(int result) {
      return Executable.why(kernel, launch, result);
    }
  }

  private Outcome start(
      ServiceDirectory directory, Script script, List<FileAction> actions, Request request) {
    InstanceRecord record = directory.begin(origin.intent(script.file));
    if (record.error() < 0) {
      return new Outcome.Failed(StartFailure.NO_RESOURCES);
    }
    int pid = spawn(actions, record.intent(), request);
    if (pid > 0) {
      directory.started(record, pid);
      return new Outcome.Running(pid, NO_CHANNEL);
    }
    record.failed();
    if (lacksResources(pid)) {
      String why = Messages.why(pid);
      directory.warn("cannot start " + script.file + ": " + why + "; " + script.unlessStarted);
      return new Outcome.Failed(StartFailure.NO_RESOURCES);
    }
    directory.warn(request.why(pid));
    return new Outcome.Failed(StartFailure.NOT_EXECUTABLE);
  }

  /** Whether something failed for want of something else, which there may be later. */
  static boolean lacksResources(int result) {
    return switch (-result) {
      case Errno.EAGAIN, Errno.ENOMEM, Errno.EMFILE, Errno.ENFILE, Errno.ENOSPC, Errno.EDQUOT ->
          true;
      default -> false;
    };
  }

  private static String cannotExecute(ServiceDirectory directory, Script script, int result) {
    String file = script.file;
    String reason =
        switch (-result) {
          case Errno.ENOENT ->
              directory.exists(file)
                  ? "its #! line names an interpreter that does not exist"
                  : "there is no such file";
          case Errno.EACCES -> {
            if (!directory.isFile(file)) {
              yield "it is not a file";
            }
            yield directory.executable(file) == 0
                ? Messages.why(result)
                : "it is not executable (chmod +x " + file + ")";
          }
          default -> Messages.whyNotExecuted(result);
        };
    return "cannot execute " + file + ": " + reason + "; " + script.unlessExecutable;
  }

  private int spawn(List<FileAction> actions, Instance intent, Request request) {
    List<Integer> copies = new ArrayList<>();
    List<FileAction> apart = new ArrayList<>(actions.size());
    int result = keepApart(actions, apart, copies);
    if (result == 0) {
      result = spawn(request.spawn(apart, "INVOCATION_ID=".concat(intent.invocation())));
    }
    for (int copy : copies) {
      kernel.close(copy);
    }
    return result;
  }

  /**
   * @return the pid or −errno
   */
  int spawn(Spawn request) {
    origin.pose();
    int pid = kernel.spawn(request);
    origin.resume();
    return pid;
  }

  /**
   * Descriptors are put in their places one after the other: one that would be overwritten before
   * it is copied is moved away first.
   *
   * @return 0 or −errno
   */
  private int keepApart(List<FileAction> actions, List<FileAction> apart, List<Integer> copies) {
    for (FileAction action : actions) {
      if (action instanceof FileAction.Dup(int from, int to) && overwritten(from, actions)) {
        int copy = kernel.dupAbove(from, highestPlace(actions) + 1);
        if (copy < 0) {
          return copy;
        }
        copies.add(copy);
        apart.add(new FileAction.Dup(copy, to));
      } else {
        apart.add(action);
      }
    }
    return 0;
  }

  private static boolean overwritten(int fd, List<FileAction> actions) {
    for (FileAction action : actions) {
      if (action instanceof FileAction.Dup(int from, int to) && to == fd && from != fd) {
        return true;
      }
    }
    return false;
  }

  private static int highestPlace(List<FileAction> actions) {
    int highest = 0;
    for (FileAction action : actions) {
      if (action instanceof FileAction.Dup(_, int to)) {
        highest = Math.max(highest, to);
      }
    }
    return highest;
  }

  private void close(int fd) {
    if (fd >= 0) {
      kernel.close(fd);
    }
  }
}
