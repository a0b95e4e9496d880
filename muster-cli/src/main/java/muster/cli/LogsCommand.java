package muster.cli;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import muster.plan.Nearest;

/** {@code muster logs}: what services said, merged by time. It needs no daemon. */
final class LogsCommand {
  private static final int LINES_MAX = 10_000_000;

  /** Who follows wants to know where he is. */
  private static final int FOLLOWED_LINES = 10;

  private static final String SHOW = "show the logs of";
  private static final int ALL = -1;
  private static final int BUFFER = 1 << 16;

  private final Arguments arguments;
  private final PrintStream out;
  private final PrintStream err;
  private final RunDirectory directory;
  private final Path logs;
  private final Path catchAll;
  private final Set<Path> known = new HashSet<>();
  private final LogQuery query;
  private final LogPrinter printer;
  private final int most;
  private int code;

  LogsCommand(Arguments arguments, OutputStream out, PrintStream err)
      throws Failure, Arguments.Unusable {
    this.arguments = arguments;
    this.out = new PrintStream(new BufferedOutputStream(out, BUFFER), false);
    this.err = err;
    directory = RunDirectory.of(arguments);
    logs = Path.of(place());
    catchAll = Path.of(directory.file("catch-all"));
    ZoneId zone = ZoneId.systemDefault();
    query = LogQuery.of(arguments, services(), ZonedDateTime.now(zone));
    printer = new LogPrinter(this.out, form(), Terminal.paper(), zone);
    boolean begins = arguments.has(Command.FOLLOW) && !arguments.has(Command.SINCE);
    most = arguments.number(Command.LINES, begins ? FOLLOWED_LINES : ALL, 0, LINES_MAX);
  }

  private LogPrinter.Form form() {
    if (arguments.has(Command.JSON)) {
      return LogPrinter.Form.JSON;
    }
    return arguments.has(Command.TAI) ? LogPrinter.Form.TAI : LogPrinter.Form.LOCAL;
  }

  /** Where the daemon has put them, else where it would. */
  private String place() {
    String link = directory.file("logs");
    return !arguments.has(Command.LOG_DIRECTORY) && new File(link).exists()
        ? link
        : RunDirectory.logs(arguments);
  }

  /** The services that were named; empty for all. */
  private Set<String> services() throws Failure {
    Set<String> services = new LinkedHashSet<>();
    if (arguments.operands().isEmpty()) {
      return services;
    }
    if (directory.read("plan").length > 0) {
      services.addAll(directory.services(arguments.operands(), SHOW));
      return services;
    }
    for (String name : arguments.operands()) {
      services.add(logged(name));
    }
    return services;
  }

  /** No daemon has ever run there, but somebody has kept the logs. */
  private String logged(String name) throws Failure {
    List<String> all = new ArrayList<>();
    for (Path log : directories()) {
      all.add(String.valueOf(log.getFileName()));
    }
    if (!all.contains(name)) {
      throw RunDirectory.noSuchService(SHOW, name, Nearest.question(name, all));
    }
    return name;
  }

  // ---- from the first line to the last --------------------------------------------------------

  int run() throws Failure {
    if (query.services().isEmpty() && !arguments.operands().isEmpty()) {
      return 0; // a bundle of nobody
    }
    try (LogMerge merge = new LogMerge(this::complain)) {
      discover(merge, most);
      if (known.isEmpty()) {
        throw new Failure(
            RunDirectory.NO_DAEMON,
            "read logs",
            "there are none in " + logs + "; say --run DIR or --log DIR");
      }
      boolean wanted =
          most == ALL ? printAll(merge) : query.last(merge, most).stream().allMatch(printer::print);
      out.flush();
      if (arguments.has(Command.FOLLOW) && wanted) {
        follow(merge);
      }
      return code;
    } catch (IOException e) {
      throw new Failure(Main.SYSTEM, "read logs", String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      return code;
    }
  }

  /**
   * Opens what was not there before.
   *
   * @param last how many of its lines may be wanted; of what comes while it is followed, all are
   */
  private void discover(LogMerge merge, int last) throws Failure, IOException {
    for (Path log : directories()) {
      String service = String.valueOf(log.getFileName());
      if (query.services().isEmpty() || query.services().contains(service)) {
        open(merge, log, service, last);
      }
    }
    open(merge, catchAll, "", last);
  }

  private void open(LogMerge merge, Path log, String service, int last) throws IOException {
    if (Files.isDirectory(log) && known.add(log)) {
      LogCursor cursor = new LogCursor(log, query.since());
      if (last != ALL && query.wantsAllOf(service)) {
        cursor.onlyLast(last);
      }
      merge.add(cursor, service);
    }
  }

  private List<Path> directories() throws Failure {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(logs)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(logs, Files::isDirectory)) {
        all.forEach(found::add);
      } catch (IOException e) {
        throw new Failure(Main.SYSTEM, "read " + logs, String.valueOf(e.getMessage()));
      }
    }
    found.sort(null);
    return found;
  }

  /**
   * @return false if nobody reads any more
   */
  private boolean printAll(LogMerge merge) {
    merge.look();
    for (LogQuery.Entry line = query.next(merge); line != null; line = query.next(merge)) {
      if (!printer.print(line)) {
        return false;
      }
    }
    return true;
  }

  private void follow(LogMerge merge) throws Failure, IOException, InterruptedException {
    try (WatchService changes = logs.getFileSystem().newWatchService()) {
      Set<Path> watched = new HashSet<>();
      while (true) {
        for (LogMerge.Source source : merge.all()) {
          watch(source.cursor().directory(), watched, changes);
        }
        watch(logs, watched, changes);
        if (!printAll(merge) || out.checkError()) {
          return; // who reads has gone
        }
        for (WatchKey key = changes.take(); key != null; key = changes.poll()) {
          key.pollEvents();
          key.reset();
        }
        discover(merge, ALL);
      }
    }
  }

  private static void watch(Path path, Set<Path> watched, WatchService changes) throws IOException {
    if (Files.isDirectory(path) && watched.add(path)) {
      path.register(
          changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    }
  }

  private void complain(LogMerge.Source source, IOException e) {
    out.flush();
    err.println(
        "muster: warning: cannot read the log " + source.cursor().directory() + ": " + why(e));
    code = Main.SYSTEM;
  }

  /** The system's own reason is behind the path. */
  private static String why(IOException e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof AccessDeniedException ? "permission denied" : message;
  }
}
