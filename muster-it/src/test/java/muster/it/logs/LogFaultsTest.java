package muster.it.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import muster.daemon.LogNews;
import muster.daemon.LogTarget;
import muster.daemon.Logs;
import muster.kernel.Kernel;
import muster.kernel.LinuxKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake of ours on the log loop is loud, and is not the end of everybody's log. */
class LogFaultsTest {
  private static final long END_MILLIS = 60_000;

  private final Kernel kernel = new LinuxKernel();
  private final List<LogNews> news = new ArrayList<>();

  @TempDir Path directory;

  /** Throws whatever is asked of a path with "faulty" in it. */
  private static Kernel faulty() {
    Kernel real = new LinuxKernel();
    return (Kernel)
        Proxy.newProxyInstance(
            Kernel.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (_, method, arguments) -> call(real, method, arguments));
  }

  private static Object call(Kernel real, Method method, Object[] arguments) throws Throwable {
    for (Object argument : arguments == null ? new Object[0] : arguments) {
      if (argument instanceof String path && path.contains("faulty")) {
        throw new IllegalStateException("planted");
      }
    }
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private LogTarget target(String name) {
    return new LogTarget.Directory(directory.resolve(name).toString(), 3, 4096);
  }

  private void awaitNews(Logs logs, int count) {
    Fifo.await(
        count + " news",
        () -> {
          news.addAll(logs.news());
          return news.size() >= count;
        });
  }

  @Test
  void theOthersAreLoggedAllTheSame() {
    Logs logs = Logs.start(kernel, LogFaultsTest::faulty, null, false);
    Fifo bad = new Fifo(kernel, directory.resolve("bad.fifo"));
    Fifo good = new Fifo(kernel, directory.resolve("good.fifo"));
    logs.open("bad", bad.path().toString(), target("faulty"));
    logs.open("good", good.path().toString(), target("good"));
    awaitNews(logs, 1);
    assertThat(news.getFirst())
        .isInstanceOfSatisfying(
            LogNews.Trouble.class,
            trouble ->
                assertThat(trouble.text())
                    .startsWith(
                        "a mistake in Muster: java.lang.IllegalStateException: planted at "));
    good.write("a line\n");
    Path log = directory.resolve("good");
    Fifo.await(
        "the line is there",
        () -> Files.exists(log) && LogFiles.lines(log).equals(List.of("a line")));
    assertThat(logs.end(END_MILLIS)).isTrue();
    good.close();
    bad.close();
  }

  /** How many descriptors this process has of it. */
  private static int descriptors(Fifo fifo) throws IOException {
    Path path = fifo.path().toRealPath();
    int count = 0;
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        try {
          count += Files.readSymbolicLink(descriptor).equals(path) ? 1 : 0;
        } catch (IOException _) {
          // another thread has just closed it
        }
      }
    }
    return count;
  }

  @Test
  void aMistakeCostsNoDescriptor() throws Exception {
    Logs logs = Logs.start(kernel, LogFaultsTest::faulty, null, false);
    Fifo bad = new Fifo(kernel, directory.resolve("bad.fifo"));
    int before = descriptors(bad);
    for (int i = 0; i < 3; i++) {
      logs.open("bad", bad.path().toString(), target("faulty" + i));
    }
    awaitNews(logs, 3);
    assertThat(logs.end(END_MILLIS)).isTrue();
    assertThat(descriptors(bad)).isEqualTo(before);
    bad.close();
  }

  @Test
  void whoMakesTheSameMistakeAgainAndAgainSaysSoAndEnds() {
    Logs logs = Logs.start(kernel, LogFaultsTest::faulty, null, false);
    Fifo bad = new Fifo(kernel, directory.resolve("bad.fifo"));
    for (int i = 0; i <= Logs.FAULTS_MAX; i++) {
      logs.open("bad", bad.path().toString(), target("faulty" + i));
    }
    awaitNews(logs, Logs.FAULTS_MAX + 1);
    assertThat(news.removeLast()).isInstanceOf(LogNews.Hopeless.class);
    assertThat(news).hasSize(Logs.FAULTS_MAX).hasOnlyElementsOfType(LogNews.Trouble.class);
    assertThat(logs.end(END_MILLIS)).isTrue(); // its thread is gone
    bad.close();
  }
}
