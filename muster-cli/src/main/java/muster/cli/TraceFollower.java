package muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import muster.core.trace.Trace;
import muster.core.trace.TraceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace while it grows, and goes on in the new file when the daemon has renamed the old one
 * and begun another.
 */
final class TraceFollower implements Closeable {
  private final Path current;
  private final Path before;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

  private @Nullable RandomAccessFile file;

  /** What file that is, however it is called. */
  private @Nullable Object key;

  /** When the last record was that was told. */
  private long toldNanos = Long.MIN_VALUE;

  /** At the beginning of a new file the daemon repeats how all services are. */
  private boolean repeating;

  private boolean lost;

  /**
   * @param directory in which the trace is
   * @param all from the beginning, not from now on
   */
  TraceFollower(Path directory, boolean all) throws IOException {
    current = directory.resolve("trace");
    before = directory.resolve("trace.old");
    if (all) {
      open(key(before) == null ? current : before);
    } else {
      open(current);
      read(); // and tell nothing of it
    }
  }

  /** All records since the last call. */
  List<TraceRecord> next() throws IOException {
    List<TraceRecord> records = read();
    Object newest = key(current);
    while (newest != null && !newest.equals(key)) {
      records.addAll(read()); // what was written before it was renamed
      lost |= key != null && !Objects.equals(key, key(before));
      open(current);
      repeating = true;
      records.addAll(read());
      newest = key(current);
    }
    return records;
  }

  /** Were there records that nobody can read any more? Says it once. */
  boolean lost() {
    boolean said = lost;
    lost = false;
    return said;
  }

  private void open(Path path) throws IOException {
    close();
    partial.reset();
    for (Object seen = key(path); seen != null; seen = key(path)) {
      file = new RandomAccessFile(path.toFile(), "r");
      key = seen;
      if (seen.equals(key(path))) {
        return;
      }
      close(); // renamed between the two
    }
  }

  private static @Nullable Object key(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private List<TraceRecord> read() throws IOException {
    List<TraceRecord> records = new ArrayList<>();
    byte[] bytes = new byte[8192];
    while (file != null) {
      int count = file.read(bytes);
      if (count <= 0) {
        break;
      }
      for (int i = 0; i < count; i++) {
        if (bytes[i] == '\n') {
          Trace.parse(partial.toString(UTF_8)).ifPresent(record -> tell(record, records));
          partial.reset();
        } else {
          partial.write(bytes[i]);
        }
      }
    }
    return records;
  }

  private void tell(TraceRecord record, List<TraceRecord> records) {
    long nanos = record.at().nanos();
    if (repeating && nanos <= toldNanos) {
      return;
    }
    repeating = false;
    toldNanos = nanos;
    records.add(record);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
      key = null;
    }
  }
}
