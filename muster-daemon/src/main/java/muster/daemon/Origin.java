package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.core.wire.Instance;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Limit;
import muster.kernel.Linux;

/**
 * What the daemon was started with, which its services are to get too, as if nobody were between:
 * environment, descriptor limit, dispositions.
 */
final class Origin {
  private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";
  private static final int BOOT_ID_LENGTH = 36;
  private static final int RANDOM_BYTES = 16;

  /** Services inherit the three standard streams and nothing else. */
  private static final int FIRST_PRIVATE = 3;

  /**
   * The launcher tells here what it changed for the JVM alone: {@code muster.unset} has names to
   * take away, with commas between, {@code muster.restore.NAME} an old value to put back.
   */
  private static final String UNSET = "muster.unset";

  private static final String RESTORE = "muster.restore.";

  private final Kernel kernel;
  final List<String> environment;

  /** Signals that were ignored at the start and that services are to have at default. */
  final long ignoredSignals;

  final String bootId;
  private final Limit raised = new Limit();
  private final Limit given = new Limit();
  private final boolean limitRaised;

  /** Fetched for several names at once. */
  private final byte[] random = new byte[16 * RANDOM_BYTES];

  private int randomUsed = random.length;

  Origin(Kernel kernel, Messages messages) {
    this.kernel = kernel;
    this.environment = restored(kernel.environment());
    this.ignoredSignals = kernel.ignoredSignals();
    this.bootId = bootId(messages);
    this.limitRaised = raiseDescriptorLimit();
  }

  /** What is opened from here on must not become a standard stream by chance. */
  static void sanitizeStandardStreams(Kernel kernel) {
    FileStatus status = new FileStatus();
    for (int fd = 0; fd < FIRST_PRIVATE; fd++) {
      if (kernel.fstat(fd, status) == -Errno.EBADF) {
        kernel.setCloseOnExec(kernel.open("/dev/null", Linux.O_RDWR, 0), false);
      }
    }
  }

  private String bootId(Messages messages) {
    Files.Content boot = Files.read(kernel, Linux.AT_FDCWD, BOOT_ID, BOOT_ID_LENGTH);
    String id = Files.firstLine(boot.bytes, boot.bytes.length);
    if (id.length() != BOOT_ID_LENGTH) {
      String why = boot.error < 0 ? Messages.why(boot.error) : "'" + id + "' is none";
      messages.warn("cannot read " + BOOT_ID + ": " + why + "; records will lack it");
    }
    return id;
  }

  static List<String> restored(List<String> entries) {
    String unset = ",".concat(System.getProperty(UNSET, "")).concat(",");
    List<String> out = new ArrayList<>(entries.size());
    for (String entry : entries) {
      String name = entry.substring(0, Math.max(entry.indexOf('='), 0));
      String old = name.isEmpty() ? null : System.getProperty(RESTORE.concat(name));
      if (old != null) {
        out.add(name.concat("=").concat(old));
      } else if (name.isEmpty() || !unset.contains(",".concat(name).concat(","))) {
        out.add(entry);
      }
    }
    return List.copyOf(out);
  }

  private boolean raiseDescriptorLimit() {
    if (kernel.getLimit(Linux.RLIMIT_NOFILE, given) < 0 || given.soft == given.hard) {
      return false;
    }
    raised.soft = given.hard;
    raised.hard = given.hard;
    return kernel.setLimit(Linux.RLIMIT_NOFILE, raised) == 0;
  }

  /**
   * Makes this process, for the moment of a spawn or for an execve, what it was when it started:
   * posix_spawn(3) sets no limits, so a child takes those of its parent at that moment; and the JVM
   * may have opened a jar since, to load a class, which it does without close-on-exec.
   */
  void pose() {
    kernel.closeOnExecFrom(FIRST_PRIVATE);
    if (limitRaised) {
      kernel.setLimit(Linux.RLIMIT_NOFILE, given);
    }
  }

  /** Ends what {@link #pose} began. */
  void resume() {
    if (limitRaised) {
      kernel.setLimit(Linux.RLIMIT_NOFILE, raised);
    }
  }

  /** How many descriptors the daemon may have open at once. */
  long descriptors() {
    return limitRaised ? raised.soft : given.soft;
  }

  /** How many descriptors a service may have open at once. */
  long descriptorsOfServices() {
    return given.soft;
  }

  /** A new name for one process, and an intent to start it. */
  Instance intent(String kind) {
    if (randomUsed == random.length) {
      kernel.random(random);
      randomUsed = 0;
    }
    StringBuilder hex = new StringBuilder(2 * RANDOM_BYTES);
    for (int end = randomUsed + RANDOM_BYTES; randomUsed < end; randomUsed++) {
      int b = random[randomUsed];
      hex.append(Character.forDigit((b >> 4) & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
    }
    return Instance.intent(bootId, hex.toString(), kind);
  }
}
