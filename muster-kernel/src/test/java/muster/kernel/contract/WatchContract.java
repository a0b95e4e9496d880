package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import muster.kernel.Errno;
import muster.kernel.Linux;
import muster.kernel.Ready;
import org.junit.jupiter.api.Test;

/** inotify: names that come and go in a directory, and files that are written to. */
public interface WatchContract extends Fixture {
  int IN_ISDIR = 0x4000_0000;

  private int watching(int fd, String path, int mask) {
    return done(kernel().inotifyAdd(fd, path, mask));
  }

  /** All events: of each {@code WATCH MASK NAME}. */
  private String heard(int fd) {
    byte[] events = new byte[4096];
    int length = done(kernel().read(fd, events, 0, events.length));
    ByteBuffer in = ByteBuffer.wrap(events, 0, length).order(ByteOrder.nativeOrder());
    StringBuilder heard = new StringBuilder();
    while (in.hasRemaining()) {
      heard.append(in.getInt()).append(' ').append(Integer.toHexString(in.getInt())).append(' ');
      in.getInt();
      byte[] name = new byte[in.getInt()];
      in.get(name);
      heard.append(new String(name, StandardCharsets.ISO_8859_1).strip());
      heard.append(name.length % 16 == 0 ? ";" : " odd;");
    }
    return heard.toString().replace("\0", "");
  }

  @Test
  default void namesThatComeAndGo() {
    int fd = done(kernel().inotifyInit());
    assertThat(readOne(fd)).isEqualTo(-Errno.EAGAIN);
    int watch = watching(fd, directory(), Linux.IN_CREATE | Linux.IN_DELETE);
    done(kernel().mkdir(path("directory"), 0700));
    create("file-with-a-long-name");
    done(kernel().unlink(path("file-with-a-long-name")));
    String created = watch + " " + Integer.toHexString(Linux.IN_CREATE | IN_ISDIR) + " directory;";
    assertThat(heard(fd))
        .isEqualTo(
            created
                + (watch + " 100 file-with-a-long-name;")
                + (watch + " 200 file-with-a-long-name;"));
    assertThat(readOne(fd)).isEqualTo(-Errno.EAGAIN);
  }

  @Test
  default void whatIsNotAskedForIsNotTold() {
    int fd = done(kernel().inotifyInit());
    int watch = watching(fd, directory(), Linux.IN_DELETE);
    done(kernel().mkdir(path("a"), 0700));
    assertThat(readOne(fd)).isEqualTo(-Errno.EAGAIN);
    assertThat(watching(fd, directory(), Linux.IN_CREATE)).isEqualTo(watch);
    done(kernel().unlinkAt(Linux.AT_FDCWD, path("a"), Linux.AT_REMOVEDIR));
    assertThat(readOne(fd)).isEqualTo(-Errno.EAGAIN);
  }

  @Test
  default void aFileThatIsWrittenTo() {
    int file = create("a");
    int fd = done(kernel().inotifyInit());
    int epoll = done(kernel().epollCreate());
    done(kernel().epollControl(epoll, Linux.EPOLL_CTL_ADD, fd, Linux.EPOLLIN, 7));
    int watch = watching(fd, path("a"), Linux.IN_MODIFY);
    assertThat(kernel().epollWait(epoll, new Ready(1), 0)).isZero();
    write(file, "one");
    write(file, "two");
    assertThat(kernel().epollWait(epoll, new Ready(1), 0)).isEqualTo(1);
    assertThat(heard(fd)).isEqualTo(watch + " 2 ;"); // equal ones that nobody has read are one
    assertThat(kernel().epollWait(epoll, new Ready(1), 0)).isZero();
  }

  @Test
  default void whatCannotBeWatched() {
    int fd = done(kernel().inotifyInit());
    assertThat(kernel().inotifyAdd(fd, path("none"), Linux.IN_CREATE)).isEqualTo(-Errno.ENOENT);
    assertThat(kernel().inotifyAdd(-1, directory(), Linux.IN_CREATE)).isEqualTo(-Errno.EBADF);
    assertThat(kernel().inotifyAdd(create("a"), directory(), Linux.IN_CREATE))
        .isEqualTo(-Errno.EINVAL);
    watching(fd, directory(), Linux.IN_CREATE);
    create("b");
    assertThat(kernel().read(fd, new byte[16], 0, 16)).isEqualTo(-Errno.EINVAL);
  }
}
