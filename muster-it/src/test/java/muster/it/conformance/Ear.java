package muster.it.conformance;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A subscriber to a service's events, as s6-ftrigrd is one: a FIFO in {@code event/} whose name is
 * made the way the notifier expects. It keeps every byte and when it came; the client programs
 * would show the last one only.
 */
final class Ear implements AutoCloseable {
  static final String PREFIX = "ftrig1";

  /** One event and when it was heard. */
  record Heard(char event, long atNanos) {}

  /** Not an event: what the ear writes to itself, to know that it has heard everything before. */
  private static final char MARK = '\n';

  private static final long CATCH_UP_MILLIS = 60_000;

  private final RandomAccessFile stream;
  private final List<Heard> heard = new ArrayList<>();
  private int marks;
  private volatile boolean closed;

  /** The event directory must exist. */
  Ear(Path service) throws IOException, InterruptedException {
    var random = ThreadLocalRandom.current();
    var stamp =
        "%016x%08x"
            .formatted((1L << 62) + System.currentTimeMillis() / 1000, random.nextInt(1 << 29));
    var suffix = HexFormat.of().withUpperCase().toHexDigits(random.nextInt()).substring(2);
    var fifo = service.resolve("event").resolve(PREFIX + ":@" + stamp + ":" + suffix);
    int failed =
        new ProcessBuilder("mkfifo", "-m", "0622", fifo.toString()).inheritIO().start().waitFor();
    if (failed != 0) {
      throw new IOException("cannot make " + fifo);
    }
    stream = new RandomAccessFile(fifo.toFile(), "rw");
    Thread.ofPlatform().daemon().name("ear " + service.getFileName()).start(this::listen);
  }

  private void listen() {
    var bytes = new byte[64];
    try {
      while (!closed) {
        int count = stream.read(bytes);
        long now = System.nanoTime();
        synchronized (heard) {
          for (int i = 0; i < count && !closed; i++) {
            take((char) bytes[i], now);
          }
          heard.notifyAll();
        }
      }
    } catch (IOException _) {
      // The scenario is over.
    }
  }

  private void take(char event, long now) {
    if (event == MARK) {
      marks++;
    } else {
      heard.add(new Heard(event, now));
    }
  }

  /** Returns when everything that was told before has been heard. */
  void catchUp() throws IOException, InterruptedException {
    long deadline = System.currentTimeMillis() + CATCH_UP_MILLIS;
    synchronized (heard) {
      int wanted = marks + 1;
      stream.write(MARK);
      while (marks < wanted) {
        long left = deadline - System.currentTimeMillis();
        if (left <= 0) {
          throw new PlayFailed("the subscriber does not hear itself");
        }
        heard.wait(left);
      }
    }
  }

  String events() {
    synchronized (heard) {
      var text = new StringBuilder();
      heard.forEach(one -> text.append(one.event()));
      return text.toString();
    }
  }

  int count() {
    synchronized (heard) {
      return heard.size();
    }
  }

  /** Seconds from the last {@code from} before the last {@code to}, to that one. */
  double gapSeconds(char from, char to) {
    synchronized (heard) {
      int end = lastBefore(heard.size(), to);
      int start = lastBefore(end, from);
      return (heard.get(end).atNanos() - heard.get(start).atNanos()) / 1e9;
    }
  }

  private int lastBefore(int limit, char event) {
    for (int i = limit - 1; i >= 0; i--) {
      if (heard.get(i).event() == event) {
        return i;
      }
    }
    throw new PlayFailed(String.format(Locale.ROOT, "no event %c among `%s`", event, events()));
  }

  @Override
  public void close() throws IOException {
    closed = true;
    stream.write(MARK); // Wakes the reader.
    stream.close();
  }
}
