package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import muster.kernel.Errno;
import muster.kernel.Linux;
import muster.kernel.Ready;
import org.junit.jupiter.api.Test;

/** Waiting: epoll reports what is so, as long as it is so. */
public interface EpollContract extends Fixture {

  private int add(int epoll, int fd, int events, long data) {
    return kernel().epollControl(epoll, Linux.EPOLL_CTL_ADD, fd, events, data);
  }

  private int ready(int epoll) {
    return done(kernel().epollWait(epoll, new Ready(8), 0));
  }

  private int eventOf(int epoll) {
    Ready ready = new Ready(8);
    assertThat(kernel().epollWait(epoll, ready, 0)).isEqualTo(1);
    return ready.events[0];
  }

  @Test
  default void readyIsReportedAsLongAsItIsSo() {
    int epoll = done(kernel().epollCreate());
    int[] ends = pipe(Linux.O_NONBLOCK);
    done(add(epoll, ends[0], Linux.EPOLLIN, 1));
    assertThat(ready(epoll)).isZero();
    write(ends[1], "xy");
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLIN);
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLIN);
    assertThat(read(ends[0], 1)).isEqualTo("x");
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLIN);
    assertThat(read(ends[0], 1)).isEqualTo("y");
    assertThat(ready(epoll)).isZero();
  }

  @Test
  default void edgesAreReportedOnce() {
    int epoll = done(kernel().epollCreate());
    int[] ends = pipe(Linux.O_NONBLOCK);
    done(add(epoll, ends[0], Linux.EPOLLIN | Linux.EPOLLET, 1));
    write(ends[1], "x");
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLIN);
    assertThat(ready(epoll)).isZero();
    write(ends[1], "y");
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLIN);
  }

  @Test
  default void allSixtyFourBitsOfTheDataComeBack() {
    int epoll = done(kernel().epollCreate());
    int[] ends = pipe(Linux.O_NONBLOCK);
    long data = 0x8123456789abcdefL;
    done(add(epoll, ends[1], Linux.EPOLLOUT, data));
    Ready ready = new Ready(2);
    assertThat(kernel().epollWait(epoll, ready, 0)).isEqualTo(1);
    assertThat(ready.data[0]).isEqualTo(data);
    assertThat(ready.events[0]).isEqualTo(Linux.EPOLLOUT);
  }

  @Test
  default void severalAreReportedAtOnce() {
    int epoll = done(kernel().epollCreate());
    for (int i = 0; i < 5; i++) {
      done(add(epoll, pipe(Linux.O_NONBLOCK)[1], Linux.EPOLLOUT, 100 + i));
    }
    Ready ready = new Ready(8);
    assertThat(kernel().epollWait(epoll, ready, 0)).isEqualTo(5);
    Set<Long> data = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      assertThat(ready.events[i]).isEqualTo(Linux.EPOLLOUT);
      data.add(ready.data[i]);
    }
    assertThat(data).containsExactlyInAnyOrder(100L, 101L, 102L, 103L, 104L);
  }

  @Test
  default void whoDoesNotFitIsReportedTheNextTime() {
    int epoll = done(kernel().epollCreate());
    for (int i = 0; i < 5; i++) {
      done(add(epoll, pipe(Linux.O_NONBLOCK)[1], Linux.EPOLLOUT, i));
    }
    Set<Long> seen = new HashSet<>();
    Ready ready = new Ready(2);
    for (int turn = 0; turn < 3; turn++) {
      assertThat(kernel().epollWait(epoll, ready, 0)).isEqualTo(2);
      seen.add(ready.data[0]);
      seen.add(ready.data[1]);
    }
    assertThat(seen).hasSize(5);
  }

  @Test
  default void aPipeWithoutWritersHangsUp() {
    int epoll = done(kernel().epollCreate());
    int[] ends = pipe(Linux.O_NONBLOCK);
    done(add(epoll, ends[0], Linux.EPOLLIN, 1));
    write(ends[1], "x");
    done(kernel().close(ends[1]));
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLIN | Linux.EPOLLHUP);
    read(ends[0], 10);
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLHUP);
  }

  @Test
  default void hangupIsReportedToThoseWhoDidNotAsk() {
    int epoll = done(kernel().epollCreate());
    int[] ends = pipe(Linux.O_NONBLOCK);
    done(add(epoll, ends[0], 0, 1));
    write(ends[1], "x");
    assertThat(ready(epoll)).isZero();
    done(kernel().close(ends[1]));
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLHUP);
  }

  @Test
  default void aPipeWithoutReadersIsAnError() {
    int epoll = done(kernel().epollCreate());
    int[] ends = pipe(Linux.O_NONBLOCK);
    done(add(epoll, ends[1], 0, 1));
    done(kernel().close(ends[0]));
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLERR);
  }

  @Test
  default void aFifoHangsUpOnlyAfterItHadAWriter() {
    done(kernel().mkfifo(path("f"), 0600));
    int reader = done(kernel().open(path("f"), Linux.O_RDONLY | Linux.O_NONBLOCK, 0));
    int epoll = done(kernel().epollCreate());
    done(add(epoll, reader, Linux.EPOLLIN, 1));
    assertThat(ready(epoll)).isZero();
    int writer = done(kernel().open(path("f"), Linux.O_WRONLY | Linux.O_NONBLOCK, 0));
    assertThat(ready(epoll)).isZero();
    done(kernel().close(writer));
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLHUP);
    int next = done(kernel().open(path("f"), Linux.O_WRONLY | Linux.O_NONBLOCK, 0));
    assertThat(ready(epoll)).isZero();
    write(next, "x");
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLIN);
  }

  @Test
  default void aFifoOpenForBothNeverHangsUp() {
    done(kernel().mkfifo(path("f"), 0600));
    int both = done(kernel().open(path("f"), Linux.O_RDWR | Linux.O_NONBLOCK, 0));
    int epoll = done(kernel().epollCreate());
    done(add(epoll, both, Linux.EPOLLIN, 1));
    int writer = done(kernel().open(path("f"), Linux.O_WRONLY | Linux.O_NONBLOCK, 0));
    write(writer, "x");
    done(kernel().close(writer));
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLIN);
    read(both, 10);
    assertThat(ready(epoll)).isZero();
  }

  @Test
  default void aFullPipeIsNotReadyForMore() {
    int epoll = done(kernel().epollCreate());
    int[] ends = pipe(Linux.O_NONBLOCK);
    done(add(epoll, ends[1], Linux.EPOLLOUT, 1));
    fill(ends[1]);
    assertThat(ready(epoll)).isZero();
    read(ends[0], 4096);
    assertThat(eventOf(epoll)).isEqualTo(Linux.EPOLLOUT);
  }

  @Test
  default void whatIsAskedCanBeChanged() {
    int epoll = done(kernel().epollCreate());
    int[] ends = pipe(Linux.O_NONBLOCK);
    write(ends[1], "x");
    done(add(epoll, ends[0], Linux.EPOLLIN, 1));
    done(kernel().epollControl(epoll, Linux.EPOLL_CTL_MOD, ends[0], 0, 2));
    assertThat(ready(epoll)).isZero();
    done(kernel().epollControl(epoll, Linux.EPOLL_CTL_MOD, ends[0], Linux.EPOLLIN, 3));
    Ready ready = new Ready(1);
    assertThat(kernel().epollWait(epoll, ready, 0)).isEqualTo(1);
    assertThat(ready.data[0]).isEqualTo(3);
    done(kernel().epollControl(epoll, Linux.EPOLL_CTL_DEL, ends[0], 0, 0));
    assertThat(ready(epoll)).isZero();
  }

  @Test
  default void controlHasItsRules() {
    int epoll = done(kernel().epollCreate());
    int[] ends = pipe(0);
    int in = Linux.EPOLLIN;
    assertThat(kernel().epollControl(epoll, Linux.EPOLL_CTL_MOD, ends[0], in, 1))
        .isEqualTo(-Errno.ENOENT);
    assertThat(kernel().epollControl(epoll, Linux.EPOLL_CTL_DEL, ends[0], 0, 0))
        .isEqualTo(-Errno.ENOENT);
    done(add(epoll, ends[0], in, 1));
    assertThat(add(epoll, ends[0], in, 1)).isEqualTo(-Errno.EEXIST);
    assertThat(add(epoll, create("a"), in, 1)).isEqualTo(-Errno.EPERM);
    assertThat(add(epoll, -1, in, 1)).isEqualTo(-Errno.EBADF);
    assertThat(add(epoll, epoll, in, 1)).isEqualTo(-Errno.EINVAL);
    assertThat(add(ends[1], ends[0], in, 1)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().epollWait(epoll, new Ready(0), 0)).isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void aClosedDescriptorIsForgotten() {
    int epoll = done(kernel().epollCreate());
    int[] ends = pipe(Linux.O_NONBLOCK);
    done(add(epoll, ends[1], Linux.EPOLLOUT, 1));
    done(kernel().close(ends[1]));
    assertThat(ready(epoll)).isZero();
    int[] again = pipe(Linux.O_NONBLOCK);
    done(add(epoll, again[1], Linux.EPOLLOUT, 2));
  }

  @Test
  default void aClosedDescriptorWithACopyIsNotForgotten() {
    int epoll = done(kernel().epollCreate());
    int[] ends = pipe(Linux.O_NONBLOCK);
    done(add(epoll, ends[1], Linux.EPOLLOUT, 1));
    int copy = done(kernel().dupAbove(ends[1], 20));
    done(kernel().close(ends[1]));
    assertThat(ready(epoll)).isEqualTo(1);
    done(kernel().close(copy));
    assertThat(ready(epoll)).isZero();
  }

  // ---- eventfd --------------------------------------------------------------------------------

  private int add(int eventfd, long count) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (count >>> 8 * i);
    }
    return kernel().write(eventfd, bytes, 0, 8);
  }

  private long take(int eventfd) {
    byte[] bytes = new byte[8];
    assertThat(kernel().read(eventfd, bytes, 0, 8)).isEqualTo(8);
    long count = 0;
    for (int i = 7; i >= 0; i--) {
      count = count << 8 | bytes[i] & 0xff;
    }
    return count;
  }

  @Test
  default void anEventfdAddsUpAndIsEmptiedByReading() {
    int fd = done(kernel().eventfd(0));
    assertThat(readable(fd)).isFalse();
    assertThat(kernel().read(fd, new byte[8], 0, 8)).isEqualTo(-Errno.EAGAIN);
    assertThat(add(fd, 1)).isEqualTo(8);
    assertThat(add(fd, 0x1_0000_0000L)).isEqualTo(8);
    assertThat(readable(fd)).isTrue();
    assertThat(take(fd)).isEqualTo(0x1_0000_0001L);
    assertThat(readable(fd)).isFalse();
  }

  @Test
  default void anEventfdMayStartWithACount() {
    int fd = done(kernel().eventfd(3));
    assertThat(take(fd)).isEqualTo(3);
  }

  @Test
  default void anEventfdMovesEightBytesAtATime() {
    int fd = done(kernel().eventfd(1));
    assertThat(kernel().read(fd, new byte[7], 0, 7)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().write(fd, new byte[7], 0, 7)).isEqualTo(-Errno.EINVAL);
  }
}
