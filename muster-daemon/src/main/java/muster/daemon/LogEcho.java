package muster.daemon;

import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/**
 * Every line once more on standard output, as {@code NAME: line}. It never waits for a reader:
 * lines for which a slow one leaves no room are counted, and that is said when there is room again.
 */
final class LogEcho {
  private static final int STDOUT = 1;
  private static final int BYTES = 64 * 1024;
  private static final int UNWATCHED = -1;

  private final Kernel kernel;
  private final Loop loop;
  private final int fd;

  /** −1 for a file, which never makes a writer wait. */
  private final int ticket;

  /** What has not been written yet. */
  private final byte[] buffer = new byte[BYTES];

  private int length;
  private int lost;
  private boolean waiting;
  private boolean over;

  LogEcho(Kernel kernel, Loop loop) {
    this.kernel = kernel;
    this.loop = loop;
    this.fd = Messages.neverWaiting(kernel, STDOUT);
    this.ticket = fd == STDOUT ? UNWATCHED : loop.watch(fd, false, this::flush);
    if (ticket >= 0) {
      loop.expect(ticket, fd, 0);
    }
  }

  /** Adds a line; {@link #flush} shows it. */
  void add(byte[] name, byte[] raw, int from, int to) {
    if (over) {
      return;
    }
    int size = name.length + (to - from) + 1;
    if (length + size > BYTES) {
      flush();
    }
    if (lost > 0 || length + size > BYTES) {
      lost++;
      return;
    }
    put(name, 0, name.length);
    put(raw, from, to);
    buffer[length++] = '\n';
  }

  private void put(byte[] bytes, int from, int to) {
    System.arraycopy(bytes, from, buffer, length, to - from);
    length += to - from;
  }

  void flush() {
    if (over) {
      return;
    }
    int done = 0;
    int result = 0;
    while (done < length && result >= 0) {
      result = kernel.write(fd, buffer, done, length - done);
      done += Math.max(result, 0);
      result = result == -Errno.EINTR ? 0 : result;
    }
    System.arraycopy(buffer, done, buffer, 0, length - done);
    length -= done;
    if (result < 0 && result != -Errno.EAGAIN) {
      end();
    } else if (length == 0 && lost > 0) {
      byte[] report =
          LogLines.bytes("muster: warning: " + lost + " lines are not shown: nobody read them\n");
      lost = 0;
      put(report, 0, report.length);
      flush();
    } else {
      expect(length > 0);
    }
  }

  private void expect(boolean room) {
    if (ticket >= 0 && room != waiting) {
      loop.expect(ticket, fd, room ? Linux.EPOLLOUT : 0);
    }
    waiting = room;
  }

  /** The reader is gone, for good. */
  private void end() {
    over = true;
    length = 0;
    if (ticket >= 0) {
      loop.unwatchAndClose(ticket, fd);
    }
  }
}
