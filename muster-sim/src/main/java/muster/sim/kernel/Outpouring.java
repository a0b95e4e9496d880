package muster.sim.kernel;

import muster.kernel.Errno;

/** A write(2) of a process that waits for room. */
final class Outpouring {
  private final FakeProcess process;
  private final int fd;
  private final byte[] data;
  private final Runnable then;
  private int done;
  private boolean waits;
  private boolean busy;
  private boolean finished;

  Outpouring(FakeProcess process, int fd, byte[] data, Runnable then) {
    this.process = process;
    this.fd = fd;
    this.data = data;
    this.then = then;
  }

  void go() {
    if (busy || finished) {
      return;
    }
    busy = true;
    int count = 1;
    while (process.alive() && done < data.length && count > 0) {
      count = process.write(fd, data, done);
      done += Math.max(count, 0);
    }
    busy = false;
    Pipe pipe = process.pipe(fd);
    if (count == -Errno.EAGAIN && pipe != null && process.alive()) {
      if (!waits) {
        waits = true;
        pipe.watch(this::go);
      }
    } else if (process.alive() && done >= data.length) {
      finished = true;
      process.after(0, then);
    }
  }
}
