package muster.daemon;

import java.nio.charset.StandardCharsets;
import muster.core.DeathRule;
import muster.core.Moment;
import muster.core.SignalRule;
import muster.core.wire.DeathTally;
import muster.core.wire.Instance;
import muster.core.wire.Status;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/**
 * One service's directory: the files that people write there, and the ones that s6's programs read.
 * It is held open, so it stays the same one when it is renamed.
 *
 * <p>Source: servicedir(5) of s6 2.11.
 */
final class ServiceDirectory {
  static final String STATUS = "supervise/status";

  /** Not s6's status.new: that may be another supervisor's. */
  static final String FIRST_STATUS = "supervise/muster-status";

  private static final String DEATH_TALLY = "supervise/death_tally";
  private static final String DOWN = "down";

  /** A longer line is no value, and must not be taken for what it begins with. */
  private static final int VALUE_BYTES_MAX = 15;

  /** As s6: 32 bits. */
  private static final long NUMBER_MAX = 0xffff_ffffL;

  private static final int TALLY_BYTES_MAX = DeathRule.DEATHS_KEPT_MAX * DeathTally.RECORD_BYTES;

  private static final int CREATE = Linux.O_WRONLY | Linux.O_CREAT | Linux.O_NONBLOCK;

  private final Kernel kernel;
  private final Messages messages;
  private final String name;
  private final Charge charge;
  final int fd;

  ServiceDirectory(Kernel kernel, Messages messages, String name, int fd, Charge charge) {
    this.kernel = kernel;
    this.messages = messages;
    this.name = name;
    this.fd = fd;
    this.charge = charge;
  }

  // ---- what people write --------------------------------------------------------------------

  SignalRule signals() {
    SignalRule standard = SignalRule.DEFAULT;
    return new SignalRule(
        signal("down-signal", standard.downSignal()),
        signal("reload-signal", standard.reloadSignal()),
        nanos("timeout-kill", standard.killAfterNanos()),
        exists("flag-timeout-killpg"),
        charge.signalsGroup());
  }

  DeathRule death() {
    DeathRule standard = DeathRule.DEFAULT;
    return new DeathRule(
        nanos("timeout-finish", standard.finishTimeoutNanos()),
        (int) Math.min(number("max-death-tally", standard.deathsKept()), Integer.MAX_VALUE),
        charge.restartRule());
  }

  /** Also when that cannot be found out: what somebody may not want is not started. */
  boolean wantedDown() {
    return look(DOWN) != -Errno.ENOENT;
  }

  boolean exists(String path) {
    return look(path) == 0;
  }

  /**
   * @return 0, −ENOENT, or, after a warning, another −errno
   */
  private int look(String path) {
    int result = kernel.accessAt(fd, path, Linux.F_OK);
    complain(result == -Errno.ENOENT ? 0 : result, "look at " + path);
    return result;
  }

  /**
   * @return 0 or −errno
   */
  int executable(String path) {
    return kernel.accessAt(fd, path, Linux.X_OK);
  }

  /** Whether it is what is in a file's place, and no directory, FIFO or device. */
  boolean isFile(String path) {
    FileStatus status = new FileStatus();
    return kernel.statAt(fd, path, 0, status) == 0 && status.isRegular();
  }

  /** A file with a number of milliseconds. */
  private long nanos(String file, long standardNanos) {
    return number(file, standardNanos / Moment.MILLISECOND) * Moment.MILLISECOND;
  }

  private long number(String file, long standard) {
    return number(file, standard, standard);
  }

  /**
   * A file with a number that has 32 bits.
   *
   * @param unread what to return when the file may be there and cannot be read now
   * @return {@code standard} when there is no file, or, after a warning, when it holds no number
   */
  long number(String file, long standard, long unread) {
    byte[] buffer = new byte[VALUE_BYTES_MAX + 1];
    int length = read(file, buffer);
    if (length < 0) {
      return Starter.lacksResources(length) ? unread : standard;
    }
    String value = Files.firstLine(buffer, length);
    long number = value.length() > VALUE_BYTES_MAX ? -1 : Decimal.parse(value, NUMBER_MAX);
    if (number < 0) {
      warn("invalid " + file + ": '" + value + "' is not a number below 2^32; ignoring it");
      return standard;
    }
    return number;
  }

  private int signal(String file, int standard) {
    byte[] buffer = new byte[VALUE_BYTES_MAX + 1];
    int length = read(file, buffer);
    if (length < 0) {
      return standard;
    }
    String value = Files.firstLine(buffer, length);
    int signal = value.length() > VALUE_BYTES_MAX ? -1 : SignalNames.number(value);
    if (signal < 0) {
      String instead = SignalNames.name(standard);
      warn("invalid " + file + ": '" + value + "' is not a signal; using " + instead);
      return standard;
    }
    return signal;
  }

  /** At most so many bytes. @return how many, −ENOENT, or, after a warning, another −errno */
  private int read(String file, byte[] buffer) {
    int length = Files.read(kernel, fd, file, buffer);
    complain(length == -Errno.ENOENT ? 0 : length, "read " + file);
    return length;
  }

  // ---- what s6's programs read --------------------------------------------------------------

  /** Writes a status that nobody sees yet. @return 0 or −errno */
  int prepareStatus(Status status) {
    return Files.write(kernel, fd, FIRST_STATUS, status.encode());
  }

  /** Shows the prepared status. @return 0 or −errno */
  int showStatus() {
    return kernel.renameAt(fd, FIRST_STATUS, STATUS);
  }

  /**
   * @return 0 or −errno
   */
  int writeStatus(Status status) {
    return Files.replace(kernel, fd, STATUS, status.encode());
  }

  void recordDeath(long wallNanos, int waitStatus, int kept) {
    if (kept == 0 || addDeath(DeathTally.record(wallNanos, waitStatus), kept)) {
      return;
    }
    Files.Content before = Files.read(kernel, fd, DEATH_TALLY, TALLY_BYTES_MAX + 1);
    complain(before.error == -Errno.ENOENT ? 0 : before.error, "read " + DEATH_TALLY);
    if (!DeathTally.valid(before.bytes)) {
      warn("invalid " + DEATH_TALLY + ": it is not whole records; beginning a new one");
    }
    byte[] after = DeathTally.append(before.bytes, wallNanos, waitStatus, kept);
    complain(Files.replace(kernel, fd, DEATH_TALLY, after), "write " + DEATH_TALLY);
  }

  /** While there is room, a record goes to the end of the file: nobody sees half of one. */
  private boolean addDeath(byte[] death, int kept) {
    int flags = Linux.O_WRONLY | Linux.O_APPEND | Linux.O_NONBLOCK;
    int tally = kernel.openAt(fd, DEATH_TALLY, flags, 0);
    if (tally < 0) {
      return false;
    }
    FileStatus status = new FileStatus();
    boolean room =
        kernel.fstat(tally, status) == 0
            && status.isRegular()
            && DeathTally.hasRoom(status.size, kept);
    boolean added = room && kernel.write(tally, death, 0, death.length) == death.length;
    kernel.close(tally);
    return added;
  }

  /**
   * @return 0 or −errno
   */
  int clearDeaths() {
    return empty(DEATH_TALLY);
  }

  void keepDown(boolean down) {
    if (down) {
      complain(empty(DOWN), "create the file down");
    } else {
      int result = kernel.unlinkAt(fd, DOWN, 0);
      complain(result == -Errno.ENOENT ? 0 : result, "remove the file down");
    }
  }

  /** Writes the intent to start a process; a record with an error, after a warning. */
  InstanceRecord begin(Instance intent) {
    InstanceRecord record = InstanceRecord.begin(kernel, fd, Instance.FILE, intent);
    complain(record.error(), "write " + Instance.FILE);
    return record;
  }

  /** The process that was intended is there. */
  void started(InstanceRecord record, int pid) {
    complain(record.started(pid), "write " + Instance.FILE);
  }

  private int empty(String file) {
    int made = kernel.openAt(fd, file, CREATE | Linux.O_TRUNC, 0666);
    return made < 0 ? made : kernel.close(made);
  }

  // ---- what supervision needs to be there ---------------------------------------------------

  /**
   * Makes a directory, or uses the one that is there. A link that leads nowhere gets its directory,
   * so that {@code supervise} can lie elsewhere when the service's directory is read-only.
   *
   * @return 1 when it was made, 0 when it was there, or −errno
   */
  int makeDirectory(String path) {
    int result = kernel.mkdirAt(fd, path, 0700);
    if (result != -Errno.EEXIST) {
      return result < 0 ? result : 1;
    }
    FileStatus status = new FileStatus();
    result = kernel.statAt(fd, path, 0, status);
    if (result == 0) {
      return status.isDirectory() ? 0 : -Errno.ENOTDIR;
    }
    byte[] target = new byte[PATH_MAX];
    int length = kernel.readlinkAt(fd, path, target);
    if (length < 0) {
      return result;
    }
    String where = new String(target, 0, length, StandardCharsets.ISO_8859_1);
    result = kernel.mkdirAt(fd, where, 0700);
    return result < 0 ? result : 1;
  }

  private static final int PATH_MAX = 4096;

  /**
   * @return 0 or −errno; −EEXIST when something else is in the FIFO's place
   */
  int makeFifo(String path) {
    int result = kernel.mkfifoAt(fd, path, 0600);
    if (result != -Errno.EEXIST) {
      return result;
    }
    FileStatus status = new FileStatus();
    result = kernel.statAt(fd, path, 0, status);
    return result < 0 || status.isFifo() ? result : -Errno.EEXIST;
  }

  // ---- telling ------------------------------------------------------------------------------

  private void complain(int result, String what) {
    if (result < 0) {
      warn("cannot " + what + ": " + Messages.why(result));
    }
  }

  void warn(String text) {
    charge.troubled(text);
    messages.warn(name + ": " + text);
  }
}
