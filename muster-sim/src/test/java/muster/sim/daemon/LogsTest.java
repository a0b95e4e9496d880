package muster.sim.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import muster.daemon.LogNews;
import muster.daemon.LogTarget;
import muster.daemon.Logs;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.sim.kernel.Disk;
import muster.sim.kernel.FakeKernel;
import muster.sim.kernel.FakeMachine;
import muster.sim.kernel.Faults;
import muster.sim.kernel.Node;
import muster.sim.kernel.SystemCall;
import org.junit.jupiter.api.Test;

/** The log loop when calls fail, or the daemon dies between two of them. */
class LogsTest {
  private static final String FIFO = "/run/web";
  private static final int SIZE = 4096;

  /** More than are made. */
  private static final int CALLS = 60;

  /** Everything is kept. */
  private static final LogTarget.Directory TARGET = new LogTarget.Directory("/log/web", 1000, SIZE);

  private final FakeMachine machine = new FakeMachine();

  /** What happens at a call that can fail, while the log loop makes it. */
  private interface Fate {
    int error(SystemCall call);
  }

  private static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private Fate fate = _ -> 0;
  private boolean turning;
  private final Kernel kernel = kernel();
  private final int writer;

  LogsTest() {
    machine.disk.directory("/log");
    machine.disk.fifo(machine.disk.directory("/run"), "web");
    writer = kernel.open(FIFO, Linux.O_RDWR | Linux.O_NONBLOCK, 0);
  }

  private Kernel kernel() {
    Faults faults =
        new Faults() {
          @Override
          public int error(SystemCall call, String path) {
            return turning ? fate.error(call) : 0;
          }

          @Override
          public long latency(SystemCall call) {
            return 0;
          }
        };
    return new FakeKernel(machine, faults, 1, List.of(), List.of());
  }

  private Logs logs(boolean echo) {
    Logs logs = Logs.still(kernel, null, echo);
    logs.open("web", FIFO, TARGET);
    return logs;
  }

  private void turn(Logs logs) {
    turning = true;
    try {
      logs.turn();
    } finally {
      turning = false;
    }
  }

  /** Until nothing more is due. */
  private void settle(Logs logs) {
    assertThatThrownBy(
            () -> {
              while (true) {
                turn(logs);
              }
            })
        .hasMessage("it waits for ever");
  }

  private static String line(int number) {
    return "line " + number + " is as long as lines are";
  }

  private static List<String> lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(LogsTest::line).toList();
  }

  /** As many of these lines as the FIFO takes. */
  private int write(int from, int to) {
    int number = from;
    while (number < to && write(line(number) + "\n")) {
      number++;
    }
    return number;
  }

  private boolean write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return kernel.write(writer, bytes, 0, bytes.length) == bytes.length;
  }

  /** What is on file, without stamps; every line has one. */
  private List<String> logged() {
    List<String> lines = new ArrayList<>();
    if (machine.disk.at("/log/web") instanceof Node.Directory directory) {
      for (Map.Entry<String, Node> entry : Disk.entries(directory).entrySet()) {
        if (entry.getValue() instanceof Node.Regular file) {
          content(file).lines().forEach(line -> lines.add(withoutStamp(line)));
        }
      }
    }
    return lines;
  }

  private static String content(Node.Regular file) {
    return new String(file.content(), StandardCharsets.ISO_8859_1);
  }

  private static String withoutStamp(String line) {
    assertThat(line).matches("@[0-9a-f]{24} .*");
    return line.substring(26);
  }

  // ---- trouble ------------------------------------------------------------------------------

  /** A FIFO forgets what is in it once nobody has it open. */
  @Test
  void theLastWordsOfWhoIsGoneBeforeTheFirstTurnAreLogged() {
    Logs logs = logs(false);
    assertThat(write("last words\n")).isTrue();
    kernel.close(writer);
    settle(logs);
    assertThat(logged()).containsExactly("last words");
  }

  @Test
  void aFullDiskIsToldOnceAndItsServiceWaits() {
    Logs logs = logs(false);
    turn(logs);
    fate = call -> call == SystemCall.WRITE ? -Errno.ENOSPC : 0;
    int written = write(0, 10_000);
    turn(logs);
    written = write(written, 10_000);
    for (int tries = 0; tries < 20; tries++) {
      turn(logs); // would spin, or wait for ever, if it were not tried again after a pause
    }
    assertThat(write(written, 10_000)).describedAs("the FIFO stays full").isEqualTo(written);
    assertThat(logged()).isEmpty();
    String trouble =
        "cannot write /log/web/current: No space left on device; its lines wait, and it is tried"
            + " again";
    assertThat(logs.news()).containsExactly(new LogNews.Trouble("web", trouble));

    fate = _ -> 0;
    settle(logs);
    assertThat(logs.news())
        .containsExactly(new LogNews.Mended("web", "logging to /log/web goes on"));
    write(written, 10_000);
    settle(logs);
    assertThat(logged()).startsWith(line(0)).doesNotHaveDuplicates().contains(line(written));
  }

  @Test
  void aServiceThatIsGoneIsWrittenWhenTheDiskHasRoomAgain() {
    Logs logs = logs(false);
    turn(logs);
    fate = call -> call == SystemCall.WRITE ? -Errno.ENOSPC : 0;
    write(0, 10);
    write("half");
    turn(logs);
    logs.close("web");
    turn(logs);
    fate = _ -> 0;
    settle(logs);
    assertThat(logged()).hasSize(11).startsWith(line(0)).endsWith("half");
  }

  /** Whatever call fails, once: each line is on file, once. */
  @Test
  void anyCallMayFail() {
    int failed = 0;
    for (int at = 0; at < CALLS; at++) {
      LogsTest world = new LogsTest();
      failed += world.oneCallFails(at) ? 1 : 0;
    }
    System.out.println(failed + " of " + CALLS + " calls failed");
    assertThat(failed).isBetween(20, CALLS - 1);
  }

  private boolean oneCallFails(int at) {
    int[] calls = {0};
    fate = call -> failable(call) && calls[0]++ == at ? -Errno.EIO : 0;
    Logs logs = logs(false);
    for (int i = 0; i < 6; i++) {
      write(i * 50, i * 50 + 50);
      settle(logs);
    }
    logs.close("web");
    settle(logs);
    assertThat(logged())
        .describedAs("call " + at)
        .containsExactlyInAnyOrderElementsOf(lines(0, 300));
    return calls[0] > at;
  }

  private static boolean failable(SystemCall call) {
    return switch (call) {
      case OPEN, WRITE, RENAME, MKDIR, LIST -> true;
      case READ, MKFIFO, PIPE, SPAWN, WAITID, EPOLL_WAIT, EPOLL_CONTROL, DUP -> false;
    };
  }

  /** Whenever the daemon dies: the next one goes on, and what is lost is at most one batch. */
  @Test
  void theDaemonMayDieAtAnyCall() {
    int deaths = 0;
    for (int at = 0; at < CALLS; at++) {
      LogsTest world = new LogsTest();
      deaths += world.deathAt(at) ? 1 : 0;
    }
    System.out.println(deaths + " of " + CALLS + " daemons died");
    assertThat(deaths).isBetween(15, CALLS - 1);
  }

  /** What the dead one had open; somebody holds the FIFO. */
  private void closeAll() {
    for (int fd = 3; fd < 100; fd++) {
      if (fd != writer) {
        kernel.close(fd);
      }
    }
  }

  private boolean deathAt(int at) {
    int[] calls = {0};
    fate =
        call -> {
          if (failable(call) && calls[0]++ == at) {
            throw new Death();
          }
          return 0;
        };
    Logs logs = logs(false);
    boolean died = false;
    for (int i = 0; i < 6; i++) {
      write(i * 50, i * 50 + 50);
      try {
        turn(logs);
        turn(logs);
      } catch (Death e) {
        died = true;
        closeAll();
        logs = logs(false);
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("it waits for ever");
      }
    }
    fate = _ -> 0;
    write(300, 301);
    settle(logs);
    List<String> logged = logged();
    assertThat(lines(0, 301)).describedAs("call " + at).containsAll(logged);
    assertThat(logged).describedAs("call " + at).doesNotHaveDuplicates().contains(line(300));
    assertThat(logged.size()).describedAs("call " + at).isGreaterThanOrEqualTo(251);
    return died;
  }

  // ---- the echo -----------------------------------------------------------------------------

  @Test
  void theEchoNeverWaitsAndSaysWhatItDidNotShow() {
    int[] ends = new int[2];
    kernel.pipe(ends, Linux.O_NONBLOCK);
    kernel.dup(ends[1], 1);
    Logs logs = logs(true);
    turn(logs);
    for (int i = 0; i < 100; i++) {
      write(i * 50, i * 50 + 50);
      turn(logs);
    }
    assertThat(logged()).hasSize(5000);

    StringBuilder shown = new StringBuilder();
    while (read(ends[0], shown)) {
      settle(logs);
    }
    List<String> lines = shown.toString().lines().toList();
    String last = lines.getLast();
    assertThat(last).matches("muster: warning: \\d+ lines are not shown: nobody read them");
    int lost = Integer.parseInt(last.replaceAll("\\D", ""));
    assertThat(lost).isBetween(1000, 4000);
    assertThat(lines.subList(0, lines.size() - 1))
        .isEqualTo(lines(0, 5000 - lost).stream().map("web: "::concat).toList());

    write(5000, 5001);
    settle(logs);
    shown.setLength(0);
    read(ends[0], shown);
    assertThat(shown).hasToString("web: " + line(5000) + "\n");
  }

  private boolean read(int fd, StringBuilder into) {
    byte[] buffer = new byte[10_000];
    int count = kernel.read(fd, buffer, 0, buffer.length);
    into.append(new String(buffer, 0, Math.max(count, 0), StandardCharsets.ISO_8859_1));
    return count > 0;
  }
}
