package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Linux;
import org.junit.jupiter.api.Test;

/** Files and what is in them. */
public interface FileContract extends Fixture {
  @Test
  default void aWriteAtAPositionMovesNothing() {
    int fd = create("a");
    write(fd, "abc");
    assertThat(kernel().pwrite(fd, bytes("xXYx"), 1, 2, 1)).isEqualTo(2);
    write(fd, "d");
    assertThat(kernel().pwrite(fd, bytes("z"), 0, 1, 5)).isEqualTo(1);
    assertThat(content(path("a"))).isEqualTo("aXYd\0z");
    assertThat(kernel().pwrite(fd, bytes("z"), 0, 2, 0)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().pwrite(fd, bytes("z"), 0, 1, -1)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().pwrite(pipe(0)[1], bytes("z"), 0, 1, 0)).isEqualTo(-Errno.ESPIPE);
    assertThat(kernel().pwrite(999, bytes("z"), 0, 1, 0)).isEqualTo(-Errno.EBADF);
  }

  @Test
  default void whatIsWrittenCanBeRead() {
    int fd = create("a");
    assertThat(write(fd, "hello")).isEqualTo(5);
    assertThat(kernel().lseek(fd, 0, Linux.SEEK_SET)).isZero();
    assertThat(read(fd, 100)).isEqualTo("hello");
    assertThat(read(fd, 100)).isEmpty();
    done(kernel().close(fd));
    assertThat(content(path("a"))).isEqualTo("hello");
  }

  @Test
  default void everyByteComesBackAsItWas() {
    byte[] all = new byte[256];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    int fd = create("a");
    assertThat(kernel().write(fd, all, 0, 256)).isEqualTo(256);
    done(kernel().lseek(fd, 0, Linux.SEEK_SET));
    byte[] back = new byte[258];
    assertThat(kernel().read(fd, back, 1, 256)).isEqualTo(256);
    for (int i = 0; i < 256; i++) {
      assertThat(back[i + 1]).isEqualTo((byte) i);
    }
    assertThat(back[0]).isZero();
    assertThat(back[257]).isZero();
  }

  @Test
  default void aPartOfTheArrayCanBeWritten() {
    int fd = create("a");
    assertThat(kernel().write(fd, bytes("abcdef"), 2, 3)).isEqualTo(3);
    assertThat(content(path("a"))).isEqualTo("cde");
  }

  @Test
  default void readingAndWritingNothingIsAllowed() {
    int fd = create("a");
    assertThat(kernel().write(fd, new byte[0], 0, 0)).isZero();
    assertThat(kernel().read(fd, new byte[0], 0, 0)).isZero();
  }

  @Test
  default void appendingGoesToTheEndWhateverThePosition() {
    file("a", "one");
    int fd = done(kernel().open(path("a"), Linux.O_WRONLY | Linux.O_APPEND, 0));
    assertThat(write(fd, "two")).isEqualTo(3);
    assertThat(content(path("a"))).isEqualTo("onetwo");
  }

  @Test
  default void appendingSurvivesBeingMadeNonblocking() {
    file("a", "one");
    int fd = done(kernel().open(path("a"), Linux.O_WRONLY | Linux.O_APPEND, 0));
    done(kernel().setNonblocking(fd, true));
    done(kernel().setNonblocking(fd, false));
    assertThat(write(fd, "two")).isEqualTo(3);
    assertThat(content(path("a"))).isEqualTo("onetwo");
  }

  @Test
  default void truncatingEmptiesAFile() {
    file("a", "one");
    done(kernel().open(path("a"), Linux.O_WRONLY | Linux.O_TRUNC, 0));
    assertThat(content(path("a"))).isEmpty();
  }

  @Test
  default void ftruncateCutsAndStretches() {
    int fd = create("a");
    write(fd, "abcdef");
    done(kernel().ftruncate(fd, 3));
    assertThat(content(path("a"))).isEqualTo("abc");
    done(kernel().ftruncate(fd, 5));
    assertThat(content(path("a"))).isEqualTo("abc\0\0");
    assertThat(kernel().ftruncate(fd, -1)).isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void lseekTellsThePosition() {
    int fd = create("a");
    write(fd, "abcdef");
    assertThat(kernel().lseek(fd, 0, Linux.SEEK_CUR)).isEqualTo(6);
    assertThat(kernel().lseek(fd, -2, Linux.SEEK_END)).isEqualTo(4);
    assertThat(read(fd, 10)).isEqualTo("ef");
    assertThat(kernel().lseek(fd, -1, Linux.SEEK_SET)).isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void twoOpensHaveTwoPositionsAndADupHasOne() {
    file("a", "abcdef");
    int first = done(kernel().open(path("a"), Linux.O_RDONLY, 0));
    int second = done(kernel().open(path("a"), Linux.O_RDONLY, 0));
    int same = done(kernel().dupAbove(first, 20));
    assertThat(read(first, 3)).isEqualTo("abc");
    assertThat(read(second, 2)).isEqualTo("ab");
    assertThat(read(same, 3)).isEqualTo("def");
  }

  @Test
  default void openingForOneThingForbidsTheOther() {
    file("a", "x");
    int reader = done(kernel().open(path("a"), Linux.O_RDONLY, 0));
    int writer = done(kernel().open(path("a"), Linux.O_WRONLY, 0));
    assertThat(write(reader, "y")).isEqualTo(-Errno.EBADF);
    assertThat(readOne(writer)).isEqualTo(-Errno.EBADF);
  }

  @Test
  default void aFileIsThereAsLongAsSomebodyHasItOpen() {
    file("a", "still");
    int fd = done(kernel().open(path("a"), Linux.O_RDONLY, 0));
    done(kernel().unlink(path("a")));
    FileStatus status = new FileStatus();
    assertThat(kernel().stat(path("a"), status)).isEqualTo(-Errno.ENOENT);
    assertThat(read(fd, 10)).isEqualTo("still");
    done(kernel().fstat(fd, status));
    assertThat(status.links).isZero();
  }

  @Test
  default void modesAreWhatWasAskedLessTheUmask() {
    int before = kernel().umask(027);
    try {
      done(kernel().open(path("a"), Linux.O_WRONLY | Linux.O_CREAT, 0666));
      done(kernel().mkdir(path("d"), 0777));
      done(kernel().mkfifo(path("f"), 0622));
    } finally {
      assertThat(kernel().umask(before)).isEqualTo(027);
    }
    assertThat(status(path("a")).mode).isEqualTo(Linux.S_IFREG | 0640);
    assertThat(status(path("d")).mode).isEqualTo(Linux.S_IFDIR | 0750);
    assertThat(status(path("f")).mode).isEqualTo(Linux.S_IFIFO | 0600);
  }

  @Test
  default void chmodSetsAllTheBits() {
    done(kernel().mkdir(path("event"), 0700));
    done(kernel().chmodAt(Linux.AT_FDCWD, path("event"), 03730));
    assertThat(status(path("event")).mode).isEqualTo(Linux.S_IFDIR | 03730);
    int fd = create("a");
    done(kernel().fchmod(fd, 0604));
    assertThat(status(path("a")).mode).isEqualTo(Linux.S_IFREG | 0604);
  }

  @Test
  default void chownToNobodyNewIsAllowed() {
    file("a", "");
    done(kernel().chownAt(Linux.AT_FDCWD, path("a"), -1, -1));
    FileStatus status = status(path("a"));
    assertThat(status.uid).isEqualTo(kernel().getuid());
    done(kernel().chownAt(Linux.AT_FDCWD, path("a"), status.uid, status.gid));
  }

  @Test
  default void statusTellsKindSizeAndIdentity() {
    file("a", "12345");
    FileStatus a = status(path("a"));
    assertThat(a.isRegular()).isTrue();
    assertThat(a.isDirectory()).isFalse();
    assertThat(a.size).isEqualTo(5);
    assertThat(a.links).isEqualTo(1);
    assertThat(a.gid).isEqualTo(kernel().getegid());
    file("b", "");
    assertThat(status(path("b")).inode).isNotEqualTo(a.inode);
    assertThat(status(path("b")).device).isEqualTo(a.device);
    assertThat(status(directory()).isDirectory()).isTrue();
    done(kernel().mkfifo(path("f"), 0600));
    assertThat(status(path("f")).isFifo()).isTrue();
    int fd = done(kernel().open(path("a"), Linux.O_RDONLY, 0));
    FileStatus opened = new FileStatus();
    done(kernel().fstat(fd, opened));
    assertThat(opened.inode).isEqualTo(a.inode);
    assertThat(opened.device).isEqualTo(a.device);
    assertThat(opened.modifiedNanos).isEqualTo(a.modifiedNanos);
  }

  @Test
  default void aChangeIsDatedByTheRealTimeClock() {
    // The kernel dates files by a clock that ticks every 10 ms at worst.
    long before = kernel().clock(Linux.CLOCK_REALTIME) - 20_000_000;
    file("a", "x");
    long modified = status(path("a")).modifiedNanos;
    assertThat(modified).isBetween(before, kernel().clock(Linux.CLOCK_REALTIME));
  }

  @Test
  default void aFailedStatusLeavesTheBufferAlone() {
    FileStatus status = status(directory());
    long inode = status.inode;
    assertThat(kernel().stat(path("none"), status)).isEqualTo(-Errno.ENOENT);
    assertThat(status.inode).isEqualTo(inode);
  }

  @Test
  default void descriptorsAreTheLowestFree() {
    int a = create("a");
    int b = create("b");
    done(kernel().close(a));
    assertThat(create("c")).isEqualTo(a);
    assertThat(b).isGreaterThan(a);
  }

  @Test
  default void dupPutsACopyWhereItIsAsked() {
    file("a", "abc");
    int fd = done(kernel().open(path("a"), Linux.O_RDONLY, 0));
    int high = done(kernel().dupAbove(fd, 100));
    assertThat(high).isGreaterThanOrEqualTo(100);
    int other = create("b");
    assertThat(kernel().dup(fd, other)).isEqualTo(other);
    assertThat(read(other, 10)).isEqualTo("abc");
    assertThat(kernel().dup(fd, fd)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().dup(fd, -1)).isEqualTo(-Errno.EBADF);
  }

  @Test
  default void fsyncOfAFileSucceeds() {
    done(kernel().fsync(create("a")));
    assertThat(kernel().sync()).isZero();
  }
}
