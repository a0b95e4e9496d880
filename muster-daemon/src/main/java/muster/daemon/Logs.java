package muster.daemon;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import muster.kernel.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * The services' logs, as the policy loop sees them. They are written on a loop of their own, on a
 * thread of its own, because a disk may hang. Nothing here waits for it but {@link #end}.
 *
 * <p>A service that is logged costs {@link #DESCRIPTORS}, all of them some more.
 */
public final class Logs {
  /** A FIFO, and the lock of a directory of its own. */
  public static final int DESCRIPTORS = 2;

  /** For the loop itself, the catch-all and the files that are written just now. */
  public static final int DESCRIPTORS_SHARED = OpenLogs.MAX + 16;

  /** More lines of the daemon do not wait to be logged. */
  private static final int ORDERS_MAX = 1000;

  private static final String NAME = "logs";

  /** So many mistakes of ours are survived; one more, and the daemon had better begin anew. */
  public static final int FAULTS_MAX = 10;

  private final Kernel mine;
  private final Loop loop;
  private final LogLoop room;
  private final Mailbox<Consumer<LogLoop>> orders;
  private final Mailbox<LogNews> news;

  /** Orders that were taken, and not followed yet. The log loop's own. */
  private final Deque<Consumer<LogLoop>> due = new ArrayDeque<>();

  /** Null when the two loops are one. */
  private @Nullable Thread thread;

  private int lost;

  private Logs(Kernel mine, Kernel theirs, Loop loop, LogLoop room) {
    this.mine = mine;
    this.loop = loop;
    this.room = room;
    this.orders = new Mailbox<>(mine, ORDERS_MAX);
    this.news = room.news();
    StartupException.check(
        loop.watch(orders.fd(), true, () -> obey(theirs)), "watch the log loop's orders");
  }

  /**
   * Starts the thread.
   *
   * @param mine of the calling thread
   * @param kernels makes the one of the log loop's thread
   * @param catchAll null when what has no directory of its own is thrown away
   * @param echo whether every line goes to standard output too
   * @throws StartupException when the kernel refuses what a loop is made of
   */
  public static Logs start(
      Kernel mine, Supplier<Kernel> kernels, LogTarget.@Nullable Directory catchAll, boolean echo) {
    Kernel theirs = kernels.get();
    Loop loop = new Loop(theirs);
    Logs logs = new Logs(mine, theirs, loop, new LogLoop(theirs, loop, catchAll, echo));
    Thread thread = new Thread(logs::run, NAME);
    thread.setDaemon(true);
    logs.thread = thread;
    thread.start();
    return logs;
  }

  /** Without a thread: everything happens in {@link #turn}. */
  public static Logs still(Kernel kernel, LogTarget.@Nullable Directory catchAll, boolean echo) {
    return on(kernel, new Loop(kernel), catchAll, echo);
  }

  /** Without a thread: everything happens in the turns of a loop that is there. */
  static Logs on(Kernel kernel, Loop loop, LogTarget.@Nullable Directory catchAll, boolean echo) {
    return new Logs(kernel, kernel, loop, new LogLoop(kernel, loop, catchAll, echo));
  }

  private void run() {
    int faults = 0;
    while (!room.over() && faults <= FAULTS_MAX) {
      try {
        follow();
        loop.turn();
      } catch (RuntimeException | Error fault) { // else nobody would know, and all logs would end
        faults++;
        room.tell(faults > FAULTS_MAX, "a mistake in Muster: " + fault + at(fault));
      }
    }
  }

  private static String at(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  /** Waits until something is to be done, and does it. Only for logs without a thread. */
  public void turn() {
    loop.turn();
  }

  private void obey(Kernel theirs) {
    due.addAll(orders.take(theirs));
    follow();
  }

  /** Also those that came after one in which something was wrong. */
  private void follow() {
    for (Consumer<LogLoop> order = due.poll(); order != null; order = due.poll()) {
      order.accept(room);
    }
  }

  private void order(Consumer<LogLoop> order) {
    orders.post(mine, order);
  }

  // ---- orders -------------------------------------------------------------------------------

  /**
   * Logs what comes out of a FIFO, until {@link #close}. A service that is logged already is closed
   * first. The FIFO is open when this returns: what a service says that is gone before the log loop
   * looks, is there.
   *
   * @param fifo its path; it exists
   */
  public void open(String service, String fifo, LogTarget target) {
    int opened = LogIntake.open(mine, fifo);
    order(room -> room.open(service, fifo, opened, target));
  }

  /** Nobody writes any more: what is in the FIFO is taken, and the files are closed. */
  public void close(String service) {
    order(room -> room.close(service));
  }

  /** Puts {@code current} aside now. */
  public void rotate(String service) {
    order(room -> room.rotate(service));
  }

  /** Replaces a file that lies beside the logs: on a disk, which may hang. */
  void keep(String path, byte[] content) {
    order(room -> room.keep(path, content));
  }

  /** Lines of the daemon's own, for the catch-all. */
  public void say(String lines) {
    int before = lost;
    String text =
        before == 0
            ? lines
            : "muster: warning: "
                + before
                + " messages were not logged: there were too many\n"
                + lines;
    if (orders.offer(mine, room -> room.say(text))) {
      lost = 0;
    } else {
      lost += (int) lines.lines().count();
    }
  }

  /**
   * From now on each line of a service is looked at, until one matches: that is told with the
   * token.
   *
   * @param posixEre an extended regular expression, matched on bytes, as grep -E in the C locale
   */
  public void watch(String service, long token, String posixEre) {
    order(room -> room.watch(service, token, posixEre));
  }

  public void unwatch(String service, long token) {
    order(room -> room.unwatch(service, token));
  }

  // ---- news ---------------------------------------------------------------------------------

  /** Readable when there are {@link #news}. */
  public int newsFd() {
    return news.fd();
  }

  public List<LogNews> news() {
    return news.take(mine);
  }

  // ---- the end ------------------------------------------------------------------------------

  /**
   * Has everything written and closed, and waits for that.
   *
   * @return false when it was not done in time: a disk hangs, and the thread with it
   */
  public boolean end(long deadlineMillis) {
    Thread running = thread;
    if (running == null) {
      obey(mine);
      room.end();
      return true;
    }
    order(LogLoop::end);
    try {
      running.join(deadlineMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !running.isAlive();
  }
}
