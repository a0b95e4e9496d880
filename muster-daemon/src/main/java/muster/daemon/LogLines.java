package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/**
 * What one writer writes, as lines: into its sink, to the echo, and past those who wait for a line.
 * A newline or a NUL ends a line, as in s6-log.
 */
final class LogLines {
  /** So much input is one piece: after it a full file is put aside. What s6-log reads at once. */
  private static final int PIECE_BYTES = 8192;

  private static final byte[] NOTHING = {};
  private static final int PATTERN_FLAGS = Linux.REG_EXTENDED | Linux.REG_NEWLINE | Linux.REG_NOSUB;

  /** Somebody who waits for a line. */
  private record Watch(long token, long pattern) {}

  private final LogDesk desk;
  private final String service;
  private final byte[] prefix;
  private final @Nullable LogSink sink;
  private final byte @Nullable [] echoed;
  private List<Watch> watches = List.of();

  /** Read, and not on file: a line without end, or all of a batch that could not be written. */
  private byte[] rest = NOTHING;

  /**
   * @param prefix stands before each line
   * @param sink null when nothing is written
   * @param echoed stands before each line of the echo; null when there is none
   */
  LogLines(
      LogDesk desk,
      String service,
      String prefix,
      @Nullable LogSink sink,
      @Nullable String echoed) {
    this.desk = desk;
    this.service = service;
    this.prefix = bytes(prefix);
    this.sink = sink;
    this.echoed = echoed == null ? null : bytes(echoed);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  boolean blocked() {
    return sink != null && sink.blocked();
  }

  /** To be called after something was not taken. */
  void await(LogSink.Waiter waiter) {
    if (sink != null) {
      sink.await(waiter);
    }
  }

  int held() {
    return rest.length;
  }

  void rotate() {
    if (sink != null) {
      sink.rotate(service);
    }
  }

  // ---- lines --------------------------------------------------------------------------------

  /**
   * Puts what is held at the start of the desk's input.
   *
   * @return how long it is: where more can be put
   */
  int load() {
    System.arraycopy(rest, 0, desk.raw, 0, rest.length);
    return rest.length;
  }

  /**
   * Takes the desk's input up to there.
   *
   * @param fresh where that begins which was read now
   * @return false when not all lines are on file: they are held
   */
  boolean take(int fresh, int length) {
    int done = write(fresh, length);
    hold(done, length);
    return lineEnd(desk.raw, done, length) < 0;
  }

  /** What is held gets the newline that it does not have. */
  boolean takeLast() {
    int length = load();
    if (length > 0) {
      desk.raw[length++] = '\n';
    }
    return take(0, length);
  }

  /** What is held may be taken now. */
  boolean takeHeld() {
    return take(0, load());
  }

  /** Keeps a part of the input for later. */
  void hold(int from, int to) {
    int before = rest.length;
    rest = from == to ? NOTHING : Arrays.copyOfRange(desk.raw, from, to);
    desk.held += rest.length - before;
  }

  /**
   * @return where that begins which is not on file
   */
  private int write(int fresh, int length) {
    int from = 0;
    int to = pieceEnd(from, fresh + PIECE_BYTES, length);
    while (to > from) {
      match(from, to, length);
      if (sink != null && !write(sink, from, to, length)) {
        break;
      }
      echo(from, to, length);
      from = to;
      to = pieceEnd(from, from + PIECE_BYTES, length);
    }
    if (desk.echo != null) {
      desk.echo.flush();
    }
    return from;
  }

  /**
   * @return whether the piece is on file
   */
  private boolean write(LogSink into, int from, int to, int length) {
    if (!into.begin(service)) {
      return false;
    }
    for (int at = from; at < to; ) {
      int end = lineEnd(desk.raw, at, length);
      into.add(prefix, desk.raw, at, end);
      at = next(desk.raw, end);
    }
    return into.commit(service);
  }

  private int pieceEnd(int from, int most, int length) {
    int at = from;
    while (at < most) {
      int end = lineEnd(desk.raw, at, length);
      if (end < 0) {
        return at;
      }
      at = next(desk.raw, end);
    }
    return at;
  }

  /**
   * @return where the line ends that begins here; −1 when its end is not there yet
   */
  private static int lineEnd(byte[] raw, int from, int length) {
    int most = Math.min(length, from + LogDesk.LINE_BYTES + 1);
    for (int at = from; at < most; at++) {
      if (raw[at] == '\n' || raw[at] == 0) {
        return at;
      }
    }
    // Only what is longer is cut: a newline may be the next byte.
    return length - from > LogDesk.LINE_BYTES ? from + LogDesk.LINE_BYTES : -1;
  }

  private static int next(byte[] raw, int end) {
    return raw[end] == '\n' || raw[end] == 0 ? end + 1 : end;
  }

  private void echo(int from, int to, int length) {
    LogEcho echo = desk.echo;
    if (echo == null || echoed == null) {
      return;
    }
    for (int at = from; at < to; ) {
      int end = lineEnd(desk.raw, at, length);
      echo.add(echoed, desk.raw, at, end);
      at = next(desk.raw, end);
    }
  }

  // ---- who waits for a line -----------------------------------------------------------------

  /**
   * @param posixEre an extended regular expression, on bytes
   * @return 0 or −EINVAL
   */
  int watch(long token, String posixEre) {
    long pattern = desk.kernel.compilePattern(posixEre, PATTERN_FLAGS);
    if (pattern < 0) {
      return (int) pattern;
    }
    List<Watch> more = new ArrayList<>(watches);
    more.add(new Watch(token, pattern));
    watches = more;
    return 0;
  }

  void unwatch(long token) {
    removeIf(watch -> watch.token() == token);
  }

  void unwatchAll() {
    removeIf(_ -> true);
  }

  private void removeIf(Predicate<Watch> over) {
    List<Watch> left = new ArrayList<>();
    for (Watch watch : watches) {
      if (over.test(watch)) {
        desk.kernel.freePattern(watch.pattern());
      } else {
        left.add(watch);
      }
    }
    watches = left.isEmpty() ? List.of() : left;
  }

  /** Before the piece is written: what somebody waits for does not wait for a disk. */
  private void match(int from, int to, int length) {
    for (int at = from; at < to && !watches.isEmpty(); ) {
      int start = at;
      int end = lineEnd(desk.raw, at, length);
      removeIf(watch -> matches(watch, start, end));
      at = next(desk.raw, end);
    }
  }

  private boolean matches(Watch watch, int from, int end) {
    return desk.kernel.matchPattern(watch.pattern(), desk.raw, from, end - from) == 1
        && desk.tell(new LogNews.Matched(service, watch.token()));
  }
}
