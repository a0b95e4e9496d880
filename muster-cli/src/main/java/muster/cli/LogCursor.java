package muster.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import muster.core.wire.Tai64n;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one log directory in s6-log's format, from the oldest archive to the end of {@code
 * current}; also while it grows and is rotated, and without losing or repeating one.
 *
 * <p>A file that is rotated has three names one after the other: {@code current}, {@code previous},
 * and that of an archive. What was read under one of the first two stays open until it is met again
 * as an archive.
 */
final class LogCursor implements Closeable {
  /**
   * {@code @} and 24 digits: stamps are in the order of time as they are in that of their bytes.
   */
  static final int STAMP = 1 + 2 * Tai64n.BYTES;

  private static final String ARCHIVES = "@*.{s,u}";
  private static final String PREVIOUS = "previous";
  private static final int CHUNK = 1 << 16;

  /** What is longer is read in pieces. */
  private static final int LINE_MAX = 1 << 20;

  private final Path directory;
  private final Path current;
  private final String since;

  private final Deque<Path> ahead = new ArrayDeque<>();

  /** The name of the last archive that was met. */
  private String newest = "";

  private @Nullable TrackedFile file;

  /** Read already, and not an archive when that was. */
  private final List<TrackedFile> unnamed = new ArrayList<>();

  private boolean isArchive;

  private byte[] buffer = new byte[CHUNK];
  private int start;
  private int scanned;
  private int end;

  private final byte[] stamp = new byte[STAMP];
  private int from;
  private int to;

  /**
   * @param since archives that were closed before this stamp are passed over; "" reads all
   */
  LogCursor(Path directory, String since) {
    this.directory = directory;
    this.current = directory.resolve("current");
    this.since = since;
  }

  Path directory() {
    return directory;
  }

  /**
   * Passes over old archives, but for so many of the newest files as have that many lines together.
   * To be called first.
   */
  void onlyLast(int lines) throws IOException {
    list();
    List<Path> newestFirst = new ArrayList<>(List.of(current, directory.resolve(PREVIOUS)));
    newestFirst.addAll(ahead.reversed());
    int found = 0;
    for (Path path : newestFirst) {
      if (found >= lines && ahead.contains(path)) {
        newest = name(path);
        ahead.removeIf(older -> name(older).compareTo(newest) <= 0);
        return;
      }
      found += lines(path);
    }
  }

  private static int lines(Path path) throws IOException {
    try (TrackedFile file = TrackedFile.open(path)) {
      int lines = 0;
      byte[] bytes = new byte[CHUNK];
      for (int count = read(file, bytes); count > 0; count = read(file, bytes)) {
        for (int i = 0; i < count; i++) {
          lines += bytes[i] == '\n' ? 1 : 0;
        }
      }
      return lines;
    }
  }

  private static int read(@Nullable TrackedFile file, byte[] bytes) throws IOException {
    return file == null ? 0 : file.file().read(bytes);
  }

  // ---- the line -----------------------------------------------------------------------------

  /** The stamp of the line, or of the last one before it that has one; zeros before the first. */
  byte[] stamp() {
    return stamp;
  }

  /** Where the text of the line is, without stamp and newline; until the next {@link #next}. */
  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Goes to the next line. @return false if there is none now */
  boolean next() throws IOException {
    while (true) {
      while (scanned < end) {
        if (buffer[scanned++] == '\n') {
          take(scanned - 1, scanned);
          return true;
        }
      }
      if (end - start >= LINE_MAX) {
        take(end, end);
        return true;
      }
      if (fill()) {
        continue;
      }
      boolean goesOn = file == null || isArchive || isRotated();
      if (goesOn && fill()) {
        continue; // that was written before it was rotated
      }
      if (!goesOn || !advance()) {
        return false;
      }
      if (start < end) { // a crash has cut it
        take(end, end);
        return true;
      }
    }
  }

  private void take(int lineEnd, int next) {
    from = start;
    to = lineEnd;
    if (isStamped()) {
      System.arraycopy(buffer, from, stamp, 0, STAMP);
      from += STAMP + 1;
    }
    start = next;
  }

  private boolean isStamped() {
    if (to - from <= STAMP || buffer[from] != '@' || buffer[from + STAMP] != ' ') {
      return false;
    }
    for (int i = from + 1; i < from + STAMP; i++) {
      if (!HexFormat.isHexDigit(buffer[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean fill() throws IOException {
    if (file == null) {
      return false;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      scanned -= start;
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int count = file.file().read(buffer, end, buffer.length - end);
    end += Math.max(0, count);
    return count > 0;
  }

  // ---- the file -----------------------------------------------------------------------------

  /** Whether what was {@code current} is not so any more. */
  private boolean isRotated() throws IOException {
    return file != null && !isArchive && !file.key().equals(TrackedFile.key(current));
  }

  /** Goes on in the next file. @return false if there is none now */
  private boolean advance() throws IOException {
    while (true) {
      if (nextArchive()) {
        return true;
      }
      TrackedFile previous = TrackedFile.open(directory.resolve(PREVIOUS));
      if (previous != null && isRead(previous.key())) {
        previous.close();
        previous = null;
      }
      TrackedFile next = previous == null ? TrackedFile.open(current) : previous;
      if (next == null || !isOvertaken(next)) {
        return next != null && goTo(next, false);
      }
      next.close();
    }
  }

  private boolean nextArchive() throws IOException {
    if (ahead.isEmpty()) {
      list();
    }
    while (!ahead.isEmpty()) {
      Path archive = ahead.remove();
      newest = name(archive);
      TrackedFile next = TrackedFile.open(archive);
      if (next != null && goTo(next, true)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether there is an older one, after a rotation between the look at the archives and at this
   * file. What is older than a file that is open already was {@code previous} or an archive then.
   */
  private boolean isOvertaken(TrackedFile next) throws IOException {
    Object previous = TrackedFile.key(directory.resolve(PREVIOUS));
    if (previous != null && !previous.equals(next.key()) && !isRead(previous)) {
      return true;
    }
    list();
    return !ahead.isEmpty();
  }

  /** Reads it next, unless it was read already. */
  private boolean goTo(TrackedFile next, boolean archive) throws IOException {
    if (isRead(next.key())) {
      next.close();
      if (archive) {
        named(next.key());
      }
      return false;
    }
    if (file != null && isArchive) {
      file.close();
    } else if (file != null) {
      unnamed.add(file);
    }
    file = next;
    isArchive = archive;
    return true;
  }

  private boolean isRead(Object key) {
    return file != null && file.key().equals(key)
        || unnamed.stream().anyMatch(read -> read.key().equals(key));
  }

  /** It is an archive now, and will not be met again. */
  private void named(Object key) throws IOException {
    if (file != null && file.key().equals(key)) {
      isArchive = true;
      return;
    }
    for (TrackedFile read : unnamed) {
      if (read.key().equals(key)) {
        read.close();
        unnamed.remove(read);
        return;
      }
    }
  }

  /**
   * The archives after the last one, oldest first. Of two that come into being while a directory is
   * listed, the list may have only the second: so what is older than that is looked for again.
   */
  private void list() throws IOException {
    List<Path> found = archives();
    if (!found.isEmpty()) {
      String last = name(found.getLast());
      for (Path archive : archives()) {
        if (name(archive).compareTo(last) <= 0) {
          ahead.add(archive);
        }
      }
    }
  }

  private List<Path> archives() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(directory, ARCHIVES)) {
      for (Path archive : archives) {
        String name = name(archive);
        if (name.compareTo(newest) > 0 && name.compareTo(since) >= 0) {
          found.add(archive);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    found.sort(null);
    return found;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  @Override
  public void close() throws IOException {
    for (TrackedFile read : unnamed) {
      read.close();
    }
    if (file != null) {
      file.close();
    }
  }
}
