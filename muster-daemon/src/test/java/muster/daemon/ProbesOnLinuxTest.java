package muster.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import muster.core.Moment;
import muster.core.manager.Notice;
import muster.kernel.ChildStatus;
import muster.kernel.Linux;
import muster.kernel.LinuxKernel;
import muster.kernel.Signals;
import muster.kernel.Spawn;
import muster.plan.Program;
import muster.plan.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers, commands and files, which become ready while they are asked. */
class ProbesOnLinuxTest {
  private static final List<String> NONE = List.of();

  @TempDir Path directory;
  private final LinuxKernel kernel = new LinuxKernel();
  private final Loop loop = new Loop(kernel);
  private final List<Integer> pids = new ArrayList<>();
  private boolean ready;

  @AfterEach
  void endAll() {
    for (int pid : pids) {
      kernel.killGroup(pid, Signals.KILL);
      kernel.waitid(Linux.P_PID, pid, 0, new ChildStatus());
    }
  }

  /** Turns the loop until it is so; a test that waits for ever is ended by JUnit. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private void turnUntil(Condition condition) throws IOException {
    Deadlines.Member alarm =
        new Deadlines.Member() {
          @Override
          void due() {
            loop.deadlines().set(this, loop.clock().plus(10 * Moment.MILLISECOND));
          }
        };
    alarm.due(); // conditions are about others too, who wake no loop
    while (!condition.holds()) {
      loop.turn();
    }
    loop.deadlines().set(alarm, Moment.NEVER);
  }

  private void begin(Readiness readiness) {
    Probes probes = new Probes(kernel, loop);
    probes.of(readiness, directory.toString(), _ -> -1, () -> ready = true).begin();
  }

  /** Sockets that the kernel facade opened: those of the JDK are not close-on-exec. */
  private static List<Integer> own() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(ProbesOnLinuxTest::isOwnSocket)
          .map(path -> Integer.parseInt(path.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  private static boolean isOwnSocket(Path descriptor) {
    try {
      Path info = Path.of("/proc/self/fdinfo", descriptor.getFileName().toString());
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:")
          && (flags(Files.readString(info)) & Linux.O_CLOEXEC) != 0;
    } catch (IOException gone) {
      return false;
    }
  }

  private static int flags(String info) {
    return Integer.parseInt(info.replaceAll("(?s).*flags:\\s*([0-7]+).*", "$1"), 8);
  }

  private static ServerSocket listen(String address, int port) throws IOException {
    return new ServerSocket(port, 0, InetAddress.getByName(address));
  }

  // ---- tcp ------------------------------------------------------------------------------------

  @Test
  void aServerThatBeginsToListenIsReady() throws IOException {
    for (String[] each :
        new String[][] {{"127.0.0.1", "127.0.0.1"}, {"::1", "[::1]"}, {"::1", "localhost"}}) {
      ready = false;
      int port;
      try (ServerSocket server = listen(each[0], 0)) {
        port = server.getLocalPort();
      }
      List<Integer> before = own();
      begin(new Readiness.Tcp(each[1] + ":" + port));
      long refusedUntil = loop.clock().plus(30 * Moment.MILLISECOND);
      turnUntil(() -> loop.clock().nanos() > refusedUntil);
      assertThat(ready).isFalse();
      try (ServerSocket server = listen(each[0], port)) {
        turnUntil(() -> ready);
        try (Socket client = server.accept()) {
          assertThat(client.getInputStream().read()).isEqualTo(-1); // it was closed again
        }
      }
      assertThat(own()).isEqualTo(before);
    }
  }

  // ---- http -----------------------------------------------------------------------------------

  @Test
  void aServerThatBeginsToAnswerWellIsReady() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/h\u00e9alth",
        exchange -> {
          int status = asked.incrementAndGet() < 4 ? 503 : 204;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      begin(
          new Readiness.Http("http://127.0.0.1:" + server.getAddress().getPort() + "/h\u00e9alth"));
      turnUntil(() -> ready);
      assertThat(asked).hasValue(4);
    } finally {
      server.stop(0);
    }
  }

  // ---- exec -----------------------------------------------------------------------------------

  private int spawn(String script, IntConsumer ended) {
    List<String> words = List.of("/bin/sh", "-c", script);
    int pid =
        kernel.spawn(
            new Spawn(
                "/bin/sh",
                words,
                List.of("PATH=/usr/bin:/bin"),
                NONE,
                Linux.AT_FDCWD,
                true,
                0,
                List.of()));
    int pidfd = kernel.pidfdOpen(pid);
    int[] ticket = new int[1];
    ticket[0] =
        loop.watch(
            pidfd,
            true,
            () -> {
              ChildStatus status = new ChildStatus();
              loop.unwatchAndClose(ticket[0], pidfd);
              kernel.waitid(Linux.P_PID, pid, 0, status);
              pids.remove((Object) pid);
              ended.accept(status.waitStatus);
            });
    pids.add(pid);
    return pid;
  }

  @Test
  void aCommandThatSucceedsAtLastIsReady() throws IOException {
    Path log = directory.resolve("log");
    String script = "echo x >>" + log + "; test $(wc -l <" + log + ") -ge 3";
    new ExecProbe(kernel, loop, ended -> spawn(script, ended), () -> ready = true).begin();
    turnUntil(() -> ready);
    assertThat(Files.readString(log)).isEqualTo("x\nx\nx\n");
    assertThat(pids).isEmpty();
  }

  @Test
  void aCommandIsKilledWithAllThatItStarted() throws IOException {
    Path child = directory.resolve("child");
    String script =
        "sleep 300 & echo $! >" + child + ".new; mv " + child + ".new " + child + "; wait";
    Probe probe = new ExecProbe(kernel, loop, ended -> spawn(script, ended), () -> ready = true);
    probe.begin();
    turnUntil(() -> Files.exists(child));
    probe.cancel();
    int pid = Integer.parseInt(Files.readString(child).strip());
    turnUntil(() -> pids.isEmpty() && hasEnded(pid));
    assertThat(ready).isFalse();
  }

  /** A zombie too, of somebody who does not look after it. */
  private static boolean hasEnded(int pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    try {
      return Files.readString(stat).contains(") Z ");
    } catch (IOException gone) {
      return !Files.exists(stat);
    }
  }

  // ---- file -----------------------------------------------------------------------------------

  @Test
  void aSocketThatAppearsIsReady() throws IOException {
    begin(new Readiness.File("sock"));
    long later = loop.clock().plus(20 * Moment.MILLISECOND);
    turnUntil(() -> loop.clock().nanos() > later);
    assertThat(ready).isFalse();
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(directory.resolve("sock")));
      turnUntil(() -> ready);
    }
  }

  // ---- notify ---------------------------------------------------------------------------------

  /** Sends its arguments as one datagram each, as systemd-notify does. */
  private static final String PERL =
      "exec perl -MSocket -e 'socket(S,PF_UNIX,SOCK_DGRAM,0)||die; connect(S,sockaddr_un(shift))||die;"
          + " send(S,$_,0)||die for @ARGV;";

  @Test
  void aServiceIsHeardItsChildrenTooAndNobodyElse() throws IOException {
    List<Notice> heard = new ArrayList<>();
    String path = directory.resolve("notify").toString();
    NotifySocket socket = new NotifySocket(kernel, loop, path, heard::add);
    assertThat(socket.open()).isZero();
    Path told = directory.resolve("told");
    spawn(PERL + " open F,\">" + told + "\"; sleep 300' " + path + " READY=1", _ -> {});
    turnUntil(() -> Files.exists(told));
    assertThat(heard).isEmpty(); // nobody is the service yet

    Path go = directory.resolve("go");
    String children =
        "while ! test -e "
            + go
            + "; do sleep 0.01; done;"
            + "("
            + PERL
            + "' "
            + path
            + " STATUS=gone);"
            + PERL
            + " sleep 300' "
            + path
            + " STATUS=itself MAINPID=$$";
    int pid = spawn(children, _ -> {});
    socket.listenTo(pid);
    spawn(PERL + " open F,\">" + go + "\"; sleep 300' " + path + " READY=1", _ -> {});
    turnUntil(() -> heard.size() == 3);
    assertThat(heard)
        .containsExactly(
            new Notice.Status("gone"), new Notice.Status("itself"), new Notice.MainPid(pid));
    socket.close();
    assertThat(Path.of(path)).doesNotExist();
  }

  @Test
  void aServiceOfAnotherUserIsHeard() throws IOException {
    Assumptions.assumeTrue(kernel.getuid() == 0, "only root can be somebody else");
    List<Notice> heard = new ArrayList<>();
    Path open = Files.createTempDirectory("muster-notify");
    kernel.chmodAt(Linux.AT_FDCWD, open.toString(), 0755);
    String path = open.resolve("notify").toString();
    NotifySocket socket = new NotifySocket(kernel, loop, path, heard::add);
    assertThat(socket.open()).isZero();
    String perl =
        PERL.replace("exec perl", "exec setpriv --reuid=65534 --regid=65534 --clear-groups perl");
    socket.listenTo(spawn(perl + " sleep 300' " + path + " READY=1", _ -> {}));
    turnUntil(() -> heard.size() == 1);
    assertThat(heard).containsExactly(new Notice.Ready());
    socket.close();
    Files.delete(open);
  }

  @Test
  void everyKindHasItsProbe() {
    Probes probes = new Probes(kernel, loop);
    Readiness exec = new Readiness.Exec(new Program.Script("true"));
    assertThat(probes.of(exec, "/", _ -> -1, () -> {})).isInstanceOf(ExecProbe.class);
    assertThat(probes.of(new Readiness.Notify(), "/", _ -> -1, () -> {})).isSameAs(Probe.NONE);
  }
}
