package muster.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.kernel.Spawn.FileAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What concerns a whole process: how it was started, what it becomes, its signals. */
final class ChildJvmTest {
  private static final String JAVA = System.getProperty("java.home") + "/bin/java";
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

  private static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(JAVA, "-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("muster.kernel.ChildMain");
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs a command, descriptor 3 being /dev/null as a launcher has it. @return its lines */
  private static List<String> run(List<String> command, List<String> environment) {
    FileAction reserve = new FileAction.Open(3, "/dev/null", Linux.O_RDONLY, 0);
    return run(command, environment, List.of(reserve));
  }

  private static List<String> run(
      List<String> command, List<String> environment, List<FileAction> more) {
    int[] ends = new int[2];
    assertThat(KERNEL.pipe(ends, 0)).isZero();
    List<FileAction> actions = new ArrayList<>(List.of(new FileAction.Dup(ends[1], 1)));
    actions.addAll(more);
    int pid =
        KERNEL.spawn(
            new Spawn(
                command.getFirst(),
                command,
                environment,
                List.of(),
                Linux.AT_FDCWD,
                true,
                0,
                actions));
    assertThat(pid).isPositive();
    KERNEL.close(ends[1]);
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[4096];
    int count;
    while ((count = KERNEL.read(ends[0], buffer, 0, buffer.length)) > 0) {
      text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
    }
    KERNEL.close(ends[0]);
    ChildStatus status = new ChildStatus();
    assertThat(KERNEL.waitid(Linux.P_PID, pid, 0, status)).isEqualTo(pid);
    assertThat(status.waitStatus).describedAs(text.toString()).isZero();
    return text.toString().lines().toList();
  }

  @Test
  void argumentsAreTheBytesOfTheCommandLine() {
    String[] arguments = {"arguments", "", "a b", "caf\u00c3\u00a9", "\u00ff\u0080", "-x", "@y"};
    for (List<String> environment : List.of(List.<String>of(), List.of("LC_ALL=C.UTF-8"))) {
      assertThat(run(java(arguments), environment)).containsExactly(arguments);
    }
  }

  @Test
  void environmentIsTheBytesThatWereGiven() {
    List<String> given = List.of("Z=1", "A=\u00ff\u0080", "EMPTY=", "NO_VALUE", "A=twice");
    List<String> lines = run(java("environment"), given);
    // The launcher of the JVM may add some of its own.
    assertThat(lines.subList(0, given.size())).containsExactlyElementsOf(given);
  }

  @Test
  void execveBecomesAnotherProgramWithItsArgumentsAndEnvironment() {
    String script = "echo \"$1|$A|$B\"";
    List<String> lines = run(java("execve", "/bin/sh", "-c", script, "name", "\u00e9"), List.of());
    assertThat(lines).first().isEqualTo("none " + -Errno.ENOENT);
    assertThat(lines).last().isEqualTo("\u00e9|1|\u00e9");
  }

  @Test
  void execveBecomesAProgramWithNothingBlockedOrCaught() {
    // No shell, which would clear the mask itself, and not grep, which catches SEGV.
    String[] look = {"execve", "/bin/sed", "-n", "/^Sig[BIC]/p", "/proc/self/status"};
    List<String> lines = run(java(look), List.of());
    long usr1AndTerm = 1L << (Signals.USR1 - 1) | 1L << (Signals.TERM - 1);
    // The thread that catches them blocks them, also after an execve that failed.
    assertThat(signalSet(lines.get(1)) & usr1AndTerm).isEqualTo(usr1AndTerm);
    assertThat(lines.get(2)).isEqualTo("SigBlk:\t0000000000000000");
    // Others may have been ignored by who started the tests, as nohup does.
    assertThat(signalSet(lines.get(3)) & 1L << (Signals.SYS - 1)).isNotZero();
    assertThat(signalSet(lines.get(3)) & usr1AndTerm).isZero();
    assertThat(lines.get(4)).isEqualTo("SigCgt:\t0000000000000000");
  }

  private static long signalSet(String statusLine) {
    return Long.parseUnsignedLong(statusLine.substring(statusLine.indexOf('\t') + 1), 16);
  }

  @Test
  void everySignalArrives() {
    assertThat(run(java("signals"), List.of())).hasSize(12).allMatch(ChildJvmTest::arrived);
  }

  private static boolean arrived(String line) {
    return line.endsWith(" own") || line.endsWith(" jvm");
  }

  @Test
  void everySignalArrivesWhereTheCallerIgnoredThem() {
    List<String> command =
        new ArrayList<>(
            List.of("/bin/sh", "-c", "trap '' HUP INT QUIT TERM CHLD USR1; exec \"$@\"", "sh"));
    command.addAll(java("signals"));
    assertThat(run(command, List.of())).hasSize(12).allMatch(ChildJvmTest::arrived);
  }

  @Test
  void everySignalArrivesWhereTheCallerBlockedThem() {
    List<String> command = new ArrayList<>(List.of("/usr/bin/env", "--block-signal"));
    command.addAll(java("signals"));
    List<String> probe = List.of("/usr/bin/env", "--block-signal", "/bin/true");
    assumeTrue(runs(probe), "env of coreutils is needed");
    assertThat(run(command, List.of())).hasSize(12).allMatch(ChildJvmTest::arrived);
  }

  @Test
  void onlyQuitIsRefusedWhereTheJvmHasDescriptorThree() {
    List<String> lines = run(java("signals"), List.of(), List.of(new FileAction.Close(3)));
    assertThat(lines).hasSize(12).contains("3 refused " + Errno.EBUSY);
    assertThat(lines.stream().filter(line -> !line.startsWith("3 ")))
        .allMatch(ChildJvmTest::arrived);
  }

  @Test
  void childrenOfAJvmHaveNoneOfItsDescriptors() {
    // The last one is the directory that ls lists.
    assertThat(run(java("descriptors"), List.of())).containsExactly("0", "1", "2", "3");
  }

  @Test
  void fileSystemsAreMountedAndUnmounted() {
    List<String> unshare = List.of("/usr/bin/unshare", "-m");
    List<String> probe = new ArrayList<>(unshare);
    probe.add("/bin/true");
    assumeTrue(KERNEL.getuid() == 0, "mounting needs root");
    assumeTrue(runs(probe), "a mount namespace of one's own is not allowed here");
    List<String> command = new ArrayList<>(unshare);
    command.addAll(java("mount", playground.directory()));
    assertThat(run(command, List.of()))
        .containsExactly("private 0", "mount 0", "mode 711", "umount 0", "again " + -Errno.EINVAL);
  }

  @Test
  void aSessionIsStartedOnce() {
    List<String> forked = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\"; exit", "sh"));
    forked.addAll(java("session"));
    assertThat(run(forked, List.of()))
        .containsExactly("setsid true", "again " + -Errno.EPERM, "group true");
  }

  private static boolean runs(List<String> command) {
    int pid =
        KERNEL.spawn(
            new Spawn(
                command.getFirst(),
                command,
                List.of(),
                List.of(),
                Linux.AT_FDCWD,
                true,
                0,
                List.of()));
    ChildStatus status = new ChildStatus();
    return pid > 0 && KERNEL.waitid(Linux.P_PID, pid, 0, status) == pid && status.waitStatus == 0;
  }
}
