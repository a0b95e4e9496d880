package muster.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import muster.kernel.Spawn.FileAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only the real kernel does, and what the JDK can be asked about the same thing. */
final class LinuxKernelTest {
  private static final LinuxKernel KERNEL = new LinuxKernel();

  private final Playground playground = new Playground(KERNEL);

  @BeforeEach
  void begin() {
    KERNEL.closeOnExecFrom(3);
    playground.open();
  }

  @AfterEach
  void end() {
    playground.close();
  }

  private String path(String name) {
    return playground.directory() + "/" + name;
  }

  private static int[] pipe() {
    int[] ends = new int[2];
    assertThat(KERNEL.pipe(ends, Linux.O_NONBLOCK)).isZero();
    return ends;
  }

  private static String read(int fd) {
    byte[] buffer = new byte[4096];
    int count = KERNEL.read(fd, buffer, 0, buffer.length);
    return count < 0
        ? "error " + -count
        : new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
  }

  // ---- against the JDK ------------------------------------------------------------------------

  @Test
  void statusIsWhatTheJdkTells() throws IOException {
    Files.writeString(Path.of(path("a")), "words");
    Files.createLink(Path.of(path("b")), Path.of(path("a")));
    // Else all the times of a new file are one.
    Files.setLastModifiedTime(Path.of(path("a")), FileTime.fromMillis(1_234_567_890_123L));
    for (String path : List.of(path("a"), playground.directory(), "/dev/null", "/", "/proc/self")) {
      FileStatus status = new FileStatus();
      assertThat(KERNEL.stat(path, status)).isZero();
      Map<String, Object> expected = Files.readAttributes(Path.of(path), "unix:*");
      assertThat(expected)
          .containsEntry("dev", status.device)
          .containsEntry("ino", status.inode)
          .containsEntry("mode", status.mode)
          .containsEntry("nlink", (int) status.links)
          .containsEntry("uid", status.uid)
          .containsEntry("gid", status.gid)
          .containsEntry("rdev", status.special)
          .containsEntry("size", status.size);
    }
    FileStatus status = new FileStatus();
    assertThat(KERNEL.stat(path("a"), status)).isZero();
    long nanos =
        Files.getLastModifiedTime(Path.of(path("a"))).to(java.util.concurrent.TimeUnit.NANOSECONDS);
    assertThat(status.modifiedNanos).isEqualTo(nanos);
  }

  @Test
  void devicesArePackedAsGlibcPacksThem() {
    // gnu_dev_makedev(0x12345678, 0x9abcdef0) by gcc on x86-64.
    assertThat(muster.kernel.Files.device(0x12345678, 0x9abcdef0))
        .isEqualTo(0x12345_9abcde_678_f0L);
    assertThat(muster.kernel.Files.device(1, 3)).isEqualTo(0x103);
  }

  @Test
  void oneIsWhoTheJdkSays() throws IOException {
    // Not ProcessHandle: when it is loaded, the JDK sets SIGCHLD to its default, caught or not.
    Path self = Files.readSymbolicLink(Path.of("/proc/self"));
    assertThat(KERNEL.getpid()).isEqualTo(Integer.parseInt(self.toString()));
    assertThat(KERNEL.environment()).contains("PATH=" + System.getenv("PATH"));
  }

  // ---- sizes ----------------------------------------------------------------------------------

  @Test
  void bigTransfersAreWholeUpToAMegabyte() throws IOException {
    int length = 1024 * 1024;
    byte[] big = new byte[length + 100];
    for (int i = 0; i < big.length; i++) {
      big[i] = (byte) (i * 31 ^ i >> 8);
    }
    int fd = KERNEL.open(path("big"), Linux.O_RDWR | Linux.O_CREAT, 0600);
    assertThat(KERNEL.write(fd, big, 0, big.length)).isEqualTo(length);
    assertThat(KERNEL.write(fd, big, length, 100)).isEqualTo(100);
    assertThat(Files.readAllBytes(Path.of(path("big")))).isEqualTo(big);
    assertThat(KERNEL.lseek(fd, 0, Linux.SEEK_SET)).isZero();
    byte[] back = new byte[big.length];
    assertThat(KERNEL.read(fd, back, 0, back.length)).isEqualTo(length);
    assertThat(KERNEL.read(fd, back, length, 100)).isEqualTo(100);
    assertThat(back).isEqualTo(big);
  }

  @Test
  void aPositionThatIsNoIntIsAnError() {
    int fd = KERNEL.open(path("sparse"), Linux.O_RDWR | Linux.O_CREAT, 0600);
    assertThat(KERNEL.ftruncate(fd, 3L << 30)).isZero();
    assertThat(KERNEL.lseek(fd, 0, Linux.SEEK_END)).isEqualTo(-Errno.EOVERFLOW);
    FileStatus status = new FileStatus();
    assertThat(KERNEL.fstat(fd, status)).isZero();
    assertThat(status.size).isEqualTo(3L << 30);
  }

  @Test
  void argumentsThatNoKernelTakesAreRefused() {
    List<String> huge = List.of("/bin/true", "a".repeat(7 * 1024 * 1024));
    List<String> none = List.of();
    Spawn request = new Spawn("/bin/true", huge, none, none, Linux.AT_FDCWD, true, 0, List.of());
    assertThat(KERNEL.spawn(request)).isEqualTo(-Errno.E2BIG);
    // The kernel's own limit of one string is 128 KiB.
    List<String> big = List.of("/bin/true", "a".repeat(200 * 1024));
    Spawn second = new Spawn("/bin/true", big, none, none, Linux.AT_FDCWD, true, 0, List.of());
    assertThat(KERNEL.spawn(second)).isEqualTo(-Errno.E2BIG);
    assertThat(KERNEL.execve("/bin/true", huge, none)).isEqualTo(-Errno.E2BIG);
    assertThat(KERNEL.execve("/none", List.of("\u20ac"), none)).isEqualTo(-Errno.EINVAL);
    assertThat(KERNEL.execve("/none", List.of("a"), none)).isEqualTo(-Errno.ENOENT);
  }

  @Test
  void whatTheLoopDoesOftenAllocatesNoMoreThanTheJdkDoesForACall() {
    int epoll = KERNEL.epollCreate();
    int[] ends = pipe();
    Ready ready = new Ready(16);
    byte[] buffer = new byte[100];
    FileStatus status = new FileStatus();
    String path = path("status");
    KERNEL.close(KERNEL.open(path, Linux.O_WRONLY | Linux.O_CREAT, 0600));
    int timer = KERNEL.timerfdCreate(Linux.CLOCK_MONOTONIC);
    ChildStatus child = new ChildStatus();
    // JDK 25 makes one object of 40 bytes for a call, which the best compiler spares.
    long ofTheJdk = 40;
    long elevenCalls =
        allocatedBy(() -> {
          KERNEL.clock(Linux.CLOCK_MONOTONIC);
          KERNEL.epollControl(epoll, Linux.EPOLL_CTL_ADD, ends[0], Linux.EPOLLIN, 1);
          KERNEL.write(ends[1], buffer, 0, 100);
          KERNEL.epollWait(epoll, ready, 0);
          KERNEL.read(ends[0], buffer, 0, 100);
          KERNEL.epollControl(epoll, Linux.EPOLL_CTL_DEL, ends[0], 0, 0);
          KERNEL.timerfdSet(timer, 0);
          KERNEL.stat(path, status);
          KERNEL.close(KERNEL.open(path, Linux.O_RDONLY, 0));
          KERNEL.waitid(Linux.P_ALL, 0, Linux.WNOHANG, child);
        });
    assertThat(elevenCalls).isLessThanOrEqualTo(11 * ofTheJdk);
  }

  /** The least of many rounds, because the JVM allocates when it compiles and links. */
  private static long allocatedBy(Runnable body) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 1000; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      body.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  // ---- what children see ----------------------------------------------------------------------

  private static String output(List<String> arguments, long defaultSignals) {
    int[] ends = new int[2];
    KERNEL.pipe(ends, 0);
    int pid =
        KERNEL.spawn(
            new Spawn(
                arguments.getFirst(),
                arguments,
                List.of(),
                List.of(),
                Linux.AT_FDCWD,
                true,
                defaultSignals,
                List.of(new FileAction.Dup(ends[1], 1))));
    assertThat(pid).isPositive();
    KERNEL.close(ends[1]);
    StringBuilder text = new StringBuilder();
    for (String more = read(ends[0]); !more.isEmpty(); more = read(ends[0])) {
      text.append(more);
    }
    KERNEL.close(ends[0]);
    assertThat(KERNEL.waitid(Linux.P_PID, pid, 0, new ChildStatus())).isEqualTo(pid);
    return text.toString();
  }

  @Test
  void aChildHasNothingBlockedIgnoredOrCaught() {
    KERNEL.catchSignal(Signals.USR1);
    KERNEL.catchSignal(Signals.TERM);
    KERNEL.catchSignal(Signals.CHLD);
    // Not grep, which catches SEGV itself.
    List<String> look = List.of("/bin/sed", "-n", "/^Sig[BIC]/p", "/proc/self/status");
    // libc itself leaves 32 and 33 ignored when asked to reset others; they are its own.
    long libcsOwn = 0x180000000L;
    String[] lines = output(look, KERNEL.ignoredSignals()).split("\n", -1);
    assertThat(lines[0]).isEqualTo("SigBlk:\t0000000000000000");
    long ignored = Long.parseUnsignedLong(lines[1].substring(8), 16);
    assertThat(ignored & ~libcsOwn).isZero();
    assertThat(lines[2]).isEqualTo("SigCgt:\t0000000000000000");
  }

  @Test
  void everyByteCanBeInAnArgument() {
    StringBuilder all = new StringBuilder();
    for (char c = 1; c < 256; c++) {
      all.append(c);
    }
    assertThat(output(List.of("/usr/bin/printf", "%s", all.toString()), 0))
        .isEqualTo(all.toString());
  }

  @Test
  void argvZeroIsNotThePath() {
    List<String> arguments = List.of("other name", "-c", "printf %s \"$0\"");
    int[] ends = new int[2];
    KERNEL.pipe(ends, 0);
    Spawn request =
        new Spawn(
            "/bin/sh",
            arguments,
            List.of(),
            List.of(),
            Linux.AT_FDCWD,
            true,
            0,
            List.of(new FileAction.Dup(ends[1], 1)));
    int pid = KERNEL.spawn(request);
    KERNEL.close(ends[1]);
    assertThat(read(ends[0])).isEqualTo("other name");
    assertThat(KERNEL.waitid(Linux.P_PID, pid, 0, new ChildStatus())).isEqualTo(pid);
  }

  // ---- the machine ----------------------------------------------------------------------------

  @Test
  void changingTheDirectoryCanFail() {
    assertThat(KERNEL.chdir(path("none"))).isEqualTo(-Errno.ENOENT);
    // Back to where the tests run.
    assertThat(KERNEL.chdir(Path.of("").toAbsolutePath().toString())).isZero();
  }
}
