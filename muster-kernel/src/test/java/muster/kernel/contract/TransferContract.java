package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import muster.kernel.Errno;
import muster.kernel.Linux;
import org.junit.jupiter.api.Test;

/** Bytes that move within the kernel: tee and splice. */
public interface TransferContract extends Fixture {

  private long tee(int in, int out, long length) {
    return kernel().tee(in, out, length, Linux.SPLICE_F_NONBLOCK);
  }

  private long splice(int in, int out, long length) {
    return kernel().splice(in, out, length, Linux.SPLICE_F_NONBLOCK);
  }

  @Test
  default void teeCopiesAndLeaves() {
    int[] from = pipe(Linux.O_NONBLOCK);
    int[] to = pipe(Linux.O_NONBLOCK);
    assertThat(tee(from[0], to[1], 100)).isEqualTo(-Errno.EAGAIN);
    write(from[1], "words");
    assertThat(tee(from[0], to[1], 3)).isEqualTo(3);
    assertThat(read(to[0], 100)).isEqualTo("wor");
    assertThat(tee(from[0], to[1], 100)).isEqualTo(5);
    assertThat(read(to[0], 100)).isEqualTo("words");
    assertThat(read(from[0], 100)).isEqualTo("words");
  }

  @Test
  default void teeSeesTheEnds() {
    int[] from = pipe(Linux.O_NONBLOCK);
    int[] to = pipe(Linux.O_NONBLOCK);
    write(from[1], "last");
    done(kernel().close(from[1]));
    assertThat(tee(from[0], to[1], 100)).isEqualTo(4);
    assertThat(read(to[0], 100)).isEqualTo("last");
    assertThat(read(from[0], 100)).isEqualTo("last");
    assertThat(tee(from[0], to[1], 100)).isZero();

    int[] more = pipe(Linux.O_NONBLOCK);
    write(more[1], "x");
    fill(to[1]);
    assertThat(tee(more[0], to[1], 100)).isEqualTo(-Errno.EAGAIN);
    done(kernel().close(to[0]));
    assertThat(tee(more[0], to[1], 100)).isEqualTo(-Errno.EPIPE);
  }

  @Test
  default void teeIsForTwoPipes() {
    int[] from = pipe(Linux.O_NONBLOCK);
    int[] to = pipe(Linux.O_NONBLOCK);
    assertThat(tee(-1, to[1], 1)).isEqualTo(-Errno.EBADF);
    assertThat(tee(from[1], to[1], 1)).isEqualTo(-Errno.EBADF);
    assertThat(tee(from[0], to[0], 1)).isEqualTo(-Errno.EBADF);
    assertThat(tee(from[0], from[1], 1)).isEqualTo(-Errno.EINVAL);
    assertThat(tee(from[0], create("file"), 1)).isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void spliceMovesIntoAFile() {
    int[] from = pipe(Linux.O_NONBLOCK);
    int file = create("log");
    write(from[1], "words");
    assertThat(splice(from[0], file, 2)).isEqualTo(2);
    assertThat(splice(from[0], file, 100)).isEqualTo(3);
    assertThat(content(path("log"))).isEqualTo("words");
    assertThat(splice(from[0], file, 100)).isEqualTo(-Errno.EAGAIN);
    done(kernel().close(from[1]));
    assertThat(splice(from[0], file, 100)).isZero();
  }

  @Test
  default void spliceMovesOutOfAFileAndFromPipeToPipe() {
    int file = done(kernel().open(file("a", "words"), Linux.O_RDONLY, 0));
    int[] first = pipe(Linux.O_NONBLOCK);
    int[] second = pipe(Linux.O_NONBLOCK);
    assertThat(splice(file, first[1], 100)).isEqualTo(5);
    assertThat(splice(file, first[1], 100)).isZero();
    assertThat(splice(first[0], second[1], 3)).isEqualTo(3);
    assertThat(read(first[0], 100)).isEqualTo("ds");
    assertThat(read(second[0], 100)).isEqualTo("wor");
  }

  @Test
  default void spliceNeedsAPipeAndAPlaceToWriteTo() {
    int[] ends = pipe(Linux.O_NONBLOCK);
    write(ends[1], "x");
    int append = done(kernel().open(file("a", ""), Linux.O_WRONLY | Linux.O_APPEND, 0));
    assertThat(splice(ends[0], append, 1)).isEqualTo(-Errno.EINVAL);
    assertThat(splice(ends[0], ends[1], 1)).isEqualTo(-Errno.EINVAL);
    assertThat(splice(create("b"), create("c"), 1)).isEqualTo(-Errno.EINVAL);
    assertThat(splice(-1, ends[1], 1)).isEqualTo(-Errno.EBADF);
    assertThat(read(ends[0], 10)).isEqualTo("x");
  }
}
