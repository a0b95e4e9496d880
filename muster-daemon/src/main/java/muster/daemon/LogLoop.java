package muster.daemon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/** What is on the log loop: who is logged, and where to. */
final class LogLoop {
  private static final String SELF = "muster";

  private final LogDesk desk;
  private final Map<String, LogIntake> intakes = new HashMap<>();

  /** By path; the catch-all too. */
  private final Map<String, LogSink> sinks = new HashMap<>();

  private final @Nullable LogSink catchAll;
  private final LogVoice voice;
  private boolean over;

  /**
   * @param catchAll null when what has no directory of its own is thrown away
   */
  LogLoop(Kernel kernel, Loop loop, LogTarget.@Nullable Directory catchAll, boolean echo) {
    desk = new LogDesk(kernel, loop, echo);
    this.catchAll = catchAll == null ? null : hold(SELF, catchAll);
    voice = new LogVoice(desk, new LogLines(desk, SELF, "", this.catchAll, null));
  }

  Mailbox<LogNews> news() {
    return desk.news;
  }

  /** Tells people of what is no service's fault. */
  void tell(boolean hopeless, String text) {
    desk.tell(hopeless ? new LogNews.Hopeless(SELF, text) : new LogNews.Trouble(SELF, text));
  }

  boolean over() {
    return over;
  }

  // ---- orders -------------------------------------------------------------------------------

  /** What cannot be kept is not worth a message: it only makes the next start faster. */
  void keep(String path, byte[] content) {
    Files.replace(desk.kernel, Linux.AT_FDCWD, path, content);
  }

  void open(String service, String fifo, int opened, LogTarget target) {
    LogSink sink;
    try {
      close(service);
      sink = hold(service, target);
    } catch (RuntimeException | Error mistake) { // which is not to cost a descriptor each time
      desk.kernel.close(opened);
      throw mistake;
    }
    String name = service + ": ";
    String prefix = target instanceof LogTarget.CatchAll ? name : "";
    String echoed = desk.echo == null ? null : name;
    LogLines lines = new LogLines(desk, service, prefix, sink, echoed);
    intakes.put(
        service,
        new LogIntake(desk, lines, service, fifo, opened, () -> over(service, lines, sink)));
  }

  private @Nullable LogSink hold(String service, LogTarget target) {
    return switch (target) {
      case LogTarget.Directory directory -> hold(service, directory);
      case LogTarget.CatchAll _ -> holdCatchAll();
      case LogTarget.Nothing _ -> null;
    };
  }

  /** Makes the directory at once, so that trouble is told before there are lines. */
  private LogSink hold(String service, LogTarget.Directory directory) {
    LogSink sink = sinks.get(directory.path());
    if (sink == null) {
      sink = new LogSink(desk, directory);
      sinks.put(directory.path(), sink);
      sink.begin(service);
    }
    sink.hold();
    return sink;
  }

  private @Nullable LogSink holdCatchAll() {
    if (catchAll != null) {
      catchAll.hold();
    }
    return catchAll;
  }

  void close(String service) {
    LogIntake intake = intakes.remove(service);
    if (intake != null) {
      intake.close();
    }
  }

  private void over(String service, LogLines lines, @Nullable LogSink sink) {
    lines.unwatchAll();
    if (sink != null) {
      letGo(service, sink);
    }
  }

  private void letGo(String service, LogSink sink) {
    if (sink.letGo(service)) {
      sinks.remove(sink.path());
    }
  }

  void rotate(String service) {
    LogIntake intake = intakes.get(service);
    if (intake != null) {
      intake.lines().rotate();
    }
  }

  void say(String line) {
    voice.say(line);
  }

  void watch(String service, long token, String posixEre) {
    LogIntake intake = intakes.get(service);
    if (intake != null && intake.lines().watch(token, posixEre) < 0) {
      String text = "cannot use the pattern " + posixEre + ": it is no extended regular expression";
      desk.tell(new LogNews.Trouble(service, text));
    }
  }

  void unwatch(String service, long token) {
    LogIntake intake = intakes.get(service);
    if (intake != null) {
      intake.lines().unwatch(token);
    }
  }

  /** What is in the FIFOs is written, as far as it can be, and the files are closed. */
  void end() {
    List.copyOf(intakes.keySet()).forEach(this::close);
    if (catchAll != null) {
      letGo(SELF, catchAll);
    }
    over = true;
  }
}
