package muster.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.core.manager.Notice;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Linux;
import muster.kernel.Spawn;
import muster.sim.kernel.FakeKernel;
import muster.sim.kernel.FakeMachine;
import muster.sim.kernel.Faults;
import muster.sim.kernel.Program;
import org.junit.jupiter.api.Test;

/** What services say, and who is heard. */
class NotifySocketTest {
  private static final String PATH = "/run/notify/web";

  private final FakeMachine machine = new FakeMachine();
  private final FakeKernel kernel = new FakeKernel(machine, Faults.NONE, 1, List.of(), List.of());
  private final Loop loop = new Loop(kernel);
  private final int openBefore = machine.openDescriptors();
  private final List<Notice> heard = new ArrayList<>();
  private final NotifySocket socket = new NotifySocket(kernel, loop, PATH, heard::add);

  NotifySocketTest() {
    machine.disk.directory("/run/notify");
    assertThat(socket.open()).isZero();
  }

  private int start(String name, Program program) {
    machine.disk.program(machine.disk.directory("/bin"), name, program);
    List<String> none = List.of();
    return kernel.spawn(
        new Spawn("/bin/" + name, List.of(name), none, none, Linux.AT_FDCWD, true, 0, List.of()));
  }

  private void turnUntilHeard(int notices) {
    while (heard.size() < notices) {
      loop.turn();
    }
  }

  @Test
  void aServiceIsHeardAndItsChildrenToo() {
    int pid =
        start(
            "web",
            self -> {
              self.send(PATH, "READY=1\nSTATUS=serving");
              self.after(1, () -> self.fork(child -> child.send(PATH, "STATUS=child\n")));
            });
    socket.listenTo(pid);
    turnUntilHeard(3);
    assertThat(heard)
        .containsExactly(
            new Notice.Ready(), new Notice.Status("serving"), new Notice.Status("child"));
  }

  @Test
  void aStrangerIsNotHeard() {
    int pid = start("web", self -> self.after(1000, () -> self.send(PATH, "STATUS=web")));
    start("other", self -> self.send(PATH, "READY=1"));
    socket.listenTo(pid);
    turnUntilHeard(1);
    assertThat(heard).containsExactly(new Notice.Status("web"));
  }

  @Test
  void whoIsGoneAlreadyIsHeardIfItsUserMayBe() {
    int pid =
        start(
            "web",
            self ->
                self.fork(child -> {
                  child.send(PATH, "READY=1");
                  child.exit(0);
                }));
    socket.listenTo(pid);
    turnUntilHeard(1);
    assertThat(heard).containsExactly(new Notice.Ready());
  }

  @Test
  void nothingIsLeftWhenItIsClosed() {
    socket.close();
    socket.close();
    assertThat(machine.openDescriptors()).isEqualTo(openBefore);
    assertThat(kernel.stat(PATH, new FileStatus())).isEqualTo(-Errno.ENOENT);
  }

  @Test
  void whoClosesWhileListeningHearsNoMore() {
    List<Notice> few = new ArrayList<>();
    String path = "/run/notify/few";
    NotifySocket[] closing = new NotifySocket[1];
    closing[0] =
        new NotifySocket(
            kernel,
            loop,
            path,
            notice -> {
              few.add(notice);
              closing[0].close();
            });
    assertThat(closing[0].open()).isZero();
    int pid =
        start(
            "few",
            self -> {
              self.send(path, "READY=1");
              self.send(path, "STOPPING=1");
            });
    closing[0].listenTo(pid);
    while (few.isEmpty()) {
      loop.turn();
    }
    assertThat(few).containsExactly(new Notice.Ready());
  }

  @Test
  void aSocketThatWasLeftThereIsReplacedAndAnybodyMaySend() {
    NotifySocket second = new NotifySocket(kernel, loop, PATH, heard::add);
    assertThat(second.open()).isZero();
    FileStatus status = new FileStatus();
    assertThat(kernel.stat(PATH, status)).isZero();
    assertThat(status.mode & 0777).isEqualTo(0666);
    String longer = "/run/notify/" + "x".repeat(200);
    int open = machine.openDescriptors();
    assertThat(new NotifySocket(kernel, loop, longer, heard::add).open())
        .isEqualTo(-Errno.ENAMETOOLONG);
    assertThat(machine.openDescriptors()).isEqualTo(open);
  }

  // ---- what is said ---------------------------------------------------------------------------

  private static List<Notice> parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return Notices.parse(bytes, bytes.length);
  }

  @Test
  void everyKeyIsUnderstood() {
    assertThat(
            parse(
                """
                READY=1
                STATUS=a = b
                STOPPING=1
                RELOADING=1
                MAINPID=77
                WATCHDOG=1
                WATCHDOG=trigger
                WATCHDOG_USEC=20000000
                EXTEND_TIMEOUT_USEC=5
                """))
        .containsExactly(
            new Notice.Ready(),
            new Notice.Status("a = b"),
            new Notice.Stopping(),
            new Notice.Reloading(),
            new Notice.MainPid(77),
            new Notice.Watchdog(),
            new Notice.WatchdogTrigger(),
            new Notice.WatchdogInterval(20_000_000),
            new Notice.Extend(5));
  }

  @Test
  void whatIsNoneIsIgnored() {
    assertThat(
            parse(
                """
                READY=0
                READY
                =1
                X_FOO=1
                ready=1
                STOPPING=yes
                MAINPID=1
                MAINPID=-1
                MAINPID=0
                MAINPID=99999999999
                MAINPID=
                WATCHDOG=2
                WATCHDOG_USEC=-1
                EXTEND_TIMEOUT_USEC=1s


                FDSTORE=1
                """))
        .isEmpty();
    assertThat(parse(" READY=1\nREADY=1 ")).isEmpty();
    assertThat(parse("")).isEmpty();
    assertThat(parse("STATUS=\n\nREADY=1"))
        .containsExactly(new Notice.Status(""), new Notice.Ready());
  }
}
