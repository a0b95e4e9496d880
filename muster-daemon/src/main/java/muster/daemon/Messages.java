package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/**
 * What the daemon tells people, a line each on standard error. It never waits for a reader: what a
 * full pipe or a stopped terminal does not take is counted and said later.
 */
final class Messages {
  private static final int STDERR = 2;

  /** A pipe takes so much whole or not at all. Source: pipe(7). */
  private static final int PIPE_BUF = 4096;

  private final Kernel kernel;
  private final int fd;
  private int lost;

  /** Lines that are to be written together; each with its newline. */
  private final StringBuilder held = new StringBuilder();

  private int heldLines;
  private boolean holding;

  /** Gets a copy of all that is said. */
  private Consumer<String> copy = _ -> {};

  Messages(Kernel kernel) {
    this.kernel = kernel;
    this.fd = neverWaiting(kernel, STDERR);
  }

  /**
   * O_NONBLOCK belongs to what was opened, which the services share: so a pipe or a terminal is
   * opened again. A file never makes a writer wait, and its position must stay the shared one.
   */
  static int neverWaiting(Kernel kernel, int stream) {
    FileStatus status = new FileStatus();
    if (kernel.fstat(stream, status) < 0 || status.isRegular()) {
      return stream;
    }
    int flags = Linux.O_WRONLY | Linux.O_NONBLOCK | Linux.O_NOCTTY;
    int again = kernel.open("/proc/self/fd/" + stream, flags, 0);
    return again < 0 ? stream : again;
  }

  /** From now on somebody gets a copy of what is written: lines, with newlines between. */
  void copyTo(Consumer<String> reader) {
    copy = reader;
  }

  void warn(String text) {
    say("muster: warning: ".concat(text));
  }

  void info(String text) {
    say("muster: ".concat(text));
  }

  void fatal(String text) {
    say("muster: fatal: ".concat(text));
  }

  /** The end of a sentence that says why a call failed, from the −errno that it returned. */
  static String why(int result) {
    return Errno.text(-result);
  }

  /** The same, for one that was to execute something. */
  static String whyNotExecuted(int result) {
    return result == -Errno.ENOEXEC ? "it is no program and has no #! line" : why(result);
  }

  /** What is said meanwhile is written together. */
  void together(Runnable saying) {
    holding = true;
    try {
      saying.run();
    } finally {
      holding = false;
      flush();
    }
  }

  private void say(String line) {
    if (held.length() + line.length() >= PIPE_BUF) {
      flush();
    }
    held.append(printable(line)).append('\n');
    heldLines++;
    if (!holding) {
      flush();
    }
  }

  private void flush() {
    if (heldLines == 0) {
      return;
    }
    String lines = held.toString();
    int count = heldLines;
    held.setLength(0);
    heldLines = 0;
    copy.accept(lines.substring(0, lines.length() - 1));
    if (lost > 0) {
      String report = "muster: warning: " + lost + " messages were lost: nobody read them\n";
      if (!write(report)) {
        lost += count;
        return;
      }
      lost = 0;
    }
    if (!write(lines)) {
      lost += count;
    }
  }

  private boolean write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int result;
    do {
      result = kernel.write(fd, bytes, 0, bytes.length);
    } while (result == -Errno.EINTR);
    return result == bytes.length;
  }

  /** A name may hold anything but a slash; a terminal is not to obey it. */
  private static String printable(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7f) {
        if (out == null) {
          out = new StringBuilder(text);
        }
        out.setCharAt(i, '?');
      }
    }
    return out == null ? text : out.toString();
  }
}
