package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.core.Moment;
import muster.kernel.Errno;
import muster.kernel.Linux;

/**
 * A log directory and those who write into it. While it is in trouble they wait, and so their FIFOs
 * fill; it is tried again after a pause.
 */
final class LogSink extends Deadlines.Member {
  /** Somebody who has lines that could not be written. */
  interface Waiter {
    /** It may work again. */
    void resume();
  }

  /** s6-log's. */
  private static final long RETRY_NANOS = 2_000_000_000L;

  private final LogDesk desk;
  private final LogDirectory directory;
  private List<Waiter> waiting = new ArrayList<>();
  private boolean blocked;
  private boolean told;
  private int users;

  /** Of the piece that is being written: how much is in {@link LogDesk#out}, and what failed. */
  private int length;

  private int error;

  LogSink(LogDesk desk, LogTarget.Directory target) {
    this.desk = desk;
    this.directory = new LogDirectory(desk.kernel, desk.openLogs, target);
  }

  // ---- who uses it --------------------------------------------------------------------------

  String path() {
    return directory.path();
  }

  void hold() {
    users++;
  }

  /**
   * @return true when it was the last user's, and is closed now
   */
  boolean letGo(String service) {
    if (--users > 0) {
      return false;
    }
    desk.loop.deadlines().set(this, Moment.NEVER);
    int result = directory.close();
    if (result < 0) {
      tell(service, result, "the next logger will find it unclean");
    }
    return true;
  }

  // ---- lines --------------------------------------------------------------------------------

  boolean blocked() {
    return blocked;
  }

  /** Makes ready for a piece, or says why it cannot be. */
  boolean begin(String service) {
    length = 0;
    error = blocked ? -Errno.EAGAIN : directory.begin();
    if (!blocked && error < 0) {
      block(service, error);
    }
    return error == 0;
  }

  /** Adds a line to the piece. */
  void add(byte[] prefix, byte[] raw, int from, int to) {
    int size = LogStamp.BYTES + 1 + prefix.length + (to - from) + 1;
    if (length + size > desk.out.length) {
      flush();
    }
    byte[] out = desk.out;
    desk.stamp.put(out, length, desk.kernel.clock(Linux.CLOCK_REALTIME));
    length += LogStamp.BYTES;
    out[length++] = ' ';
    System.arraycopy(prefix, 0, out, length, prefix.length);
    length += prefix.length;
    System.arraycopy(raw, from, out, length, to - from);
    length += to - from;
    out[length++] = '\n';
  }

  private void flush() {
    if (error == 0 && length > 0) {
      error = directory.append(desk.out, length);
    }
    length = 0;
  }

  /**
   * @return whether the piece is on file; else the writer keeps it, and waits
   */
  boolean commit(String service) {
    flush();
    if (error < 0) {
      block(service, error);
      return false;
    }
    if (told && desk.tell(new LogNews.Mended(service, "logging to " + path() + " goes on"))) {
      told = false;
    }
    int result = directory.settle();
    if (result < 0) {
      block(service, result);
    }
    return true;
  }

  void rotate(String service) {
    int result = blocked ? 0 : directory.rotate();
    if (result < 0) {
      block(service, result);
    }
  }

  // ---- trouble ------------------------------------------------------------------------------

  void await(Waiter waiter) {
    waiting.add(waiter);
  }

  private void block(String service, int result) {
    blocked = true;
    long now = desk.kernel.clock(Linux.CLOCK_BOOTTIME);
    desk.loop.deadlines().set(this, now + RETRY_NANOS);
    if (!told) {
      told = tell(service, result, "its lines wait, and it is tried again");
    }
  }

  private boolean tell(String service, int result, String then) {
    String text = "cannot " + directory.failed() + ": " + Messages.why(result) + "; " + then;
    return desk.tell(new LogNews.Trouble(service, text));
  }

  @Override
  void due() {
    blocked = false;
    List<Waiter> resumed = waiting;
    waiting = new ArrayList<>();
    resumed.forEach(Waiter::resume);
  }
}
