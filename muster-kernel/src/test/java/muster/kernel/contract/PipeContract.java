package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import muster.kernel.Errno;
import muster.kernel.Linux;
import org.junit.jupiter.api.Test;

/** Pipes and FIFOs: who waits, who hears of the other end, what is kept. */
public interface PipeContract extends Fixture {

  int PIPE_BUF = 4096;

  private int open(String name, int flags) {
    return kernel().open(path(name), flags | Linux.O_NONBLOCK, 0);
  }

  @Test
  default void aPipeKeepsTheOrder() {
    int[] ends = pipe(0);
    assertThat(write(ends[1], "one")).isEqualTo(3);
    assertThat(write(ends[1], "two")).isEqualTo(3);
    assertThat(read(ends[0], 4)).isEqualTo("onet");
    assertThat(read(ends[0], 100)).isEqualTo("wo");
  }

  @Test
  default void aPipeHasADirection() {
    int[] ends = pipe(Linux.O_NONBLOCK);
    assertThat(write(ends[0], "x")).isEqualTo(-Errno.EBADF);
    assertThat(readOne(ends[1])).isEqualTo(-Errno.EBADF);
  }

  @Test
  default void anEmptyNonblockingPipeSaysTryAgain() {
    int[] ends = pipe(Linux.O_NONBLOCK);
    assertThat(readOne(ends[0])).isEqualTo(-Errno.EAGAIN);
  }

  @Test
  default void nonblockingCanBeSwitched() {
    int[] ends = pipe(0);
    done(kernel().setNonblocking(ends[0], true));
    assertThat(readOne(ends[0])).isEqualTo(-Errno.EAGAIN);
    done(kernel().setNonblocking(ends[0], false));
    write(ends[1], "x");
    assertThat(readOne(ends[0])).isEqualTo(1);
  }

  @Test
  default void nonblockingBelongsToWhatWasOpenedNotToTheDescriptor() {
    int[] ends = pipe(0);
    int copy = done(kernel().dupAbove(ends[0], 20));
    done(kernel().setNonblocking(copy, true));
    assertThat(readOne(ends[0])).isEqualTo(-Errno.EAGAIN);
  }

  @Test
  default void theReaderSeesTheEndOnceTheLastWriterIsGone() {
    int[] ends = pipe(Linux.O_NONBLOCK);
    int second = done(kernel().dupAbove(ends[1], 20));
    write(ends[1], "last");
    done(kernel().close(ends[1]));
    assertThat(read(ends[0], 2)).isEqualTo("la");
    assertThat(read(ends[0], 10)).isEqualTo("st");
    assertThat(readOne(ends[0])).isEqualTo(-Errno.EAGAIN);
    done(kernel().close(second));
    assertThat(readOne(ends[0])).isZero();
    assertThat(readOne(ends[0])).isZero();
  }

  @Test
  default void theWriterOfAPipeWithoutAReaderIsTold() {
    int[] ends = pipe(0);
    done(kernel().close(ends[0]));
    assertThat(write(ends[1], "x")).isEqualTo(-Errno.EPIPE);
  }

  @Test
  default void aPipeTakesSoMuchAndThenNoMore() {
    int[] ends = pipe(Linux.O_NONBLOCK);
    int size = done(kernel().setPipeSize(ends[1], 16 * 1024));
    assertThat(size).isEqualTo(16 * 1024);
    assertThat(fill(ends[1])).isEqualTo(size);
    assertThat(write(ends[1], "x")).isEqualTo(-Errno.EAGAIN);
    assertThat(read(ends[0], 4096)).hasSize(4096);
    assertThat(fill(ends[1])).isEqualTo(4096);
  }

  @Test
  default void theSizeOfAPipeIsAPowerOfTwoPages() {
    int[] ends = pipe(0);
    assertThat(kernel().setPipeSize(ends[0], 1)).isEqualTo(4096);
    assertThat(kernel().setPipeSize(ends[0], 5000)).isEqualTo(8192);
    int file = create("a");
    assertThat(kernel().setPipeSize(file, 4096)).isEqualTo(-Errno.EBADF);
  }

  @Test
  default void aPipeDoesNotShrinkBelowWhatIsInIt() {
    int[] ends = pipe(Linux.O_NONBLOCK);
    done(kernel().setPipeSize(ends[1], 16 * 1024));
    fill(ends[1]);
    assertThat(kernel().setPipeSize(ends[1], 4096)).isEqualTo(-Errno.EBUSY);
  }

  @Test
  default void aSmallRecordIsWrittenWholeOrNotAtAll() {
    int[] ends = pipe(Linux.O_NONBLOCK);
    done(kernel().setPipeSize(ends[1], 2 * PIPE_BUF));
    assertThat(kernel().write(ends[1], new byte[PIPE_BUF], 0, PIPE_BUF)).isEqualTo(PIPE_BUF);
    assertThat(kernel().write(ends[1], new byte[100], 0, 100)).isEqualTo(100);
    assertThat(kernel().write(ends[1], new byte[PIPE_BUF], 0, PIPE_BUF)).isEqualTo(-Errno.EAGAIN);
    assertThat(read(ends[0], 2 * PIPE_BUF)).hasSize(PIPE_BUF + 100);
  }

  @Test
  default void aBigWriteIsCutToWhatFits() {
    int[] ends = pipe(Linux.O_NONBLOCK);
    int size = done(kernel().setPipeSize(ends[1], 16 * 1024));
    byte[] more = new byte[3 * size];
    assertThat(kernel().write(ends[1], more, 0, more.length)).isEqualTo(size);
  }

  // ---- FIFOs ----------------------------------------------------------------------------------

  @Test
  default void aFifoWithoutAReaderRefusesAWriterThatWillNotWait() {
    done(kernel().mkfifo(path("f"), 0600));
    assertThat(open("f", Linux.O_WRONLY)).isEqualTo(-Errno.ENXIO);
    int reader = done(open("f", Linux.O_RDONLY));
    int writer = done(open("f", Linux.O_WRONLY));
    write(writer, "x");
    assertThat(read(reader, 10)).isEqualTo("x");
    done(kernel().close(reader));
    assertThat(open("f", Linux.O_WRONLY)).isEqualTo(-Errno.ENXIO);
  }

  @Test
  default void aFifoOpenedForBothNeverWaitsAndNeverEnds() {
    done(kernel().mkfifo(path("f"), 0600));
    int both = done(kernel().open(path("f"), Linux.O_RDWR, 0));
    done(kernel().setNonblocking(both, true));
    assertThat(readOne(both)).isEqualTo(-Errno.EAGAIN);
    int writer = done(open("f", Linux.O_WRONLY));
    write(writer, "x");
    done(kernel().close(writer));
    assertThat(read(both, 10)).isEqualTo("x");
    assertThat(readOne(both)).isEqualTo(-Errno.EAGAIN);
  }

  @Test
  default void aReaderOfAFifoSeesTheEndBeforeAndAfterEachWriter() {
    done(kernel().mkfifo(path("f"), 0600));
    int reader = done(open("f", Linux.O_RDONLY));
    assertThat(readOne(reader)).isZero();
    for (int i = 0; i < 2; i++) {
      int writer = done(open("f", Linux.O_WRONLY));
      assertThat(readOne(reader)).isEqualTo(-Errno.EAGAIN);
      write(writer, "x");
      done(kernel().close(writer));
      assertThat(read(reader, 10)).isEqualTo("x");
      assertThat(readOne(reader)).isZero();
    }
  }

  @Test
  default void aFifosWriterIsToldWhenTheReaderHasGone() {
    done(kernel().mkfifo(path("f"), 0600));
    int reader = done(open("f", Linux.O_RDONLY));
    int writer = done(open("f", Linux.O_WRONLY));
    done(kernel().close(reader));
    assertThat(write(writer, "x")).isEqualTo(-Errno.EPIPE);
    done(open("f", Linux.O_RDONLY));
    assertThat(write(writer, "x")).isEqualTo(1);
  }

  @Test
  default void whatIsInAFifoIsLostWithItsLastDescriptor() {
    done(kernel().mkfifo(path("f"), 0600));
    int holder = done(open("f", Linux.O_RDWR));
    int writer = done(open("f", Linux.O_WRONLY));
    write(writer, "words");
    done(kernel().close(writer));
    done(kernel().close(holder));
    int reader = done(open("f", Linux.O_RDWR));
    assertThat(readOne(reader)).isEqualTo(-Errno.EAGAIN);
  }

  @Test
  default void whatIsInAFifoIsKeptWhileSomebodyHasIt() {
    done(kernel().mkfifo(path("f"), 0600));
    int holder = done(open("f", Linux.O_RDWR));
    int writer = done(open("f", Linux.O_WRONLY));
    write(writer, "words");
    done(kernel().close(writer));
    int reader = done(open("f", Linux.O_RDWR));
    done(kernel().close(holder));
    assertThat(read(reader, 10)).isEqualTo("words");
  }

  @Test
  default void aFifoIsTheSamePipeUnderANewName() {
    done(kernel().mkfifo(path("f"), 0600));
    int both = done(open("f", Linux.O_RDWR));
    done(kernel().rename(path("f"), path("g")));
    int writer = done(open("g", Linux.O_WRONLY));
    write(writer, "x");
    assertThat(read(both, 10)).isEqualTo("x");
    done(kernel().mkfifo(path("f"), 0600));
    assertThat(open("f", Linux.O_WRONLY)).isEqualTo(-Errno.ENXIO);
  }

  @Test
  default void aPipeHasNoPosition() {
    int[] ends = pipe(0);
    assertThat(kernel().lseek(ends[0], 0, Linux.SEEK_CUR)).isEqualTo(-Errno.ESPIPE);
    assertThat(kernel().ftruncate(ends[1], 0)).isEqualTo(-Errno.EINVAL);
  }
}
