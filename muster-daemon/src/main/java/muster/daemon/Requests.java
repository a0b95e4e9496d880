package muster.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import muster.core.Moment;
import muster.core.manager.ManagerEvent;
import muster.core.trace.TraceRecord.Verb;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.plan.Nearest;
import muster.plan.Words;

/**
 * How people command the manager: records in the FIFO {@code control}, each a line of at most as
 * many bytes as a pipe takes in one piece.
 *
 * <pre>VERB REPLY JOBS TIMEOUT-MS NAME...</pre>
 *
 * The reply goes into a FIFO in {@code reply/}: a client takes one of the spare ones that lie there
 * by renaming it, so that it need not make one. A reply is a line, {@code CODE TEXT}.
 */
final class Requests {
  static final String CONTROL = "control";
  private static final String CONTROL_NEW = CONTROL + ".new";
  static final String REPLIES = "reply";

  /** So many clients may ask at the same moment; each that has asked gets a new one laid out. */
  private static final int SPARES = 16;

  /** PIPE_BUF: what two clients write at once is not mixed up to this size. */
  private static final int RECORD_BYTES_MAX = 4096;

  private static final int FIXED_WORDS = 4;
  private static final String NO_REPLY = "-";
  private static final int UNKNOWN_NAME = 3;
  private static final int USAGE = 100;

  private final Kernel kernel;
  private final Messages messages;
  private final RuntimeDirectory run;
  private final Map<String, List<Integer>> names;
  private final Map<Long, String> replies = new LinkedHashMap<>();
  private final byte[] buffer = new byte[RECORD_BYTES_MAX];
  private int control;
  private int have;
  private long lastRequest;
  private int lastSpare;

  /**
   * @param names what each name stands for
   */
  Requests(Host host, RuntimeDirectory run, Map<String, List<Integer>> names) {
    this.kernel = host.kernel();
    this.messages = host.messages();
    this.run = run;
    this.names = names;
  }

  /**
   * Makes the FIFOs. {@code control} comes last and open already: what a client writes into it, who
   * closes it at once, is not lost. The one of a dead daemon went before our pid was told.
   */
  void open(Loop loop, Managing managing) {
    for (int i = 0; i < SPARES; i++) {
      layOutSpare();
    }
    kernel.unlinkAt(run.fd, CONTROL_NEW, 0);
    int made = kernel.mkfifoAt(run.fd, CONTROL_NEW, 0600);
    StartupException.check(made, "make the FIFO " + run.at(CONTROL_NEW));
    control = kernel.openAt(run.fd, CONTROL_NEW, Linux.O_RDWR | Linux.O_NONBLOCK, 0);
    StartupException.check(control, "open " + run.at(CONTROL_NEW));
    StartupException.check(
        loop.watch(control, false, () -> read(managing)), "watch " + run.at(CONTROL));
    int renamed = kernel.renameAt(run.fd, CONTROL_NEW, CONTROL);
    StartupException.check(renamed, "make the FIFO " + run.at(CONTROL));
  }

  private void layOutSpare() {
    String spare = REPLIES.concat("/spare-").concat(Integer.toString(++lastSpare));
    kernel.unlinkAt(run.fd, spare, 0);
    int made = kernel.mkfifoAt(run.fd, spare, 0600);
    if (made < 0) {
      messages.warn("cannot make the FIFO " + run.at(spare) + ": " + Messages.why(made));
    }
  }

  /** A request of the daemon itself, of which nobody waits for the end. */
  ManagerEvent.Asked own(Verb verb, List<Integer> nodes) {
    return new ManagerEvent.Asked(++lastRequest, verb, nodes, 0, 0);
  }

  // ---- reading ------------------------------------------------------------------------------

  private void read(Managing managing) {
    int length = kernel.read(control, buffer, have, buffer.length - have);
    have += Math.max(length, 0);
    int start = 0;
    for (int i = 0; i < have; i++) {
      if (buffer[i] == '\n') {
        obey(new String(buffer, start, i - start, UTF_8), managing);
        start = i + 1;
      }
    }
    System.arraycopy(buffer, start, buffer, 0, have - start);
    have -= start;
    if (have == buffer.length) {
      messages.warn("ignoring a record of more than " + RECORD_BYTES_MAX + " bytes in " + CONTROL);
      have = 0;
    }
  }

  private void obey(String line, Managing managing) {
    Optional<List<String>> words = Words.split(line);
    if (words.isEmpty() || words.get().size() < FIXED_WORDS) {
      messages.warn("ignoring a record in " + CONTROL + " that is none: " + Launch.bytes(line));
      return;
    }
    List<String> all = words.get();
    String reply = all.get(1);
    try {
      Verb verb = Verb.valueOf(all.get(0).toUpperCase(Locale.ROOT));
      int jobs = Integer.parseInt(all.get(2));
      long timeout = Long.parseLong(all.get(3)) * Moment.MILLISECOND;
      obey(verb, reply, jobs, timeout, all.subList(FIXED_WORDS, all.size()), managing);
    } catch (IllegalArgumentException e) {
      answer(reply, USAGE, "the daemon does not understand: " + line);
    }
  }

  private void obey(
      Verb verb, String reply, int jobs, long timeout, List<String> asked, Managing managing) {
    List<Integer> nodes = new ArrayList<>();
    for (String name : asked) {
      List<Integer> some = names.get(name);
      if (some == null) {
        answer(
            reply,
            UNKNOWN_NAME,
            "there is no service or bundle " + name + Nearest.question(name, names.keySet()));
        return;
      }
      nodes.addAll(some);
    }
    long request = ++lastRequest;
    if (!reply.equals(NO_REPLY)) {
      replies.put(request, reply);
    }
    managing.note(new ManagerEvent.Asked(request, verb, nodes, jobs, timeout));
  }

  // ---- answering ----------------------------------------------------------------------------

  /** What somebody asked for is over. */
  void answered(long request, int code, String reason) {
    String reply = replies.remove(request);
    if (reply != null) {
      answer(reply, code, reason);
    }
  }

  private void answer(String reply, int code, String text) {
    if (reply.equals(NO_REPLY) || reply.contains("/")) {
      return;
    }
    String path = REPLIES.concat("/").concat(reply);
    int fd = kernel.openAt(run.fd, path, Linux.O_WRONLY | Linux.O_NONBLOCK, 0);
    if (fd >= 0) { // else the client is gone
      byte[] line = (code + " " + text + "\n").getBytes(UTF_8);
      kernel.write(fd, line, 0, line.length);
      kernel.close(fd);
    }
    kernel.unlinkAt(run.fd, path, 0);
    layOutSpare();
  }
}
