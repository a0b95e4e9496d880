package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/**
 * One directory in s6-log's format. s6-log can take it over, and we one of its.
 *
 * <p>Nothing here waits or retries: a call that fails leaves things so that the next one goes on
 * where it stopped.
 *
 * <p>Source: s6-log(8) of s6 2.11, and what it was seen to do.
 */
final class LogDirectory {
  /** So near to the limit, a file is full. s6-log's default. */
  private static final int TOLERANCE = 2000;

  private static final int NAMES_TRIED = 100;
  private static final int MAKE = Linux.O_WRONLY | Linux.O_CREAT | Linux.O_NONBLOCK;
  private static final int OPEN_CURRENT = MAKE | Linux.O_APPEND;

  /** Of {@code current} and {@code previous}: whole, and on the disk. */
  private static final int CLEAN = 0100;

  private static final int CLOSED = -1;

  /** What has to be done before a line can be written. */
  private enum Phase {
    BEGIN,
    SYNC,
    RENAME,
    NEW_CURRENT,
    MARK,
    ARCHIVE,
    WRITABLE
  }

  private final Kernel kernel;
  private final OpenLogs openLogs;
  private final LogTarget.Directory target;
  private final FileStatus status = new FileStatus();

  private Phase phase = Phase.BEGIN;
  private int lock = CLOSED;

  /** Closed now and then, so that a directory costs one descriptor: see {@link OpenLogs}. */
  private int current = CLOSED;

  /** How long {@code current} is. */
  private long bytes;

  /** Where the lines begin that are not complete on file yet. */
  private long mark;

  private String doing = "";

  LogDirectory(Kernel kernel, OpenLogs openLogs, LogTarget.Directory target) {
    this.kernel = kernel;
    this.openLogs = openLogs;
    this.target = target;
  }

  String path() {
    return target.path();
  }

  /** The call that failed last: for a sentence that begins with "cannot". */
  String failed() {
    return doing;
  }

  // ---- lines --------------------------------------------------------------------------------

  /**
   * Makes the directory ready for lines. All that is appended after it is one piece, which is on
   * file whole or not at all.
   *
   * @return 0 or −errno
   */
  int begin() {
    if (phase == Phase.WRITABLE && bytes >= target.sizeBytes()) {
      phase = Phase.SYNC; // it was taken over like this
    }
    int result = advance();
    if (result == 0) {
      result = openCurrent();
    }
    mark = bytes;
    return result;
  }

  /**
   * @return 0 or −errno, and the piece is not on file
   */
  int append(byte[] data, int length) {
    doing = "write " + path() + "/current";
    int done = 0;
    while (done < length) {
      int result = kernel.write(current, data, done, length - done);
      if (result < 0 && result != -Errno.EINTR) {
        takeBack(bytes + done);
        return result;
      }
      done += Math.max(result, 0);
    }
    bytes += length;
    return 0;
  }

  private void takeBack(long reached) {
    if (reached > mark) {
      // Should that fail too, the lines will be there twice: better than not at all.
      kernel.ftruncate(current, mark);
    }
    bytes = mark;
  }

  /**
   * The piece is complete: what is full now is put aside.
   *
   * @return 0, or −errno when that did not work; the piece is on file all the same
   */
  int settle() {
    return bytes + TOLERANCE >= target.sizeBytes() ? rotate() : 0;
  }

  /** Puts {@code current} aside now, unless it is empty. */
  int rotate() {
    if (phase == Phase.WRITABLE && bytes > 0) {
      phase = Phase.SYNC;
    }
    return advance();
  }

  /** Marks it as cleanly closed, and lets it go. */
  int close() {
    int result = phase == Phase.BEGIN ? 0 : advance();
    if (result == 0 && phase == Phase.WRITABLE) {
      result = openCurrent();
    }
    if (result == 0 && phase == Phase.WRITABLE) {
      doing = "close " + path() + "/current";
      result = kernel.fsync(current);
    }
    if (result == 0 && phase == Phase.WRITABLE) {
      result = mark(current, true);
    }
    letGo();
    return result;
  }

  /** Begins anew next time: what is on the disk is not what we left. */
  private void letGo() {
    closeCurrent();
    if (lock != CLOSED) {
      kernel.close(lock);
      lock = CLOSED;
    }
    phase = Phase.BEGIN;
  }

  // ---- descriptors --------------------------------------------------------------------------

  private int openCurrent() {
    if (current != CLOSED) {
      return 0;
    }
    doing = "open " + path() + "/current";
    int fd = kernel.open(path() + "/current", OPEN_CURRENT, 0666);
    if (fd < 0) {
      return fd;
    }
    int result = kernel.fstat(fd, status);
    if (result < 0) {
      kernel.close(fd);
      return result;
    }
    current = fd;
    bytes = status.size;
    openLogs.opened(this);
    return 0;
  }

  /** For now: the next line opens it again. */
  void closeCurrent() {
    if (current != CLOSED) {
      openLogs.closed(this);
      kernel.close(current);
      current = CLOSED;
    }
  }

  private int mark(int fd, boolean clean) {
    int result = kernel.fstat(fd, status);
    if (result < 0) {
      return result;
    }
    int mode = status.mode & 07777;
    int wanted = clean ? mode | CLEAN : mode & ~CLEAN;
    return wanted == mode ? 0 : kernel.fchmod(fd, wanted);
  }

  // ---- rotation -----------------------------------------------------------------------------

  private int advance() {
    while (phase != Phase.WRITABLE) {
      boolean begun = phase != Phase.BEGIN;
      int result = step();
      if (result == -Errno.ENOENT && begun) {
        letGo(); // somebody removed it, or a part of it
      } else if (result < 0) {
        return result;
      }
    }
    return 0;
  }

  private int step() {
    return switch (phase) {
      case BEGIN -> then(takeOver(), Phase.WRITABLE);
      case SYNC -> then(sync(), Phase.RENAME);
      case RENAME -> {
        doing = "rename " + path() + "/current";
        int result = kernel.rename(path() + "/current", path() + "/previous");
        closeCurrent();
        yield then(result, Phase.NEW_CURRENT);
      }
      case NEW_CURRENT -> then(openCurrent(), Phase.MARK);
      case MARK -> then(markPrevious(), Phase.ARCHIVE);
      case ARCHIVE -> then(archive("previous", 's'), Phase.WRITABLE);
      case WRITABLE -> 0;
    };
  }

  private int then(int result, Phase next) {
    if (result >= 0) {
      phase = next;
    }
    return result;
  }

  private int sync() {
    int result = openCurrent();
    doing = "sync " + path() + "/current";
    return result < 0 ? result : kernel.fsync(current);
  }

  private int markPrevious() {
    String previous = path() + "/previous";
    doing = "mark " + previous;
    int result = kernel.stat(previous, status);
    return result < 0
        ? result
        : kernel.chmodAt(Linux.AT_FDCWD, previous, status.mode & 07777 | CLEAN);
  }

  /** Gives a file, if it is there, an archive's name. It may have got it before a crash. */
  private int archive(String name, char how) {
    String file = path() + '/' + name;
    doing = "archive " + file;
    int result = kernel.stat(file, status);
    if (result == -Errno.ENOENT) {
      return 0;
    }
    if (result == 0 && status.links == 1) {
      result = link(name, how);
    }
    if (result == 0) {
      result = kernel.unlink(file);
    }
    return result < 0 ? result : trim();
  }

  /** The clock may have been set back, so that a name is taken. */
  private int link(String name, char how) {
    LogStamp stamp = new LogStamp();
    int result = -Errno.EEXIST;
    for (int tried = 0; result == -Errno.EEXIST && tried < NAMES_TRIED; tried++) {
      String archive = stamp.text(kernel.clock(Linux.CLOCK_REALTIME) + tried) + '.' + how;
      result = kernel.linkAt(Linux.AT_FDCWD, path() + '/' + name, path() + '/' + archive);
    }
    return result;
  }

  private int trim() {
    doing = "remove old logs from " + path();
    List<String> names = new ArrayList<>();
    int result = kernel.listAt(Linux.AT_FDCWD, path(), names);
    if (result < 0) {
      return result;
    }
    names.removeIf(name -> !LogStamp.isArchive(name));
    names.sort(null);
    for (int i = 0; i < names.size() - target.keep(); i++) {
      result = kernel.unlink(path() + '/' + names.get(i));
      if (result < 0 && result != -Errno.ENOENT) {
        return result;
      }
    }
    return 0;
  }

  // ---- the beginning ------------------------------------------------------------------------

  private int takeOver() {
    closeCurrent();
    int result = lock();
    if (result == 0 && !isClean("current")) {
      result = recover();
    }
    if (result == 0) {
      result = openCurrent();
    }
    return result < 0 ? result : mark(current, false);
  }

  private int lock() {
    if (lock != CLOSED) {
      return 0;
    }
    doing = "make " + path();
    int result = kernel.mkdir(path(), 02700);
    if (result < 0 && result != -Errno.EEXIST) {
      return result;
    }
    doing = "lock " + path() + "/lock";
    int fd = kernel.open(path() + "/lock", MAKE, 0666);
    if (fd < 0) {
      return fd;
    }
    result = kernel.lock(fd, true);
    if (result < 0) {
      kernel.close(fd);
      return result == -Errno.EAGAIN ? -Errno.EBUSY : result;
    }
    lock = fd;
    return 0;
  }

  private boolean isClean(String name) {
    return kernel.stat(path() + '/' + name, status) == 0 && (status.mode & CLEAN) != 0;
  }

  /** The last logger did not close its files: they get the names that say so. */
  private int recover() {
    boolean processed = isClean("processed");
    int result = 0;
    for (String name : List.of("state", "newstate", processed ? "previous" : "processed")) {
      doing = "remove " + path() + '/' + name;
      int removed = kernel.unlink(path() + '/' + name);
      result = result == 0 && removed != -Errno.ENOENT ? removed : result;
    }
    if (result == 0 && processed) {
      result = archive("processed", 's');
    }
    if (result == 0) {
      result = archive("previous", 'u');
    }
    if (result == 0) {
      result = archive("current", 'u');
    }
    if (result < 0) {
      return result;
    }
    doing = "make " + path() + "/state";
    return Files.write(kernel, Linux.AT_FDCWD, path() + "/state", new byte[0]);
  }
}
