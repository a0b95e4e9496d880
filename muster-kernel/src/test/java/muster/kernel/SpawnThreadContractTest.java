package muster.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import muster.kernel.Spawn.FileAction;
import muster.kernel.contract.Behaviour;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The contract again, with every process made by the thread; and what is so of that thread. */
final class SpawnThreadContractTest extends LinuxKernelContractTest {
  private static final LinuxKernel KERNEL = new LinuxKernel(new String[0], 0);
  private static final Path TASKS = Path.of("/proc/self/task");

  @Override
  public Kernel kernel() {
    return KERNEL;
  }

  /** Who names no descriptor at all does not make the thread start. */
  private void startTheThread() {
    int fd = create("start");
    assertThat(reap(start(new Behaviour.Exit(0), new FileAction.Dup(fd, 0)))).isZero();
  }

  /** Of this kernel and of others that tests have made. */
  private static List<Path> spawners() throws IOException {
    try (Stream<Path> tasks = Files.list(TASKS)) {
      return tasks.filter(SpawnThreadContractTest::isSpawner).toList();
    }
  }

  private static boolean isSpawner(Path task) {
    try {
      return Files.readString(task.resolve("comm")).equals("spawner\n");
    } catch (IOException e) {
      return false; // It ended meanwhile.
    }
  }

  @Test
  void theThreadKeepsNothing() throws IOException {
    startTheThread();
    List<Path> spawners = spawners();
    assertThat(spawners).isNotEmpty();
    for (Path spawner : spawners) {
      try (Stream<Path> open = Files.list(spawner.resolve("fd"))) {
        List<Path> all = open.toList();
        assertThat(all).hasSize(1);
        assertThat(Files.readSymbolicLink(all.getFirst()).toString()).contains("pidfd");
      }
    }
  }

  /** Whose handlers would write to the descriptors of others. */
  @Test
  void theThreadTakesNoSignal() throws IOException {
    startTheThread();
    long faults = 1L << 3 | 1L << 4 | 1L << 6 | 1L << 7 | 1L << 10;
    long unblockable = 1L << (Signals.KILL - 1) | 1L << (Signals.STOP - 1);
    long libcsOwn = 3L << 31;
    List<Path> spawners = spawners();
    assertThat(spawners).isNotEmpty();
    for (Path spawner : spawners) {
      List<String> lines = Files.readAllLines(spawner.resolve("status"));
      String mask = lines.stream().filter(line -> line.startsWith("SigBlk:")).findFirst().get();
      assertThat(Long.parseUnsignedLong(mask.substring(8).strip(), 16))
          .isEqualTo(~(faults | unblockable | libcsOwn));
    }
  }

  @Test
  void aStreamThatIsReplacedLaterIsTheOneInherited() {
    startTheThread();
    int before = done(kernel().dupAbove(0, 100));
    int file = create("input");
    assertThat(write(file, "new")).isEqualTo(3);
    done(kernel().lseek(file, 0, Linux.SEEK_SET));
    int[] ends = pipe(0);
    try {
      done(kernel().dup(file, 0));
      done(kernel().setCloseOnExec(0, false));
      int pid = start(new Behaviour.Copy(), new FileAction.Dup(ends[1], 1));
      assertThat(reap(pid)).isZero();
      assertThat(read(ends[0], 10)).isEqualTo("new");
    } finally {
      done(kernel().dup(before, 0));
      done(kernel().setCloseOnExec(0, false));
    }
  }

  /** A lock, or the end of a pipe, that was handed over is the child's alone afterwards. */
  @Test
  void theThreadHasLetGoWhenTheCallReturns() {
    int[] ends = pipe(0);
    int pid = start(new Behaviour.Exit(0), new FileAction.Dup(ends[1], 1));
    done(kernel().close(ends[1]));
    assertThat(reap(pid)).isZero();
    assertThat(readToEnd(ends[0])).isEmpty();
  }

  @Test
  void whoHasAPidNamespaceSpawnsItself() throws InterruptedException {
    Assumptions.assumeTrue(KERNEL.getuid() == 0, "needs root");
    AtomicReference<String> told = new AtomicReference<>("");
    // A thread of its own, which takes what it has changed with it.
    Thread thread = new Thread(() -> told.set(inOut()));
    thread.start();
    thread.join();
    assertThat(told.get()).matches("[0-9]{2,} 1 [0-9]{2,}");
  }

  private String inOut() {
    LinuxKernel kernel = new LinuxKernel(new String[0], 0);
    int home = kernel.open("/proc/self/ns/pid", Linux.O_RDONLY, 0);
    String before = ownPid(kernel);
    int result = kernel.unshare(Linux.CLONE_NEWPID);
    if (result < 0) {
      return "cannot unshare: " + Errno.text(-result);
    }
    String inside = ownPid(kernel);
    result = kernel.setns(home, Linux.CLONE_NEWPID);
    return before + " " + inside + " " + (result < 0 ? Errno.text(-result) : ownPid(kernel));
  }

  private static String ownPid(LinuxKernel kernel) {
    int[] ends = new int[2];
    kernel.pipe(ends, 0);
    List<String> none = List.of();
    List<String> arguments = List.of("/bin/sh", "-c", "printf %s $$");
    List<FileAction> actions = List.of(new FileAction.Dup(ends[1], 1));
    int pid =
        kernel.spawn(new Spawn("/bin/sh", arguments, none, none, Linux.AT_FDCWD, true, 0, actions));
    kernel.close(ends[1]);
    byte[] text = new byte[20];
    int count = kernel.read(ends[0], text, 0, text.length);
    kernel.close(ends[0]);
    kernel.waitid(Linux.P_PID, pid, 0, new ChildStatus());
    return new String(text, 0, Math.max(count, 0), java.nio.charset.StandardCharsets.US_ASCII);
  }
}
