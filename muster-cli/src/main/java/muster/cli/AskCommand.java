package muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.plan.Words;
import muster.view.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * {@code muster start}, {@code stop}, {@code restart}, {@code reload}: one record into the daemon's
 * control FIFO, and a line back through a FIFO that lies there for that. A socket would cost a JVM
 * as much again as all the rest of it.
 */
final class AskCommand {
  private static final int RECORD_BYTES_MAX = 4096;
  private static final int FAILED = 1;
  private static final int TOO_LATE = 2;
  private static final long WATCH_MILLIS = 1000;

  private final String verb;
  private final Arguments arguments;
  private final PrintStream err;

  AskCommand(String verb, Arguments arguments, PrintStream err) {
    this.verb = verb;
    this.arguments = arguments;
    this.err = err;
  }

  int run() throws Arguments.Unusable, Failure {
    RunDirectory directory = RunDirectory.of(arguments);
    int daemon = directory.daemon();
    boolean wait = !arguments.has(Command.NO_WAIT);
    try {
      File reply = wait ? claim(directory) : null;
      return ask(directory, daemon, reply);
    } catch (IOException e) {
      throw new Failure(RunDirectory.NO_DAEMON, "ask the daemon", String.valueOf(e.getMessage()));
    }
  }

  private int ask(RunDirectory directory, int daemon, @Nullable File reply)
      throws IOException, Arguments.Unusable, Failure {
    byte[] record = record(reply == null ? "-" : reply.getName());
    if (reply == null) {
      send(directory, record);
      return 0;
    }
    // Read and write: it does not wait for the daemon, and what comes is kept until it is read.
    try (RandomAccessFile in = new RandomAccessFile(reply, "rw")) {
      send(directory, record);
      watch(daemon);
      return answered(directory, line(in));
    } finally {
      reply.delete(); // the daemon has done so, unless it is gone
    }
  }

  private byte[] record(String reply) throws Arguments.Unusable {
    List<String> words = new ArrayList<>();
    words.add(verb);
    words.add(reply);
    words.add(Integer.toString(arguments.number(Command.JOBS, 0, 0, Integer.MAX_VALUE)));
    words.add(Long.toString(arguments.millis(Command.TIMEOUT)));
    words.addAll(arguments.operands());
    byte[] record = Words.join(words).concat("\n").getBytes(UTF_8);
    if (record.length > RECORD_BYTES_MAX) {
      throw new Arguments.Unusable("too many names for one request; name a bundle");
    }
    return record;
  }

  /** Takes one of the FIFOs that the daemon has laid out: who renames one has it. */
  private static File claim(RunDirectory directory) throws Failure {
    File replies = new File(directory.file("reply"));
    String[] names = replies.list();
    long pid = ProcessHandle.current().pid();
    for (String name : names == null ? new String[0] : names) {
      File claimed = new File(replies, "client-" + pid);
      if (name.startsWith("spare-") && new File(replies, name).renameTo(claimed)) {
        return claimed;
      }
    }
    throw new Failure(
        RunDirectory.NO_DAEMON,
        "ask the daemon",
        "no reply FIFO is free in ".concat(replies.getPath()).concat("; try again"));
  }

  private static void send(RunDirectory directory, byte[] record) throws IOException {
    try (RandomAccessFile control = new RandomAccessFile(directory.file("control"), "rw")) {
      control.write(record);
    }
  }

  /** A daemon that dies answers nobody. */
  private void watch(int daemon) {
    File process = new File("/proc/" + daemon);
    Thread watcher =
        new Thread(() -> {
          try {
            while (process.exists()) {
              Thread.sleep(WATCH_MILLIS);
            }
            err.println("muster: cannot " + verb + ": the daemon is gone");
            Runtime.getRuntime().halt(RunDirectory.NO_DAEMON);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    watcher.setDaemon(true);
    watcher.start();
  }

  private static String line(RandomAccessFile in) throws IOException {
    byte[] bytes = new byte[RECORD_BYTES_MAX];
    int have = 0;
    while (have < bytes.length && (have == 0 || bytes[have - 1] != '\n')) {
      have += Math.max(in.read(bytes, have, bytes.length - have), 0);
    }
    return new String(bytes, 0, have - 1, UTF_8);
  }

  private int answered(RunDirectory directory, String reply) throws Failure {
    int space = reply.indexOf(' ');
    int code = Integer.parseInt(reply.substring(0, space));
    String text = reply.substring(space + 1);
    if (!text.isEmpty()) {
      err.println("muster: cannot " + verb + ": " + text);
    } else if (code == TOO_LATE) {
      err.println("muster: cannot " + verb + ": it took longer than --timeout allows; it goes on");
    } else if (code == FAILED) {
      sayWhy(directory);
    }
    return code;
  }

  private void sayWhy(RunDirectory directory) throws Failure {
    Snapshot snapshot = Snapshot.of(directory.read("trace"), directory.read("trace.old"));
    for (String name : arguments.operands()) {
      TraceRecord.Changed service = snapshot.service(name);
      String reason = service.reason().isEmpty() ? "" : ": " + service.reason();
      if (service.stage() != Stage.UP) {
        err.println(
            "muster: cannot " + verb + " " + name + ": it is " + service.stage().word() + reason);
      }
    }
  }
}
