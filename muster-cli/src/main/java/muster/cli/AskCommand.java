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

/**
 * {@code muster start}, {@code stop}, {@code restart}, {@code reload}: one record into the daemon's
 * control FIFO, and a line back through a FIFO that lies there for that. A socket would cost a JVM
 * as much again as all the rest of it.
 */
final class AskCommand {
  private static final int RECORD_BYTES_MAX = 4096;
  private static final int FAILED = 1;
  private static final int TOO_LATE = 2;
  private static final long BEGIN_MILLIS = 10;
  private static final long WATCH_MILLIS = 1000;
  private static final long NANOS_A_MILLI = 1_000_000;

  /** The daemon's word for stopping what is not needed. */
  private static final String PRUNE = "prune";

  /** In place of a reply FIFO. */
  private static final String NOBODY = "-";

  private final String verb;
  private final Arguments arguments;
  private final PrintStream out;
  private final PrintStream err;

  AskCommand(String verb, Arguments arguments, PrintStream out, PrintStream err) {
    this.verb = verb;
    this.arguments = arguments;
    this.out = out;
    this.err = err;
  }

  int run() throws Arguments.Unusable, Failure {
    if (arguments.has(Command.JSON) && !arguments.has(Command.DRY_RUN)) {
      throw new Arguments.Unusable("--json: only --dry-run has something to print");
    }
    RunDirectory directory = RunDirectory.of(arguments);
    int daemon = directory.daemon();
    if (arguments.has(Command.DRY_RUN)) {
      return new DryRunCommand(verb, arguments, out, err).run(directory);
    }
    awaitControl(directory);
    try {
      if (arguments.has(Command.NO_WAIT)) {
        byte[] asked = record(verb, NOBODY, arguments.millis(Command.TIMEOUT));
        if (arguments.has(Command.PRUNE)) {
          send(directory, record(PRUNE, NOBODY, 0));
        }
        send(directory, asked);
        return 0;
      }
      watch(daemon);
      return ask(directory);
    } catch (IOException e) {
      throw new Failure(RunDirectory.NO_DAEMON, "ask the daemon", String.valueOf(e.getMessage()));
    }
  }

  /** What is not needed goes first, and must be gone; as s6-rc does it. */
  private int ask(RunDirectory directory) throws IOException, Arguments.Unusable, Failure {
    long timeout = arguments.millis(Command.TIMEOUT);
    if (arguments.has(Command.PRUNE)) {
      long began = System.nanoTime();
      int code = ask(directory, PRUNE, timeout);
      long left = timeout - (System.nanoTime() - began) / NANOS_A_MILLI;
      if (code != 0) {
        return code;
      }
      timeout = timeout == 0 ? 0 : Math.max(1, left);
    }
    return ask(directory, verb, timeout);
  }

  private int ask(RunDirectory directory, String what, long timeout)
      throws IOException, Arguments.Unusable, Failure {
    File reply = claim(directory, what);
    // Read and write: it does not wait for the daemon, and what comes is kept until it is read.
    try (RandomAccessFile in = new RandomAccessFile(reply, "rw")) {
      send(directory, record(what, reply.getName(), timeout));
      return answered(directory, what, line(in));
    } finally {
      reply.delete(); // the daemon has done so, unless it is gone
    }
  }

  private byte[] record(String what, String reply, long timeout) throws Arguments.Unusable {
    List<String> words = new ArrayList<>();
    words.add(what);
    words.add(reply);
    words.add(Integer.toString(arguments.number(Command.JOBS, 0, 0, Integer.MAX_VALUE)));
    words.add(Long.toString(timeout));
    words.addAll(arguments.operands());
    byte[] record = Words.join(words).concat("\n").getBytes(UTF_8);
    if (record.length > RECORD_BYTES_MAX) {
      throw new Arguments.Unusable("too many names for one request; name a bundle");
    }
    return record;
  }

  /** Takes one of the FIFOs that the daemon has laid out: who renames one has it. */
  private static File claim(RunDirectory directory, String what) throws IOException, Failure {
    File replies = new File(directory.file("reply"));
    String[] names = replies.list();
    String pid =
        new File("/proc/self").getCanonicalFile().getName(); // ProcessHandle loads forty classes
    for (String name : names == null ? new String[0] : names) {
      // Its own name for each request: after an answer, the daemon removes the FIFO by its name.
      File claimed = new File(replies, "client-" + pid + "-" + what);
      if (name.startsWith("spare-") && new File(replies, name).renameTo(claimed)) {
        return claimed;
      }
    }
    throw new Failure(
        RunDirectory.NO_DAEMON,
        "ask the daemon",
        "no reply FIFO is free in ".concat(replies.getPath()).concat("; try again"));
  }

  /** A daemon that has just begun makes its FIFO when it can read it: that takes a moment. */
  private static void awaitControl(RunDirectory directory) throws Failure {
    File control = new File(directory.file("control"));
    while (!control.exists()) {
      directory.daemon();
      try {
        Thread.sleep(BEGIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure(RunDirectory.NO_DAEMON, "ask the daemon", "interrupted");
      }
    }
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

  private int answered(RunDirectory directory, String what, String reply) throws Failure {
    int space = reply.indexOf(' ');
    int code = Integer.parseInt(reply.substring(0, space));
    String text = reply.substring(space + 1);
    if (!text.isEmpty()) {
      err.println("muster: cannot " + verb + ": " + text);
    }
    if (code == TOO_LATE) {
      err.println("muster: cannot " + verb + ": it took longer than --timeout allows; it goes on");
    } else if (code == FAILED && text.isEmpty()) {
      sayWhy(directory, what);
    }
    return code;
  }

  /** The daemon has refused nothing: the services themselves know. */
  private void sayWhy(RunDirectory directory, String what) throws Failure {
    if (what.equals(PRUNE)) {
      err.println("muster: cannot prune: not all of the rest is down; muster status says what");
      return;
    }
    Snapshot snapshot = Snapshot.of(directory.read("trace"), directory.read("trace.old"));
    boolean said = false;
    for (String name : directory.services(arguments.operands(), "find")) {
      TraceRecord.Changed service = snapshot.service(name);
      String reason = service.reason().isEmpty() ? "" : ": " + service.reason();
      if (!isAsAsked(service.stage())) {
        said = true;
        err.println(
            "muster: cannot " + verb + " " + name + ": it is " + service.stage().word() + reason);
      }
    }
    if (!said) {
      err.println("muster: cannot " + verb + " all of it: muster status says what");
    }
  }

  private boolean isAsAsked(Stage stage) {
    return verb.equals("stop") ? stage == Stage.DOWN || stage == Stage.FAILED : stage == Stage.UP;
  }
}
