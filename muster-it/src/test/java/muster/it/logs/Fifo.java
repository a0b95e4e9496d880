package muster.it.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.Ready;

/** A FIFO as a service has it: open for both, so that neither end is ever alone. */
final class Fifo implements AutoCloseable {
  /** A hundred times what is expected on a machine that does much else. */
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private static final long PAUSE_NANOS = 1_000_000;

  private final Kernel kernel;
  private final Path path;
  private final int fd;
  private final int epoll;

  Fifo(Kernel kernel, Path path) {
    this.kernel = kernel;
    this.path = path;
    assertThat(kernel.mkfifo(path.toString(), 0622)).isZero();
    fd = kernel.open(path.toString(), Linux.O_RDWR | Linux.O_NONBLOCK, 0);
    epoll = kernel.epollCreate();
    assertThat(kernel.epollControl(epoll, Linux.EPOLL_CTL_ADD, fd, Linux.EPOLLIN, 0)).isZero();
  }

  Path path() {
    return path;
  }

  void write(byte[] bytes) {
    int[] done = {0};
    await(
        "all is written",
        () -> {
          int count = kernel.write(fd, bytes, done[0], bytes.length - done[0]);
          done[0] += Math.max(count, 0);
          return done[0] == bytes.length;
        });
  }

  void write(String text) {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  boolean isEmpty() {
    return kernel.epollWait(epoll, new Ready(1), 0) == 0;
  }

  /** Until its reader has taken everything. */
  void awaitEmpty() {
    await(path + " is empty", this::isEmpty);
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!holds(condition)) {
      assertThat(System.nanoTime()).describedAs("until " + what).isLessThan(end);
      LockSupport.parkNanos(PAUSE_NANOS); // a look again, with a deadline
    }
  }

  /**
   * A file that is listed may have another name, or none, when it is read: then it is not yet so.
   */
  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    kernel.close(epoll);
    kernel.close(fd);
  }
}
