package muster.sim.kernel;

import java.util.function.IntConsumer;

/** Reading a pipe to its end, as a logger does. A stopped process does not. */
final class Draining {
  private final FakeProcess process;
  private final Pipe pipe;
  private final IntConsumer read;
  private final Runnable atEnd;
  private boolean ended;

  Draining(FakeProcess process, Pipe pipe, IntConsumer read, Runnable atEnd) {
    this.process = process;
    this.pipe = pipe;
    this.read = read;
    this.atEnd = atEnd;
    process.resumed.add(this::look);
  }

  void look() {
    if (!process.alive || process.stopped || ended) {
      return;
    }
    if (pipe.filled() > 0) {
      byte[] bytes = new byte[pipe.filled()];
      read.accept(pipe.read(bytes, 0, bytes.length));
    }
    if (pipe.writers == 0 && pipe.filled() == 0) {
      ended = true;
      process.after(0, atEnd);
    }
  }
}
