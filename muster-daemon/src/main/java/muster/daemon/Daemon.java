package muster.daemon;

import java.util.List;
import muster.core.ScanEvent;
import muster.core.Scanner;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Signals;

/**
 * {@code muster scan}: everything that s6-svscan and its s6-supervise processes do, on one thread.
 *
 * <p>Source: s6-svscan(8) of s6 2.11.
 */
public final class Daemon {
  private static final String FINISH = ".s6-svscan/finish";
  private static final String CRASH = ".s6-svscan/crash";

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
  private final Scanning scanning;

  private Daemon(Kernel kernel, Messages messages, int servicesMax, Observer observer) {
    this.kernel = kernel;
    this.messages = messages;
    Origin origin = new Origin(kernel, messages);
    // Before other descriptors can take their places.
    CaughtSignals children = CaughtSignals.catching(kernel, messages, Signals.CHLD);
    CaughtSignals fixed = CaughtSignals.catching(kernel, messages, FIXED);
    CaughtSignals scripted = CaughtSignals.catching(kernel, messages, SCRIPTED);
    this.host = Host.of(kernel, messages, origin, observer);
    this.scanning = new Scanning(host, servicesMax, Charges.NOBODYS);
    children.watch(host.loop(), _ -> host.children().reap());
    fixed.watch(host.loop(), signal -> scanning.note(new ScanEvent.Signal(signal)));
    scripted.watch(host.loop(), this::scriptedSignal);
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
    Origin.sanitizeStandardStreams(kernel);
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

  /** Everything up to the loop: what goes wrong here ends the daemon. */
  static Daemon begin(
      Kernel kernel, Messages messages, String directory, int servicesMax, Observer observer) {
    Daemon daemon = new Daemon(kernel, messages, servicesMax, observer);
    StartupException.check(kernel.chdir(directory), "enter the scan directory " + directory);
    daemon.scanning.openHome();
    daemon.scanning.settle();
    daemon.scanning.announce(directory);
    return daemon;
  }

  /**
   * Waits until something happens and does what is to be done.
   *
   * @return false when it is over
   */
  boolean turn() {
    host.loop().turn();
    scanning.settle();
    return !scanning.isOver();
  }

  /** A script in {@code .s6-svscan} takes the place of what the signal means by itself. */
  private void scriptedSignal(int signal) {
    if (scanning.phase() != Scanner.Phase.RUNNING) {
      return;
    }
    String path = Scanning.HOME.concat("/").concat(SignalNames.name(signal));
    int pid = host.starter().script(path);
    if (pid > 0) {
      return;
    }
    if (pid != -Errno.ENOENT) {
      messages.warn("cannot execute " + path + ": " + Messages.why(pid));
    }
    scanning.note(new ScanEvent.Signal(signal));
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
