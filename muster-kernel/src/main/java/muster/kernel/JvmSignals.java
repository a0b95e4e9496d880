package muster.kernel;

import muster.kernel.Libc.Function;
import org.jspecify.annotations.Nullable;

/**
 * Signals that reach us through the JVM: it has a thread that waits for them and starts another.
 */
final class JvmSignals {
  private static final Function EVENTFD_WRITE = new Function("eventfd_write");

  private JvmSignals() {}

  /** Has the arrival of a signal written to an eventfd. @return whether the JVM allows it */
  static boolean handle(int signal, int eventfd) {
    String name = name(signal);
    if (name == null) {
      return false;
    }
    try {
      sun.misc.Signal.handle(new sun.misc.Signal(name), new Writer(eventfd, new Libc()));
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  private record Writer(int eventfd, Libc libc) implements sun.misc.SignalHandler {
    /** Two at once would only disturb each other's errno, which is not looked at. */
    @Override
    public void handle(sun.misc.Signal signal) {
      libc.call(EVENTFD_WRITE, eventfd, 1);
    }
  }

  private static @Nullable String name(int signal) {
    return switch (signal) {
      case Signals.HUP -> "HUP";
      case Signals.INT -> "INT";
      case Signals.ABRT -> "ABRT";
      case Signals.USR1 -> "USR1";
      case Signals.USR2 -> "USR2";
      case Signals.PIPE -> "PIPE";
      case Signals.ALRM -> "ALRM";
      case Signals.TERM -> "TERM";
      case Signals.CHLD -> "CHLD";
      case Signals.CONT -> "CONT";
      case Signals.WINCH -> "WINCH";
      case Signals.PWR -> "PWR";
      default -> null; // QUIT above all, which the JVM keeps for its thread dump.
    };
  }
}
