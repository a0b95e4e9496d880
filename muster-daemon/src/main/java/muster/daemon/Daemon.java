package muster.daemon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.core.ScanEffect;
import muster.core.ScanEvent;
import muster.core.Scanner;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.Signals;
import org.jspecify.annotations.Nullable;

/**
 * {@code muster scan}: everything that s6-svscan and its s6-supervise processes do, on one thread.
 *
 * <p>Source: s6-svscan(8) of s6 2.11.
 */
public final class Daemon {
  private static final String HOME = ".s6-svscan";
  private static final String CONTROL = ".s6-svscan/control";
  private static final String LOCK = ".s6-svscan/lock";
  private static final String FINISH = ".s6-svscan/finish";
  private static final String CRASH = ".s6-svscan/crash";

  private static final int STDOUT = 1;
  private static final int FIRST_PRIVATE = 3;
  private static final int CONTROL_BYTES = 64;

  /** Signals that have a meaning of their own, which no script replaces. */
  private static final int[] FIXED = {Signals.ALRM, Signals.ABRT};

  /** Signals for which a script in {@code .s6-svscan} is looked for. */
  private static final int[] SCRIPTED = {
    Signals.HUP, Signals.INT, Signals.QUIT, Signals.TERM,
    Signals.USR1, Signals.USR2, Signals.PWR, Signals.WINCH
  };

  private final Kernel kernel;
  private final Messages messages;
  private final Host host;
  private final Scanner scanner;
  private final Map<Integer, Supervision> supervisions = new LinkedHashMap<>();
  private final Map<Integer, LogPipe> pipes = new LinkedHashMap<>();
  private final FileStatus status = new FileStatus();
  private final ScanDirectory directory;
  private final Deadlines.Member scanTimer =
      new Deadlines.Member() {
        @Override
        void due() {
          // nothing by itself: each turn ends with asking the scanner what is to be done
        }
      };
  private int control;
  private boolean over;

  private Daemon(Kernel kernel, Messages messages, int servicesMax, Observer observer) {
    this.kernel = kernel;
    this.messages = messages;
    this.scanner = new Scanner(servicesMax);
    this.directory = new ScanDirectory(kernel, scanner);
    Origin origin = new Origin(kernel, messages);
    int child = catchSignal(Signals.CHLD); // before other descriptors can take their places
    int[] fixed = catchSignals(FIXED);
    int[] scripted = catchSignals(SCRIPTED);
    Loop loop = new Loop(kernel);
    this.host =
        new Host(
            kernel,
            loop,
            messages,
            origin,
            new Fifodir(kernel),
            new Starter(kernel, origin),
            new Children(kernel),
            observer);
    watchSignal(child, host.children()::reap);
    for (int i = 0; i < fixed.length; i++) {
      int signal = FIXED[i];
      watchSignal(fixed[i], () -> note(new ScanEvent.Signal(signal)));
    }
    for (int i = 0; i < scripted.length; i++) {
      int signal = SCRIPTED[i];
      watchSignal(scripted[i], () -> scriptedSignal(signal));
    }
  }

  // ---- from the outside ---------------------------------------------------------------------

  /**
   * Supervises a scan directory until told to stop. This is all of {@code muster scan}.
   *
   * @param directory bytes as chars
   * @param servicesMax loggers not counted
   * @return the exit code, when nothing is executed in the end
   */
  public static int scan(Kernel kernel, String directory, int servicesMax) {
    return scan(kernel, directory, servicesMax, Observer.NOBODY);
  }

  /** The same, and somebody watches. */
  public static int scan(Kernel kernel, String directory, int servicesMax, Observer observer) {
    sanitizeStandardStreams(kernel);
    Messages messages = new Messages(kernel);
    try {
      Daemon daemon = begin(kernel, messages, directory, servicesMax, observer);
      while (daemon.turn()) {
        // all is done in the turns
      }
      return daemon.finish();
    } catch (StartupException e) {
      messages.fatal(e.reason);
      return e.exitCode;
    }
  }

  /** What is opened from here on must not become a standard stream by chance. */
  private static void sanitizeStandardStreams(Kernel kernel) {
    FileStatus status = new FileStatus();
    for (int fd = 0; fd < FIRST_PRIVATE; fd++) {
      if (kernel.fstat(fd, status) == -Errno.EBADF) {
        kernel.setCloseOnExec(kernel.open("/dev/null", Linux.O_RDWR, 0), false);
      }
    }
  }

  /** Everything up to the loop: what goes wrong here ends the daemon. */
  static Daemon begin(
      Kernel kernel, Messages messages, String directory, int servicesMax, Observer observer) {
    Daemon daemon = new Daemon(kernel, messages, servicesMax, observer);
    StartupException.check(kernel.chdir(directory), "enter the scan directory " + directory);
    daemon.openHome();
    daemon.settle();
    daemon.announce(directory);
    return daemon;
  }

  /**
   * Waits until something happens and does what is to be done.
   *
   * @return false when it is over
   */
  boolean turn() {
    host.loop().turn();
    settle();
    return !over;
  }

  // ---- beginning ----------------------------------------------------------------------------

  private int[] catchSignals(int[] signals) {
    int[] caught = new int[signals.length];
    for (int i = 0; i < signals.length; i++) {
      caught[i] = catchSignal(signals[i]);
    }
    return caught;
  }

  private int catchSignal(int signal) {
    int result = kernel.catchSignal(signal);
    if (result < 0) {
      messages.warn(
          "cannot catch "
              + SignalNames.name(signal)
              + ": "
              + Messages.why(result)
              + "; it keeps its default meaning");
    }
    return result;
  }

  private void watchSignal(int fd, Runnable arrived) {
    if (fd >= 0) {
      int result =
          host.loop()
              .watch(
                  fd,
                  true,
                  () -> {
                    Loop.drain(kernel, fd);
                    arrived.run();
                  });
      StartupException.check(result, "watch for signals");
    }
  }

  /** The directory {@code .s6-svscan}: one daemon at a time, and the way to command it. */
  private void openHome() {
    int mask = kernel.umask(0);
    int made = kernel.mkdir(HOME, 0700);
    StartupException.check(made == -Errno.EEXIST ? 0 : made, "make " + HOME);
    if (kernel.stat(HOME, status) == 0 && !status.isDirectory()) {
      throw new StartupException(StartupException.USAGE, HOME + " is not a directory");
    }
    int flags = Linux.O_WRONLY | Linux.O_NONBLOCK | Linux.O_CREAT;
    int lock = StartupException.check(kernel.open(LOCK, flags, 0600), "open " + LOCK);
    int locked = kernel.lock(lock, true);
    if (locked == -Errno.EAGAIN) {
      throw new StartupException(
          StartupException.USAGE, "cannot scan: another supervisor has " + LOCK);
    }
    StartupException.check(locked, "lock " + LOCK);
    made = kernel.mkfifo(CONTROL, 0600);
    StartupException.check(made == -Errno.EEXIST ? 0 : made, "make the FIFO " + CONTROL);
    control =
        StartupException.check(
            kernel.open(CONTROL, Linux.O_RDWR | Linux.O_NONBLOCK, 0), "open " + CONTROL);
    if (kernel.fstat(control, status) < 0 || !status.isFifo()) {
      throw new StartupException(StartupException.USAGE, CONTROL + " is not a FIFO");
    }
    kernel.umask(mask);
    StartupException.check(
        host.loop().watch(control, false, this::controlReady), "watch " + CONTROL);
  }

  private void announce(String directory) {
    int count = supervisions.size();
    messages.info(
        "supervising " + count + (count == 1 ? " service in " : " services in ") + directory);
    messages.info("room for " + (count + room()) + " services: " + descriptors());
    for (Supervision first : supervisions.values()) {
      messages.info("look at one with: s6-svstat " + directory + "/" + first.name());
      return;
    }
  }

  /** How many more services the limit of descriptors allows. */
  private long room() {
    int lowestFree = kernel.dupAbove(STDOUT, 0);
    if (lowestFree < 0) {
      return 0;
    }
    kernel.close(lowestFree);
    return (host.origin().descriptors() - lowestFree) / Supervision.DESCRIPTORS;
  }

  private String descriptors() {
    return host.origin().descriptors() + " descriptors, " + Supervision.DESCRIPTORS + " each";
  }

  // ---- events -------------------------------------------------------------------------------

  private void controlReady() {
    byte[] bytes = new byte[CONTROL_BYTES];
    int length = kernel.read(control, bytes, 0, bytes.length);
    for (int i = 0; i < length; i++) {
      note(new ScanEvent.Command(bytes[i]));
    }
  }

  /** A script in {@code .s6-svscan} takes the place of what the signal means by itself. */
  private void scriptedSignal(int signal) {
    if (scanner.phase() != Scanner.Phase.RUNNING) {
      return;
    }
    String path = HOME.concat("/").concat(SignalNames.name(signal));
    int pid = host.starter().script(path);
    if (pid > 0) {
      return;
    }
    if (pid != -Errno.ENOENT) {
      messages.warn("cannot execute " + path + ": " + Messages.why(pid));
    }
    note(new ScanEvent.Signal(signal));
  }

  private void note(ScanEvent event) {
    host.observer().scanner(scanner.phase(), event);
    scanner.on(event, host.loop().clock());
  }

  // ---- the core -----------------------------------------------------------------------------

  /** Asks the policy until it has nothing more to say. */
  private void settle() {
    List<ScanEffect> effects = scanner.settle(host.loop().clock());
    while (!effects.isEmpty()) {
      for (ScanEffect effect : effects) {
        perform(effect);
      }
      effects = scanner.settle(host.loop().clock());
    }
    host.loop().deadlines().set(scanTimer, scanner.deadline());
  }

  private void perform(ScanEffect effect) {
    switch (effect) {
      case ScanEffect.ReadDirectory _ -> note(directory.read());
      case ScanEffect.Supervise(int id, String name, var role) -> supervise(id, name, role);
      case ScanEffect.Tell(int id, var word) -> tell(id, word);
      case ScanEffect.ClosePipe(int pipe) -> closePipe(pipe);
      case ScanEffect.LeaveCatchAll _ -> leaveCatchAll();
      case ScanEffect.Finish _ -> over = true;
      case ScanEffect.Warn(String text) -> messages.warn(text);
    }
  }

  private void supervise(int id, String name, ScanEffect.Role role) {
    Streams streams = streams(role);
    Supervision supervision =
        streams == null ? null : Supervision.begin(host, name, streams, () -> supervisionGone(id));
    if (supervision == null) {
      note(new ScanEvent.SupervisorGone(id));
    } else {
      supervisions.put(id, supervision);
    }
  }

  private @Nullable Streams streams(ScanEffect.Role role) {
    return switch (role) {
      case ScanEffect.Role.Plain _, ScanEffect.Role.CatchAll _ -> Streams.inherited();
      case ScanEffect.Role.Producer(int number) -> {
        LogPipe pipe = pipe(number);
        yield pipe == null ? null : Streams.producer(pipe);
      }
      case ScanEffect.Role.Logger(int number) -> {
        LogPipe pipe = pipe(number);
        yield pipe == null ? null : Streams.logger(pipe);
      }
    };
  }

  /** A pipe is made when it is first needed. */
  private @Nullable LogPipe pipe(int number) {
    LogPipe pipe = pipes.get(number);
    if (pipe == null) {
      pipe = LogPipe.make(kernel);
      if (pipe == null) {
        messages.warn("cannot make a pipe to a logger; trying again in a second");
        return null;
      }
      pipes.put(number, pipe);
    }
    return pipe;
  }

  private void supervisionGone(int id) {
    supervisions.remove(id);
    note(new ScanEvent.SupervisorGone(id));
  }

  private void tell(int id, ScanEffect.Word word) {
    Supervision supervision = supervisions.get(id);
    if (supervision == null) {
      return;
    }
    switch (word) {
      case TERMINATE -> supervision.terminate();
      case LEAVE -> supervision.leave();
    }
  }

  private void closePipe(int number) {
    LogPipe pipe = pipes.remove(number);
    if (pipe != null) {
      pipe.letGoRead();
      pipe.letGoWrite();
    }
  }

  /** Its own standard output is what keeps the catch-all logger's input from ending. */
  private void leaveCatchAll() {
    int devNull = kernel.open("/dev/null", Linux.O_WRONLY, 0);
    if (devNull < 0) {
      messages.warn("cannot open /dev/null: " + Messages.why(devNull));
      return;
    }
    kernel.dup(devNull, STDOUT);
    kernel.setCloseOnExec(STDOUT, false);
    kernel.close(devNull);
  }

  // ---- the end ------------------------------------------------------------------------------

  /** Executes {@code .s6-svscan/finish}, if there is one. @return the exit code otherwise */
  private int finish() {
    host.origin().pose();
    int result = kernel.execve(FINISH, List.of(FINISH), host.origin().environment);
    if (result == -Errno.ENOENT) {
      return 0;
    }
    messages.warn("cannot execute " + FINISH + ": " + Messages.why(result));
    messages.warn("executing " + CRASH + " instead");
    result = kernel.execve(CRASH, List.of(CRASH), host.origin().environment);
    messages.fatal("cannot execute " + CRASH + ": " + Messages.why(result));
    return StartupException.SYSTEM;
  }
}
