package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import muster.core.trace.Trace;
import muster.core.trace.TraceRecord;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/**
 * What happened, for people and for the next daemon: {@code trace}, to which is appended, and
 * {@code trace.old}, which it becomes when it is large. A new one begins with who writes it and how
 * every service is.
 */
final class TraceFile {
  static final String FILE = "trace";
  private static final String OLD = "trace.old";
  private static final int CREATE =
      Linux.O_WRONLY | Linux.O_CREAT | Linux.O_APPEND | Linux.O_NONBLOCK;

  /** For the history of a start of 5,000 services, and some more: it lies on tmpfs. */
  private static final long BYTES_MAX = 4 << 20;

  private final Kernel kernel;
  private final Messages messages;
  private final int directory;
  private final Map<String, TraceRecord.Changed> last = new LinkedHashMap<>();
  private final StringBuilder pending = new StringBuilder();
  private String began = "";
  private int fd;
  private long size;
  private boolean failing;

  /**
   * @throws StartupException when it cannot be written
   */
  TraceFile(Kernel kernel, Messages messages, RuntimeDirectory run) {
    this.kernel = kernel;
    this.messages = messages;
    this.directory = run.fd;
    this.fd =
        StartupException.check(
            kernel.openAt(directory, FILE, CREATE, 0644), "open " + run.at(FILE));
    FileStatus status = new FileStatus();
    this.size = kernel.fstat(fd, status) < 0 ? 0 : status.size;
  }

  /** Notes a record; {@link #flush} writes it. */
  void add(TraceRecord record) {
    String line = Trace.line(record);
    pending.append(line);
    switch (record) {
      case TraceRecord.Began _ -> began = line;
      case TraceRecord.Changed changed -> last.put(changed.service(), changed);
      case TraceRecord.Asked _, TraceRecord.Answered _ -> {}
    }
  }

  /** Writes what was noted, in one piece. What cannot be written is said, once. */
  void flush() {
    if (pending.isEmpty()) {
      return;
    }
    if (size + pending.length() > BYTES_MAX) {
      renew();
    }
    byte[] bytes = pending.toString().getBytes(StandardCharsets.UTF_8);
    pending.setLength(0);
    int result;
    do {
      result = kernel.write(fd, bytes, 0, bytes.length);
    } while (result == -Errno.EINTR);
    if (result == bytes.length) {
      size += result;
      failing = false;
    } else if (!failing) {
      failing = true;
      messages.warn("cannot write the trace: " + Messages.why(Math.min(result, 0)));
    }
  }

  private void renew() {
    if (kernel.renameAt(directory, FILE, OLD) < 0) {
      return;
    }
    int next = kernel.openAt(directory, FILE, CREATE, 0644);
    if (next < 0) {
      kernel.renameAt(directory, OLD, FILE);
      return;
    }
    kernel.close(fd);
    fd = next;
    size = 0;
    StringBuilder all = new StringBuilder(began);
    for (TraceRecord.Changed changed : last.values()) {
      all.append(Trace.line(changed));
    }
    pending.insert(0, all);
  }
}
