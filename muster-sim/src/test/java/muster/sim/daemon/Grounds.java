package muster.sim.daemon;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.sim.kernel.Disk;
import muster.sim.kernel.FakeKernel;
import muster.sim.kernel.FakeMachine;
import muster.sim.kernel.Faults;
import muster.sim.kernel.Node;
import org.jspecify.annotations.Nullable;

/**
 * What there is to complain about in a service's directory, by docs/runtime-directory.md and not by
 * the daemon's code.
 */
final class Grounds {
  private static final long NUMBER_MAX = 0xffff_ffffL;
  private static final int SIGNAL_MAX = 64;

  /** Of a line that is a value. */
  private static final int VALUE_BYTES = 15;

  /** The soft limit that services get. */
  private static final int DESCRIPTORS = 1024;

  private static final List<String> SIGNALS =
      List.of(
          ("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT"
                  + " STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS IOT CLD POLL")
              .split(" "));

  private final FakeMachine machine;
  private final Kernel kernel;

  /** Files with a value that is none. */
  final Set<Spot> invalid = EnumSet.noneOf(Spot.class);

  /** Files with a value, or that are not there. */
  final Set<Spot> valid = EnumSet.noneOf(Spot.class);

  Grounds(FakeMachine machine) {
    this.machine = machine;
    this.kernel = new FakeKernel(machine, Faults.NONE, 0, List.of(), List.of());
    for (Spot spot : Spot.values()) {
      switch (spot.form) {
        case NUMBER, DESCRIPTOR, SIGNAL -> (hasValue(spot) ? valid : invalid).add(spot);
        case PROGRAM, OTHER -> {}
      }
    }
  }

  /** Whether a service cannot be started, and not because of {@code run}. */
  boolean hindered(Set<Spot> touched) {
    String lock = value(Spot.LOCK_FD);
    String ready = value(Spot.NOTIFICATION_FD);
    return lock != null && ready != null && number(lock) == number(ready)
        || look(path(Spot.FLAG_NEWPIDNS)) == 0
        || touched.contains(Spot.SERVICE_LOCK)
        || touched.contains(Spot.READY)
        || touched.contains(Spot.INSTANCE)
        || touched.contains(Spot.INSTANCE_NEW);
  }

  /** Whether it cannot even be found out whether there is something: too many links. */
  boolean unseen(Spot spot) {
    int looked = look(path(spot));
    return looked < 0 && looked != -Errno.ENOENT;
  }

  /** −errno of stat(2), which follows links, or 0. */
  int look(String path) {
    return kernel.statAt(Linux.AT_FDCWD, path, 0, new FileStatus());
  }

  boolean there(Spot spot) {
    return look(path(spot)) != -Errno.ENOENT;
  }

  /** Whether the machine can execute it; unknown counts as yes. */
  boolean executable(Spot spot) {
    Node node = node(spot);
    if (!(node instanceof Node.Regular file)
        || kernel.accessAt(Linux.AT_FDCWD, path(spot), Linux.X_OK) < 0) {
      return false;
    }
    return Disk.isProgram(file) || text(file).startsWith("#!/");
  }

  private boolean hasValue(Spot spot) {
    int looked = look(path(spot));
    if (looked < 0) {
      return looked == -Errno.ENOENT;
    }
    String line = value(spot);
    if (line == null) {
      return false;
    }
    return switch (spot.form) {
      case NUMBER -> number(line) >= 0;
      case DESCRIPTOR -> number(line) >= 0 && number(line) < DESCRIPTORS;
      case SIGNAL -> signal(line);
      case PROGRAM, OTHER -> throw new IllegalArgumentException(spot + " has no value");
    };
  }

  private static long number(String line) {
    long number = line.matches("[0-9]{1,15}") ? Long.parseLong(line) : -1;
    return number <= NUMBER_MAX ? number : -1;
  }

  private static boolean signal(String line) {
    String bare = line.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
    return line.length() <= VALUE_BYTES
        && (SIGNALS.contains(bare)
            || bare.matches("[0-9]{1,15}") && Long.parseLong(bare) <= SIGNAL_MAX);
  }

  /** The first line of a file, or null. */
  private @Nullable String value(Spot spot) {
    return node(spot) instanceof Node.Regular file ? text(file).split("\n", 2)[0] : null;
  }

  private static String text(Node.Regular file) {
    byte[] content = FakeMachine.content(file);
    return new String(content == null ? new byte[0] : content, StandardCharsets.ISO_8859_1);
  }

  private @Nullable Node node(Spot spot) {
    return machine.disk.at(path(spot));
  }

  private static String path(Spot spot) {
    return Meddling.BAD + "/" + spot.path;
  }
}
