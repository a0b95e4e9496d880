package muster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** The last lines of a service's log, with the time of day. */
final class LogTail {
  private LogTail() {}

  /** Nothing if there is no log, or it cannot be read: the chain is worth showing all the same. */
  static List<String> read(RunDirectory directory, String service, int most, ZoneId zone) {
    Path own = Path.of(directory.file("logs"), service);
    boolean isOwn = Files.isDirectory(own);
    LogQuery query = new LogQuery(Set.of(service), "", "", null);
    try (LogMerge logs = new LogMerge((_, _) -> {})) {
      LogCursor cursor = new LogCursor(isOwn ? own : Path.of(directory.file("catch-all")), "");
      if (isOwn) {
        cursor.onlyLast(most);
      }
      logs.add(cursor, isOwn ? service : "");
      LogTime times = new LogTime(zone);
      return query.last(logs, most).stream().map(entry -> readable(entry, times)).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String readable(LogQuery.Entry line, LogTime times) {
    return line.stamp().startsWith("@")
        ? times.clock(line.stamp()).concat(" ").concat(line.text())
        : line.text();
  }
}
