package muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.Ready;
import muster.kernel.Signals;
import muster.plan.PlanReader;
import muster.view.LiveView;
import muster.view.LogLine;
import muster.view.Painter;
import muster.view.Passage;

/**
 * {@code muster view}, which the keeper starts when {@code muster run} is on a terminal: draws the
 * start and the stop, and between them lets lines pass. Standard input is what the daemon says; the
 * rest it reads from the trace. Nobody depends on it: it may be killed at any time.
 */
final class ViewCommand {
  private static final int STDIN = 0;

  /** All that a FIFO holds. */
  private static final int FIFO_BYTES = 64 * 1024;

  private static final long FRAME_NANOS = 100 * Moment.MILLISECOND;

  /** So that a start of thousands of services does not pay for being watched. */
  private static final long PAUSE_MILLIS = 20;

  private static final int FOR_EVER = -1;
  private static final int CHANGES = Linux.IN_MODIFY | Linux.IN_CREATE;

  /** What the daemon says of a change that a block may show. */
  private static final Pattern MOVED =
      Pattern.compile("muster: (?:warning: )?(.*?) (is up|is down|has failed: .*)");

  private static final String WAITING = "muster: waiting for ";

  /** The only one that it says after something is over, and because of that. */
  private static final String PARTLY_UP = "muster: warning: not everything is up";

  private final Kernel kernel;
  private final RunDirectory directory;
  private final OutputStream out;
  private final Passage passage = new Passage();
  private final Painter painter = new Painter();
  private final byte[] buffer = new byte[FIFO_BYTES];
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

  /** Lines that will stay on the terminal, and are not written yet. */
  private final List<String> fresh = new ArrayList<>();

  private Terminal.Size size = Terminal.size();

  /** The records are of a daemon that lives, not of one of an earlier run. */
  private boolean current;

  private boolean ended;

  ViewCommand(Kernel kernel, RunDirectory directory, OutputStream out) {
    this.kernel = kernel;
    this.directory = directory;
    this.out = out;
  }

  int run() throws Failure {
    int resized = kernel.catchSignal(Signals.WINCH);
    int changes = kernel.inotifyInit();
    kernel.inotifyAdd(changes, directory.path(), CHANGES);
    int epoll = kernel.epollCreate();
    for (int fd : new int[] {STDIN, changes, resized}) {
      int result = kernel.epollControl(epoll, Linux.EPOLL_CTL_ADD, fd, Linux.EPOLLIN, fd);
      if (result < 0 && fd == STDIN) {
        throw new Failure(Main.SYSTEM, "watch standard input", Errno.text(-result));
      }
    }
    try (TraceFollower trace = new TraceFollower(Path.of(directory.path()), true)) {
      LiveView view = new LiveView(PlanReader.read(directory.read("plan")));
      follow(trace, view, epoll, resized);
      return 0;
    } catch (PlanReader.Refused e) {
      throw directory.badPlan(e);
    } catch (IOException e) {
      throw directory.unreadable("trace", e); // or the terminal is gone
    } catch (InterruptedException e) {
      return 0;
    }
  }

  private void follow(TraceFollower trace, LiveView view, int epoll, int resized)
      throws IOException, InterruptedException {
    Ready ready = new Ready(4);
    long frameAt = 0;
    while (!ended) {
      long left = Math.max(0, frameAt - kernel.clock(Linux.CLOCK_BOOTTIME));
      int millis = (int) Math.ceilDiv(left, Moment.MILLISECOND);
      int count = kernel.epollWait(epoll, ready, passage.isMoving() ? millis : FOR_EVER);
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        serve((int) ready.data[i], resized, lines);
      }
      // After the lines: what they tell of is there by now, since the daemon writes it first.
      List<String> over = new ArrayList<>();
      for (TraceRecord record : trace.next()) {
        over.addAll(note(record, view));
      }
      if (!over.isEmpty()) {
        readMore(epoll, ready, lines);
      }
      keep(lines, over);
      long now = kernel.clock(Linux.CLOCK_BOOTTIME);
      if (now >= frameAt || !passage.isMoving() || ended) {
        draw(view);
        frameAt = now + FRAME_NANOS;
      } else {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private void serve(int fd, int resized, List<String> lines) {
    if (fd == STDIN) {
      read(lines);
    } else {
      kernel.read(fd, new byte[4096], 0, 4096); // it only woke us
      if (fd == resized) {
        size = Terminal.size();
      }
    }
  }

  /** What was said before something was over is there by now, and comes before that. */
  private void readMore(int epoll, Ready ready, List<String> lines) {
    int count = kernel.epollWait(epoll, ready, 0);
    for (int i = 0; i < count; i++) {
      if (ready.data[i] == STDIN) { // the others are still there at the next turn
        read(lines);
      }
    }
  }

  private void keep(List<String> lines, List<String> over) {
    lines.removeIf(this::isShown);
    lines.stream().filter(line -> !line.startsWith(PARTLY_UP)).forEach(this::add);
    fresh.addAll(over);
    lines.stream().filter(line -> line.startsWith(PARTLY_UP)).forEach(this::add);
  }

  private void read(List<String> lines) {
    int length = kernel.read(STDIN, buffer, 0, buffer.length);
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        lines.add(partial.toString(UTF_8));
        partial.reset();
      } else {
        partial.write(buffer[i]);
      }
    }
    ended = length == 0 || (length < 0 && length != -Errno.EINTR && length != -Errno.EAGAIN);
    if (ended && partial.size() > 0) {
      lines.add(partial.toString(UTF_8));
    }
  }

  /** What there is to say when something is over with that. */
  private List<String> note(TraceRecord record, LiveView view) {
    if (record instanceof TraceRecord.Began began) {
      current = new File("/proc/" + began.pid()).exists();
    }
    Optional<Passage.Phase> over = current ? passage.note(record) : Optional.empty();
    return over.isPresent()
        ? view.summary(passage, over.get(), record.at(), size.paper())
        : List.of();
  }

  private boolean isShown(String line) {
    if (line.startsWith(WAITING)) {
      return passage.phase() instanceof Passage.Phase.Stopping;
    }
    Matcher moved = MOVED.matcher(line);
    return moved.matches()
        && passage.hasShown(
            moved.group(1),
            switch (moved.group(2)) {
              case "is up" -> Stage.UP;
              case "is down" -> Stage.DOWN;
              default -> Stage.FAILED;
            });
  }

  private void add(String line) {
    fresh.add(LogLine.shown(line, passage, size.paper()));
  }

  private void draw(LiveView view) throws IOException {
    List<String> block =
        ended ? List.of() : view.block(passage, RunDirectory.now(), size.paper(), size.rows());
    String text = painter.paint(fresh, block, size.paper().width());
    fresh.clear();
    if (!text.isEmpty()) {
      out.write(text.getBytes(UTF_8));
    }
  }
}
