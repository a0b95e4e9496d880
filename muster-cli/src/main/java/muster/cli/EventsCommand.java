package muster.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import muster.core.trace.TraceRecord;
import muster.view.EventsJson;

/**
 * {@code muster events}: what happens, as it happens. The daemon appends to a file and knows
 * nothing of who reads it, so that a slow reader costs it nothing; the reader is woken by inotify.
 */
final class EventsCommand {
  private final Arguments arguments;
  private final PrintStream out;
  private final PrintStream err;

  EventsCommand(Arguments arguments, PrintStream out, PrintStream err) {
    this.arguments = arguments;
    this.out = out;
    this.err = err;
  }

  int run() throws Failure {
    RunDirectory directory = RunDirectory.of(arguments);
    directory.daemon();
    Path path = Path.of(directory.path());
    try (WatchService changes = path.getFileSystem().newWatchService();
        TraceFollower trace = new TraceFollower(path, arguments.has(Command.ALL_EVENTS))) {
      WatchKey key =
          path.register(
              changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      do {
        for (TraceRecord record : trace.next()) {
          out.print(EventsJson.of(record));
        }
        if (trace.lost()) {
          err.println("muster: warning: some events are lost: they were not read in time");
        }
        key.pollEvents();
      } while (!out.checkError() && key.reset() && changes.take().equals(key));
      return 0; // who reads has gone, or the directory
    } catch (IOException e) {
      throw directory.unreadable("trace", e);
    } catch (InterruptedException | ClosedWatchServiceException e) {
      return 0;
    }
  }
}
