package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Linux;
import org.junit.jupiter.api.Test;

/** Names: directories, links, and moving from one to another. */
public interface PathContract extends Fixture {

  @Test
  default void openingWhatIsNotThereFails() {
    assertThat(kernel().open(path("none"), Linux.O_RDONLY, 0)).isEqualTo(-Errno.ENOENT);
    assertThat(kernel().open("", Linux.O_RDONLY, 0)).isEqualTo(-Errno.ENOENT);
    int creating = Linux.O_WRONLY | Linux.O_CREAT;
    assertThat(kernel().open(path("none/a"), creating, 0600)).isEqualTo(-Errno.ENOENT);
  }

  @Test
  default void exclusiveCreationFailsWhenSomethingIsThere() {
    file("a", "");
    int exclusive = Linux.O_WRONLY | Linux.O_CREAT | Linux.O_EXCL;
    assertThat(kernel().open(path("a"), exclusive, 0600)).isEqualTo(-Errno.EEXIST);
    done(kernel().symlinkAt("nowhere", Linux.AT_FDCWD, path("l")));
    assertThat(kernel().open(path("l"), exclusive, 0600)).isEqualTo(-Errno.EEXIST);
  }

  @Test
  default void aFileIsNoDirectory() {
    file("a", "");
    assertThat(kernel().open(path("a/b"), Linux.O_RDONLY, 0)).isEqualTo(-Errno.ENOTDIR);
    assertThat(kernel().open(path("a"), Linux.O_RDONLY | Linux.O_DIRECTORY, 0))
        .isEqualTo(-Errno.ENOTDIR);
    assertThat(kernel().listAt(Linux.AT_FDCWD, path("a"), new ArrayList<>()))
        .isEqualTo(-Errno.ENOTDIR);
  }

  @Test
  default void aDirectoryIsNoFile() {
    done(kernel().mkdir(path("d"), 0700));
    assertThat(kernel().open(path("d"), Linux.O_WRONLY, 0)).isEqualTo(-Errno.EISDIR);
    int fd = done(kernel().open(path("d"), Linux.O_RDONLY | Linux.O_DIRECTORY, 0));
    assertThat(readOne(fd)).isEqualTo(-Errno.EISDIR);
    assertThat(kernel().unlink(path("d"))).isEqualTo(-Errno.EISDIR);
  }

  @Test
  default void directoriesAreMadeOnceAndRemovedEmpty() {
    done(kernel().mkdir(path("d"), 0700));
    assertThat(kernel().mkdir(path("d"), 0700)).isEqualTo(-Errno.EEXIST);
    file("d/a", "");
    assertThat(kernel().unlinkAt(Linux.AT_FDCWD, path("d"), Linux.AT_REMOVEDIR))
        .isEqualTo(-Errno.ENOTEMPTY);
    done(kernel().unlink(path("d/a")));
    done(kernel().unlinkAt(Linux.AT_FDCWD, path("d"), Linux.AT_REMOVEDIR));
    assertThat(kernel().stat(path("d"), new FileStatus())).isEqualTo(-Errno.ENOENT);
    file("a", "");
    assertThat(kernel().unlinkAt(Linux.AT_FDCWD, path("a"), Linux.AT_REMOVEDIR))
        .isEqualTo(-Errno.ENOTDIR);
    assertThat(kernel().unlink(path("none"))).isEqualTo(-Errno.ENOENT);
    assertThat(kernel().mkdir(path("x/y"), 0700)).isEqualTo(-Errno.ENOENT);
  }

  @Test
  default void fifosAreMadeOnce() {
    done(kernel().mkfifo(path("f"), 0600));
    assertThat(kernel().mkfifo(path("f"), 0600)).isEqualTo(-Errno.EEXIST);
  }

  @Test
  default void listingTellsEveryNameInSomeOrder() {
    file("a", "");
    file(".hidden", "");
    file("name with space", "");
    done(kernel().mkdir(path("d"), 0700));
    List<String> names = new ArrayList<>(List.of("before"));
    assertThat(kernel().listAt(Linux.AT_FDCWD, directory(), names)).isEqualTo(4);
    assertThat(names.getFirst()).isEqualTo("before");
    assertThat(names).containsExactlyInAnyOrder("before", "a", ".hidden", "name with space", "d");
  }

  @Test
  default void listingABigDirectoryTellsAll() {
    for (int i = 0; i < 1000; i++) {
      done(kernel().mkdir(path("service-with-a-name-" + i), 0700));
    }
    List<String> names = new ArrayList<>();
    assertThat(kernel().listAt(Linux.AT_FDCWD, directory(), names)).isEqualTo(1000);
    assertThat(names).doesNotHaveDuplicates().contains("service-with-a-name-999");
  }

  @Test
  default void listingOnesOwnDescriptorsTellsWhichAreOpen() {
    int fd = done(kernel().open(directory(), Linux.O_RDONLY, 0));
    List<String> numbers = new ArrayList<>();
    done(kernel().listAt(Linux.AT_FDCWD, "/proc/self/fd", numbers));
    assertThat(numbers).contains(Integer.toString(fd)).doesNotContain(Integer.toString(fd + 1000));
  }

  @Test
  default void listingNothingTellsNothing() {
    List<String> names = new ArrayList<>();
    assertThat(kernel().listAt(Linux.AT_FDCWD, directory(), names)).isZero();
    assertThat(kernel().listAt(Linux.AT_FDCWD, path("none"), names)).isEqualTo(-Errno.ENOENT);
    assertThat(names).isEmpty();
  }

  @Test
  default void renamingReplacesInOneStep() {
    file("new", "new");
    long inode = status(path("new")).inode;
    file("status", "old");
    int old = done(kernel().open(path("status"), Linux.O_RDONLY, 0));
    done(kernel().rename(path("new"), path("status")));
    assertThat(content(path("status"))).isEqualTo("new");
    assertThat(status(path("status")).inode).isEqualTo(inode);
    assertThat(read(old, 10)).isEqualTo("old");
    assertThat(kernel().stat(path("new"), new FileStatus())).isEqualTo(-Errno.ENOENT);
  }

  @Test
  default void renamingHasItsRules() {
    file("a", "");
    done(kernel().mkdir(path("d"), 0700));
    done(kernel().mkdir(path("e"), 0700));
    file("e/x", "");
    assertThat(kernel().rename(path("none"), path("b"))).isEqualTo(-Errno.ENOENT);
    assertThat(kernel().rename(path("a"), path("d"))).isEqualTo(-Errno.EISDIR);
    assertThat(kernel().rename(path("d"), path("a"))).isEqualTo(-Errno.ENOTDIR);
    assertThat(kernel().rename(path("d"), path("e"))).isEqualTo(-Errno.ENOTEMPTY);
    assertThat(kernel().rename(path("e"), path("e/inside"))).isEqualTo(-Errno.EINVAL);
    done(kernel().rename(path("e"), path("d")));
    assertThat(status(path("d/x")).isRegular()).isTrue();
  }

  @Test
  default void aLinkLeadsToItsTarget() {
    file("a", "content");
    done(kernel().symlinkAt("a", Linux.AT_FDCWD, path("l")));
    assertThat(content(path("l"))).isEqualTo("content");
    byte[] target = new byte[10];
    assertThat(kernel().readlinkAt(Linux.AT_FDCWD, path("l"), target)).isEqualTo(1);
    assertThat(target[0]).isEqualTo((byte) 'a');
    FileStatus link = new FileStatus();
    done(kernel().statAt(Linux.AT_FDCWD, path("l"), Linux.AT_SYMLINK_NOFOLLOW, link));
    assertThat(link.isLink()).isTrue();
    assertThat(status(path("l")).inode).isEqualTo(status(path("a")).inode);
    assertThat(kernel().open(path("l"), Linux.O_RDONLY | Linux.O_NOFOLLOW, 0))
        .isEqualTo(-Errno.ELOOP);
  }

  @Test
  default void readlinkCutsWhatDoesNotFit() {
    done(kernel().symlinkAt("abcdef", Linux.AT_FDCWD, path("l")));
    byte[] target = new byte[4];
    assertThat(kernel().readlinkAt(Linux.AT_FDCWD, path("l"), target)).isEqualTo(4);
    assertThat(target).isEqualTo(bytes("abcd"));
    file("a", "");
    assertThat(kernel().readlinkAt(Linux.AT_FDCWD, path("a"), target)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().readlinkAt(Linux.AT_FDCWD, path("l"), new byte[0]))
        .isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void linksThatLeadNowhere() {
    done(kernel().symlinkAt("nowhere", Linux.AT_FDCWD, path("dangling")));
    done(kernel().symlinkAt("loop", Linux.AT_FDCWD, path("loop")));
    assertThat(kernel().open(path("dangling"), Linux.O_RDONLY, 0)).isEqualTo(-Errno.ENOENT);
    assertThat(kernel().open(path("loop"), Linux.O_RDONLY, 0)).isEqualTo(-Errno.ELOOP);
    done(kernel().unlink(path("loop")));
    assertThat(kernel().symlinkAt("x", Linux.AT_FDCWD, path("dangling"))).isEqualTo(-Errno.EEXIST);
  }

  @Test
  default void aHardLinkIsTheSameFile() {
    file("a", "x");
    done(kernel().linkAt(Linux.AT_FDCWD, path("a"), path("b")));
    assertThat(status(path("b")).inode).isEqualTo(status(path("a")).inode);
    assertThat(status(path("a")).links).isEqualTo(2);
    done(kernel().unlink(path("a")));
    assertThat(content(path("b"))).isEqualTo("x");
    assertThat(kernel().linkAt(Linux.AT_FDCWD, path("none"), path("c"))).isEqualTo(-Errno.ENOENT);
    file("d", "");
    assertThat(kernel().linkAt(Linux.AT_FDCWD, path("b"), path("d"))).isEqualTo(-Errno.EEXIST);
  }

  @Test
  default void aDirectoryHeldOpenIsTheSameUnderANewName() {
    done(kernel().mkdir(path("d"), 0700));
    int d = done(kernel().open(path("d"), Linux.O_RDONLY | Linux.O_DIRECTORY, 0));
    done(kernel().rename(path("d"), path("moved")));
    int fd = done(kernel().openAt(d, "a", Linux.O_WRONLY | Linux.O_CREAT, 0600));
    write(fd, "x");
    done(kernel().renameAt(d, "a", "b"));
    done(kernel().mkfifoAt(d, "f", 0600));
    done(kernel().mkdirAt(d, "sub", 0700));
    done(kernel().linkAt(d, "b", "hard"));
    done(kernel().symlinkAt("b", d, "soft"));
    done(kernel().chmodAt(d, "b", 0640));
    done(kernel().accessAt(d, "b", Linux.F_OK));
    FileStatus status = new FileStatus();
    done(kernel().statAt(d, "b", 0, status));
    assertThat(status.mode).isEqualTo(Linux.S_IFREG | 0640);
    assertThat(content(path("moved/b"))).isEqualTo("x");
    List<String> names = new ArrayList<>();
    done(kernel().listAt(d, ".", names));
    assertThat(names).containsExactlyInAnyOrder("b", "f", "sub", "hard", "soft");
    done(kernel().unlinkAt(d, "hard", 0));
    done(kernel().unlinkAt(d, "sub", Linux.AT_REMOVEDIR));
    assertThat(kernel().stat(path("moved/hard"), status)).isEqualTo(-Errno.ENOENT);
  }

  @Test
  default void aDirectoryHeldOpenThatWasRemovedTakesNoNewNames() {
    done(kernel().mkdir(path("d"), 0700));
    int d = done(kernel().open(path("d"), Linux.O_RDONLY | Linux.O_DIRECTORY, 0));
    done(kernel().unlinkAt(Linux.AT_FDCWD, path("d"), Linux.AT_REMOVEDIR));
    assertThat(kernel().mkdirAt(d, "x", 0700)).isEqualTo(-Errno.ENOENT);
    assertThat(kernel().listAt(d, ".", new ArrayList<>())).isLessThanOrEqualTo(0);
  }

  @Test
  default void accessAsksForPermission() {
    file("a", "");
    done(kernel().chmodAt(Linux.AT_FDCWD, path("a"), 0644));
    done(kernel().accessAt(Linux.AT_FDCWD, path("a"), Linux.F_OK));
    assertThat(kernel().accessAt(Linux.AT_FDCWD, path("a"), Linux.X_OK)).isEqualTo(-Errno.EACCES);
    done(kernel().chmodAt(Linux.AT_FDCWD, path("a"), 0755));
    done(kernel().accessAt(Linux.AT_FDCWD, path("a"), Linux.X_OK));
    assertThat(kernel().accessAt(Linux.AT_FDCWD, path("none"), Linux.F_OK))
        .isEqualTo(-Errno.ENOENT);
  }

  @Test
  default void namesAreBytes() {
    String name = "caf\u00e9-\u00ff\u0080\n";
    file(name, "x");
    List<String> names = new ArrayList<>();
    done(kernel().listAt(Linux.AT_FDCWD, directory(), names));
    assertThat(names).containsExactly(name);
    done(kernel().symlinkAt(name, Linux.AT_FDCWD, path("l")));
    byte[] target = new byte[100];
    int length = done(kernel().readlinkAt(Linux.AT_FDCWD, path("l"), target));
    assertThat(java.util.Arrays.copyOf(target, length)).isEqualTo(bytes(name));
    assertThat(content(path("l"))).isEqualTo("x");
  }

  @Test
  default void namesHaveALongestLength() {
    String longest = "n".repeat(255);
    file(longest, "x");
    assertThat(content(path(longest))).isEqualTo("x");
    List<String> names = new ArrayList<>();
    done(kernel().listAt(Linux.AT_FDCWD, directory(), names));
    assertThat(names).containsExactly(longest);
    assertThat(kernel().mkdir(path(longest + "n"), 0700)).isEqualTo(-Errno.ENAMETOOLONG);
    String tooLong = directory() + "/x".repeat(2100);
    assertThat(kernel().stat(tooLong, new FileStatus())).isEqualTo(-Errno.ENAMETOOLONG);
  }
}
