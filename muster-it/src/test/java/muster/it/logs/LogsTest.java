package muster.it.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import muster.daemon.LogNews;
import muster.daemon.LogTarget;
import muster.daemon.Logs;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.LinuxKernel;
import muster.kernel.Ready;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log loop on its thread, with real FIFOs and files. */
class LogsTest {
  private static final long END_MILLIS = 60_000;
  private static final long IDLE_MILLIS = 2_000;
  private static final LogTarget CATCH_ALL = new LogTarget.CatchAll();

  private final Kernel kernel = new LinuxKernel();
  private final List<Fifo> fifos = new ArrayList<>();
  private final List<LogNews> news = new ArrayList<>();

  @TempDir Path directory;
  private Logs logs;

  @BeforeEach
  void begin() {
    logs = Logs.start(kernel, LinuxKernel::new, target("all"), false);
  }

  @AfterEach
  void end() {
    assertThat(logs.end(END_MILLIS)).isTrue();
    fifos.forEach(Fifo::close);
  }

  private LogTarget.Directory target(String name) {
    return new LogTarget.Directory(at(name).toString(), 3, 4096);
  }

  private Path at(String name) {
    return directory.resolve(name);
  }

  private Fifo fifo(String name) {
    Fifo fifo = new Fifo(kernel, at(name + ".fifo"));
    fifos.add(fifo);
    return fifo;
  }

  private Fifo open(String service, LogTarget target) {
    Fifo fifo = fifo(service);
    logs.open(service, fifo.path().toString(), target);
    return fifo;
  }

  private void awaitLines(String name, String... lines) {
    Fifo.await(
        List.of(lines) + " in " + name,
        () -> Files.exists(at(name)) && LogFiles.lines(at(name)).equals(List.of(lines)));
  }

  private void awaitNews(LogNews... expected) {
    Fifo.await(
        List.of(expected) + " is told",
        () -> {
          news.addAll(logs.news());
          return news.equals(List.of(expected));
        });
  }

  // ---- where lines go -----------------------------------------------------------------------

  @Test
  void aDirectoryOfItsOwnOrTheCatchAllOrNothing() {
    Fifo web = open("web", target("web"));
    Fifo db = open("db", CATCH_ALL);
    Fifo mute = open("mute", new LogTarget.Nothing());
    web.write("one\ntwo\n");
    awaitLines("web", "one", "two");
    db.write("three\n");
    awaitLines("all", "db: three");
    logs.say("muster: four");
    awaitLines("all", "db: three", "muster: four");
    mute.write("five\n".repeat(100_000));
    mute.awaitEmpty();
    awaitLines("all", "db: three", "muster: four");
  }

  /** Unlike Debian's s6-log, which drops it at the end of its input. */
  @Test
  void aLastLineWithoutNewlineIsWrittenWhenItsServiceIsGone() {
    Fifo web = open("web", target("web"));
    web.write("whole\nhalf");
    logs.close("web");
    awaitLines("web", "whole", "half");
    Fifo.await("it is clean", () -> LogFiles.mode(at("web/current")).equals("rwxr--r--"));
  }

  @Test
  void whatIsInTheFifoIsLoggedWhoeverWroteItBefore() {
    Fifo web = fifo("web");
    web.write("before\n");
    logs.open("web", web.path().toString(), target("web"));
    awaitLines("web", "before");
  }

  @Test
  void rotationOnCommand() {
    Fifo web = open("web", target("web"));
    logs.rotate("web"); // nothing to put aside
    web.write("one\n");
    awaitLines("web", "one");
    logs.rotate("web");
    Fifo.await("it is an archive", () -> LogFiles.list(at("web")).size() == 4);
    web.write("two\n");
    awaitLines("web", "one", "two");
  }

  @Test
  void oneThatFloodsDoesNotStarveAnother() throws Exception {
    Fifo flood = open("flood", target("flood"));
    Fifo web = open("web", target("web"));
    Process yes = new ProcessBuilder("yes").redirectOutput(flood.path().toFile()).start();
    Fifo.await(
        "it floods", () -> Files.exists(at("flood")) && LogFiles.list(at("flood")).size() > 4);
    web.write("one\n");
    awaitLines("web", "one");
    assertThat(yes.isAlive()).isTrue();
    yes.destroy();
    yes.waitFor();
  }

  // ---- waiting for a line -------------------------------------------------------------------

  @Test
  void aLineThatMatchesIsToldOnce() {
    Fifo web = open("web", target("web"));
    logs.watch("web", 7, "^ready: [0-9]+$");
    logs.watch("web", 8, "never");
    logs.watch("web", 9, "(");
    awaitNews(
        new LogNews.Trouble(
            "web", "cannot use the pattern (: it is no extended regular expression"));
    news.clear();
    web.write("not ready: 1\nready: 12\nready: 13\nnever mind\n");
    awaitNews(new LogNews.Matched("web", 7), new LogNews.Matched("web", 8));
    news.clear();
    logs.watch("web", 10, "over");
    logs.unwatch("web", 10);
    web.write("over\nready: 14\n");
    web.awaitEmpty();
    logs.close("web");
    Fifo.await("it is clean", () -> LogFiles.mode(at("web/current")).equals("rwxr--r--"));
    assertThat(logs.news()).isEmpty();
  }

  @Test
  void newsWakeThePolicyLoop() {
    int epoll = kernel.epollCreate();
    kernel.epollControl(epoll, Linux.EPOLL_CTL_ADD, logs.newsFd(), Linux.EPOLLIN, 0);
    Fifo web = open("web", new LogTarget.Nothing());
    logs.watch("web", 7, "up");
    assertThat(kernel.epollWait(epoll, new Ready(1), 0)).isZero();
    web.write("up\n");
    assertThat(kernel.epollWait(epoll, new Ready(1), 60_000)).isEqualTo(1);
    assertThat(logs.news()).containsExactly(new LogNews.Matched("web", 7));
    assertThat(kernel.epollWait(epoll, new Ready(1), 0)).isZero();
    kernel.close(epoll);
  }

  // ---- trouble ------------------------------------------------------------------------------

  @Test
  void aDirectoryThatCannotBeIsToldOnceAndTriedAgain() throws Exception {
    Files.writeString(at("web"), "in the way");
    String path = at("web").toString();
    Fifo web = open("web", new LogTarget.Directory(path, 3, 1_000_000));
    String trouble =
        "cannot lock " + path + "/lock: Not a directory; its lines wait, and it is tried again";
    awaitNews(new LogNews.Trouble("web", trouble));
    String[] lines = new String[3000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "line " + i + " of many, so that the FIFO is full and its writer waits";
    }
    Arrays.stream(lines, 0, 100).forEach(line -> web.write(line.concat("\n")));
    Files.delete(at("web"));
    Arrays.stream(lines, 100, lines.length).forEach(line -> web.write(line.concat("\n")));
    awaitNews(
        new LogNews.Trouble("web", trouble),
        new LogNews.Mended("web", "logging to " + path + " goes on"));
    awaitLines("web", lines);
  }

  @Test
  void aFifoThatIsNotThereIsToldOnceAndTriedAgain() {
    String fifo = at("late.fifo").toString();
    logs.open("late", fifo, CATCH_ALL);
    awaitNews(
        new LogNews.Trouble(
            "late", "cannot read " + fifo + ": No such file or directory; it is tried again"));
    fifo("late").write("here\n");
    awaitLines("all", "late: here");
  }

  // ---- at rest ------------------------------------------------------------------------------

  /** Also when lines have gone through it, and when a line is not complete. */
  @Test
  void idleItSleeps() throws Exception {
    List<Fifo> services =
        IntStream.range(0, 300).mapToObj(i -> open("s" + i, target("s" + i))).toList();
    for (Fifo service : services) {
      service.write("one\nhalf");
    }
    services.forEach(Fifo::awaitEmpty);
    Path status = statusOfThread();
    long before = sleeps(status);
    Thread.sleep(IDLE_MILLIS); // idle is what is measured
    assertThat(sleeps(status)).isEqualTo(before);
    services.getFirst().write("\n");
    Fifo.await("it wakes", () -> sleeps(status) > before);
  }

  private static Path statusOfThread() {
    List<Path> named = new ArrayList<>();
    for (Path task : LogFiles.list(Path.of("/proc/self/task"))) {
      if (LogFiles.read(task.resolve("comm")).equals("logs\n")) {
        named.add(task.resolve("status"));
      }
    }
    assertThat(named).hasSize(1);
    return named.getFirst();
  }

  private static long sleeps(Path status) {
    return LogFiles.read(status)
        .lines()
        .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
