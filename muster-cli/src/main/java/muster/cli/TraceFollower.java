package muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private @Nullable TrackedFile file;

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
      open(TrackedFile.key(before) == null ? current : before);
    } else {
      open(current);
      read(); // and tell nothing of it
    }
  }

  /** All records since the last call. */
  List<TraceRecord> next() throws IOException {
    List<TraceRecord> records = read();
    while (isRotated()) {
      records.addAll(read()); // what was written before it was renamed
      lost |= file != null && !file.key().equals(TrackedFile.key(before));
      open(current);
      repeating = true;
      records.addAll(read());
    }
    return records;
  }

  private boolean isRotated() throws IOException {
    Object newest = TrackedFile.key(current);
    return newest != null && (file == null || !newest.equals(file.key()));
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
    file = TrackedFile.open(path);
  }

  private List<TraceRecord> read() throws IOException {
    List<TraceRecord> records = new ArrayList<>();
    byte[] bytes = new byte[8192];
    while (file != null) {
      int count = file.file().read(bytes);
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
    }
  }
}
