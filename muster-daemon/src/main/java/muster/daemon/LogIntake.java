package muster.daemon;

import muster.core.Moment;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/** A service's FIFO, from which its lines are taken as fast as they can be written. */
final class LogIntake extends Deadlines.Member implements Loop.Source, LogSink.Waiter {
  /** What the largest FIFO holds that anybody may make: more was written after the end. */
  private static final int LAST_BYTES = 1024 * 1024;

  private static final long RETRY_NANOS = 2_000_000_000L;
  private static final int CLOSED = -1;

  private final LogDesk desk;
  private final LogLines lines;
  private final String service;
  private final String path;
  private final Runnable whenOver;
  private int fd = CLOSED;
  private int ticket;
  private boolean waiting;
  private boolean closing;
  private boolean troubleTold;

  /**
   * @param opened what {@link #open(Kernel, String)} gave
   * @param whenOver called when all is written after {@link #close}
   */
  LogIntake(
      LogDesk desk, LogLines lines, String service, String path, int opened, Runnable whenOver) {
    this.desk = desk;
    this.lines = lines;
    this.service = service;
    this.path = path;
    this.whenOver = whenOver;
    begin(opened);
  }

  LogLines lines() {
    return lines;
  }

  // ---- the FIFO -----------------------------------------------------------------------------

  /**
   * For reading and writing: so there is always a writer, and the end of the last service that has
   * it open is no event that would be told for ever.
   *
   * @return the descriptor, or -errno
   */
  static int open(Kernel kernel, String path) {
    return kernel.open(path, Linux.O_RDWR | Linux.O_NONBLOCK | Linux.O_NOFOLLOW, 0);
  }

  private void begin(int opened) {
    int watched = opened < 0 ? opened : desk.loop.watch(opened, false, this);
    if (watched >= 0) {
      fd = opened;
      ticket = watched;
      return;
    }
    if (opened >= 0) {
      desk.kernel.close(opened);
    }
    if (!troubleTold) {
      String text = "cannot read " + path + ": " + Messages.why(watched) + "; it is tried again";
      troubleTold = desk.tell(new LogNews.Trouble(service, text));
    }
    desk.loop.deadlines().set(this, desk.kernel.clock(Linux.CLOCK_BOOTTIME) + RETRY_NANOS);
  }

  @Override
  void due() {
    begin(open(desk.kernel, path));
  }

  @Override
  public void ready() {
    if (lines.blocked()) {
      pause();
    } else {
      read();
    }
  }

  /**
   * @return how much there was; 0 when there is no more, or it must wait
   */
  private int read() {
    int have = lines.load();
    int count = desk.kernel.read(fd, desk.raw, have, desk.batch());
    if (count <= 0) {
      return count == -Errno.EINTR ? 1 : 0;
    }
    if (!lines.take(have, have + count)) {
      pause();
    }
    return waiting ? 0 : count;
  }

  // ---- trouble ------------------------------------------------------------------------------

  private void pause() {
    if (!waiting) {
      waiting = true;
      lines.await(this);
      desk.loop.expect(ticket, fd, 0);
    }
  }

  @Override
  public void resume() {
    waiting = false;
    if (!lines.takeHeld()) {
      pause();
    } else if (closing) {
      drain();
    } else {
      desk.loop.expect(ticket, fd, Linux.EPOLLIN);
    }
  }

  // ---- the end ------------------------------------------------------------------------------

  /** Nobody writes any more: takes what there is, as soon as it can be written. */
  void close() {
    closing = true;
    if (fd == CLOSED) {
      desk.loop.deadlines().set(this, Moment.NEVER);
      whenOver.run();
    } else if (!waiting) {
      drain();
    }
  }

  private void drain() {
    int left = LAST_BYTES;
    int count = 1;
    while (count > 0 && left > 0) {
      count = read();
      left -= count;
    }
    if (!waiting && !lines.takeLast()) {
      pause();
    }
    if (!waiting) {
      desk.loop.unwatchAndClose(ticket, fd);
      fd = CLOSED;
      whenOver.run();
    }
  }
}
