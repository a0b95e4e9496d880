package muster.daemon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.core.Listing;
import muster.core.ScanEffect;
import muster.core.ScanEvent;
import muster.core.Scanner;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/**
 * One scan directory, which is the working directory, and the supervisions in it: what s6-svscan
 * does. Both kinds of daemons have one.
 */
final class Scanning {
  static final String HOME = ".s6-svscan";
  private static final String CONTROL = ".s6-svscan/control";
  private static final String LOCK = ".s6-svscan/lock";

  private static final int STDOUT = 1;
  private static final int CONTROL_BYTES = 64;

  private final Host host;
  private final Kernel kernel;
  private final Messages messages;
  private final Scanner scanner;
  private final Charges charges;
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

  /** Services for which there was no room, until that is told. */
  private final List<String> refused = new ArrayList<>();

  private int control;
  private boolean over;

  Scanning(Host host, int servicesMax, Charges charges) {
    this.host = host;
    this.kernel = host.kernel();
    this.messages = host.messages();
    this.scanner = new Scanner(servicesMax);
    this.directory = new ScanDirectory(kernel, scanner);
    this.charges = charges;
  }

  /** Whether the last supervision has ended, and was to. */
  boolean isOver() {
    return over;
  }

  Scanner.Phase phase() {
    return scanner.phase();
  }

  /** The directory {@code .s6-svscan}: one daemon at a time, and the way to command it. */
  void openHome() {
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

  void announce(String directory) {
    int count = supervisions.size();
    messages.info(
        "supervising " + count + (count == 1 ? " service in " : " services in ") + directory);
    long room = count + host.room().times(Supervision.DESCRIPTORS);
    messages.info("room for " + room + " services: " + descriptors());
    for (Supervision first : supervisions.values()) {
      messages.info("look at one with: s6-svstat " + directory + "/" + first.name());
      return;
    }
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

  void note(ScanEvent event) {
    host.observer().scanner(scanner.phase(), event);
    scanner.on(event, host.loop().clock());
  }

  // ---- the core -----------------------------------------------------------------------------

  /** Asks the policy until it has nothing more to say. */
  void settle() {
    List<ScanEffect> effects = scanner.settle(host.loop().clock());
    while (!effects.isEmpty()) {
      for (ScanEffect effect : effects) {
        perform(effect);
      }
      effects = scanner.settle(host.loop().clock());
    }
    host.loop().deadlines().set(scanTimer, scanner.deadline());
    tellRefused();
  }

  private void tellRefused() {
    if (!refused.isEmpty()) {
      messages.warn(
          "cannot supervise "
              + Listing.of(refused)
              + ": no room for more, with "
              + descriptors()
              + "; raise the hard limit of descriptors (ulimit -Hn)");
      refused.clear();
    }
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
    if (!host.room().has(Supervision.DESCRIPTORS + descriptorsOfPipe(role))) {
      refused.add(name);
      note(new ScanEvent.NoRoom(id));
      return;
    }
    Charge charge = charges.of(name);
    Streams streams = charge.streams() == null ? streams(role) : charge.streams();
    Supervision supervision =
        streams == null
            ? null
            : Supervision.begin(host, name, streams, charge, () -> supervisionGone(id));
    if (supervision == null) {
      note(new ScanEvent.SupervisorGone(id));
    } else {
      supervisions.put(id, supervision);
    }
  }

  private int descriptorsOfPipe(ScanEffect.Role role) {
    boolean there = role.pipe() == ScanEffect.Role.NO_PIPE || pipes.containsKey(role.pipe());
    return there ? 0 : LogPipe.DESCRIPTORS;
  }

  private @Nullable Streams streams(ScanEffect.Role role) {
    if (role.pipe() == ScanEffect.Role.NO_PIPE) {
      return Streams.inherited();
    }
    LogPipe pipe = pipe(role.pipe());
    if (pipe == null) {
      return null;
    }
    return role instanceof ScanEffect.Role.Logger ? Streams.logger(pipe) : Streams.producer(pipe);
  }

  /** A pipe is made when it is first needed. */
  private @Nullable LogPipe pipe(int number) {
    LogPipe pipe = pipes.get(number);
    if (pipe == null) {
      pipe = LogPipe.make(kernel, host.room());
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
}
