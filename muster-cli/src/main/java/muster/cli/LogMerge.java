package muster.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Several logs as one, in the order of their time stamps. */
final class LogMerge implements Closeable {
  /**
   * What is logged somewhere.
   *
   * @param service whose lines they are; empty for a log that says it in each line
   */
  record Source(LogCursor cursor, String service, int order) {}

  /** What cannot be read any more, and why. */
  interface Trouble {
    void at(Source source, IOException e);
  }

  private final Trouble trouble;
  private final List<Source> all = new ArrayList<>();
  private final PriorityQueue<Source> lines = new PriorityQueue<>(LogMerge::compare);

  /** They have no line now. */
  private List<Source> idle = new ArrayList<>();

  private @Nullable Source last;

  LogMerge(Trouble trouble) {
    this.trouble = trouble;
  }

  private static int compare(Source a, Source b) {
    int byTime = Arrays.compare(a.cursor().stamp(), b.cursor().stamp());
    return byTime == 0 ? Integer.compare(a.order(), b.order()) : byTime;
  }

  void add(LogCursor cursor, String service) {
    Source source = new Source(cursor, service, all.size());
    all.add(source);
    idle.add(source);
  }

  List<Source> all() {
    return all;
  }

  /** Looks whether there are new lines where there were none. */
  void look() {
    List<Source> were = idle;
    idle = new ArrayList<>();
    were.forEach(this::step);
  }

  /** Who has the next line; null if nobody has one before the next {@link #look}. */
  @Nullable Source next() {
    if (last != null) {
      step(last);
    }
    last = lines.poll();
    return last;
  }

  private void step(Source source) {
    try {
      if (source.cursor().next()) {
        lines.add(source);
      } else {
        idle.add(source);
      }
    } catch (IOException e) {
      trouble.at(source, e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Source source : all) {
      source.cursor().close();
    }
  }
}
