package muster.daemon;

import muster.core.Controls;
import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.ServiceMachine;
import muster.core.SignalRule;
import muster.core.State;
import muster.core.Step;
import muster.core.wire.Instance;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/**
 * One service under supervision: its state, its descriptors, and the way from the core's effects to
 * the kernel and back. It is what an s6-supervise process is in s6.
 */
final class Supervision extends Deadlines.Member implements Children.Parent {
  /**
   * What a supervised service holds open in the daemon: its directory, its lock, its control FIFO.
   */
  static final int DESCRIPTORS = 3;

  private static final String SUPERVISE = "supervise";
  private static final String CONTROL = "supervise/control";
  private static final String LOCK = "supervise/lock";

  /**
   * More control bytes than that wait for the next turn, so that one client cannot hold the loop.
   */
  private static final int CONTROL_BYTES = 64;

  /** As much in a turn. */
  private static final int READINESS_BYTES = 512;

  /** As much fits a FIFO whose size nobody was allowed to raise. Source: pipe(7). */
  private static final int FIFO_BYTES_MAX = 1 << 20;

  private static final int NONE = -1;

  private final Host host;
  private final Kernel kernel;
  private final String name;
  private final ServiceDirectory directory;
  private final Streams streams;
  private final Announcer announcer;
  private final Charge charge;
  private final Runnable whenGone;

  private Service service;
  private int lock = NONE;
  private int control = NONE;
  private int controlTicket;
  private int readiness = NONE;
  private int readinessTicket;

  private Supervision(
      Host host,
      String name,
      ServiceDirectory directory,
      Streams streams,
      Charge charge,
      Runnable whenGone) {
    this.host = host;
    this.kernel = host.kernel();
    this.name = name;
    this.directory = directory;
    this.streams = streams;
    this.announcer = new Announcer(host, directory);
    this.charge = charge;
    this.whenGone = whenGone;
    this.service =
        Service.fresh(!charge.startsDown() && !directory.wantedDown(), host.loop().clock());
  }

  String name() {
    return name;
  }

  // ---- beginning and end --------------------------------------------------------------------

  /**
   * Begins to supervise a directory.
   *
   * @param name as the service is told it: NAME or NAME/log, from the working directory
   * @param charge whose service it is
   * @param whenGone called when supervision is over
   * @return null, after a warning, when it cannot be done; then the streams are let go of
   */
  static @Nullable Supervision begin(
      Host host, String name, Streams streams, Charge charge, Runnable whenGone) {
    Kernel kernel = host.kernel();
    int fd = kernel.open(name, Linux.O_PATH | Linux.O_DIRECTORY, 0);
    if (fd < 0) {
      host.messages().warn(name + ": cannot open the service directory: " + Messages.why(fd));
      streams.detach();
      return null;
    }
    host.room().take(DESCRIPTORS);
    ServiceDirectory directory = new ServiceDirectory(kernel, host.messages(), name, fd, charge);
    Supervision supervision = new Supervision(host, name, directory, streams, charge, whenGone);
    String trouble = supervision.prepare();
    if (trouble != null) {
      directory.warn("cannot supervise: " + trouble);
      supervision.close();
      return null;
    }
    supervision.apply(ServiceMachine.begin(supervision.service));
    charge.begins(supervision);
    if (supervision.service.deadline() <= host.loop().clock().nanos()) {
      supervision.due(); // its process begins on another processor while the next one is prepared
    }
    return supervision;
  }

  /**
   * Makes all that supervision needs. Whoever sees the lock expects a status: so the lock comes
   * late, and a status that was written before only has to be shown then.
   *
   * @return what went wrong, or null
   */
  private @Nullable String prepare() {
    int mask = kernel.umask(0);
    String trouble = makeEvents();
    trouble = trouble == null ? makeControl() : trouble;
    kernel.umask(mask);
    trouble = trouble == null ? takeLock() : trouble;
    if (trouble != null) {
      return trouble;
    }
    int result = directory.clearDeaths();
    return result < 0 ? "emptying supervise/death_tally: " + Messages.why(result) : null;
  }

  private @Nullable String makeEvents() {
    int made = directory.makeDirectory(Fifodir.PATH);
    if (made == 1) {
      kernel.chownAt(directory.fd, Fifodir.PATH, -1, kernel.getegid());
      made = kernel.chmodAt(directory.fd, Fifodir.PATH, Fifodir.MODE);
    }
    return made < 0 ? "making " + Fifodir.PATH + ": " + Messages.why(made) : null;
  }

  private @Nullable String makeControl() {
    int made = directory.makeDirectory(SUPERVISE);
    if (made < 0) {
      return "making " + SUPERVISE + ": " + Messages.why(made);
    }
    int flags = Linux.O_WRONLY | Linux.O_NONBLOCK | Linux.O_CREAT;
    lock = kernel.openAt(directory.fd, LOCK, flags, 0644);
    if (lock < 0) {
      return "opening " + LOCK + ": " + Messages.why(lock);
    }
    made = directory.makeFifo(CONTROL);
    if (made < 0) {
      return "making the FIFO " + CONTROL + ": " + Messages.why(made);
    }
    // Held for writing too: else it is at its end whenever no client has it open.
    control = kernel.openAt(directory.fd, CONTROL, Linux.O_RDWR | Linux.O_NONBLOCK, 0);
    if (control < 0) {
      return "opening " + CONTROL + ": " + Messages.why(control);
    }
    controlTicket = host.loop().watch(control, false, this::controlReady);
    if (controlTicket < 0) {
      String why = Messages.why(controlTicket);
      kernel.close(control);
      control = NONE;
      return "watching " + CONTROL + ": " + why;
    }
    return null;
  }

  private @Nullable String takeLock() {
    int result = directory.prepareStatus(service.status());
    if (result < 0) {
      return "writing " + ServiceDirectory.FIRST_STATUS + ": " + Messages.why(result);
    }
    result = kernel.lock(lock, true);
    if (result < 0) {
      return result == -Errno.EAGAIN
          ? "another supervisor has " + LOCK
          : "locking " + LOCK + ": " + Messages.why(result);
    }
    result = directory.showStatus();
    return result < 0 ? "writing " + ServiceDirectory.STATUS + ": " + Messages.why(result) : null;
  }

  private void close() {
    closeReadiness();
    closeControl();
    if (lock >= 0) {
      kernel.close(lock);
    }
    kernel.close(directory.fd);
    host.room().giveBack(DESCRIPTORS);
    streams.detach();
    host.loop().deadlines().set(this, Moment.NEVER);
  }

  // ---- events -------------------------------------------------------------------------------

  /** The scanner's SIGTERM. */
  void terminate() {
    handle(new Event.Terminate(directory.signals()));
  }

  /** The scanner's SIGHUP. */
  void leave() {
    handle(new Event.Leave());
  }

  @Override
  public void died(int pid, int waitStatus) {
    if (service.state() instanceof State.Gone) {
      return;
    }
    hearLastWords();
    handle(new Event.Died(pid, waitStatus, directory.death()));
  }

  /** A request of the manager, or of somebody who writes to the control FIFO. */
  void request(Event.Request request) {
    handle(request);
  }

  Service service() {
    return service;
  }

  /** How it is told something. */
  SignalRule signals() {
    return directory.signals();
  }

  @Override
  void due() {
    handle(new Event.Tick());
  }

  private void controlReady() {
    byte[] bytes = new byte[CONTROL_BYTES];
    int length = kernel.read(control, bytes, 0, bytes.length);
    int unknown = 0;
    for (int i = 0; i < length && control >= 0; i++) {
      Event.Request request = Controls.decode(bytes[i], directory::signals);
      if (request != null) {
        handle(request);
      } else if (unknown++ == 0) {
        directory.warn("unknown command in " + CONTROL + ": byte " + (bytes[i] & 0xff));
      }
    }
    if (unknown > 1) {
      directory.warn("and " + (unknown - 1) + " more in " + CONTROL);
    }
  }

  private void readinessReady() {
    hear();
  }

  /** What it said before it died was said in time. */
  private void hearLastWords() {
    int heard = 1;
    int all = 0;
    while (readiness >= 0 && (heard > 0 || heard == -Errno.EINTR) && all < FIFO_BYTES_MAX) {
      heard = hear();
      all += Math.max(heard, 0);
    }
  }

  /**
   * @return how many bytes there were, 0 at the end, or −errno
   */
  private int hear() {
    byte[] bytes = new byte[READINESS_BYTES];
    int pid = service.pid();
    int length = kernel.read(readiness, bytes, 0, bytes.length);
    if (newlineIn(bytes, length)) {
      handle(new Event.Ready(pid));
    } else if (length == 0) {
      handle(new Event.ReadinessClosed(pid));
    }
    return length;
  }

  private static boolean newlineIn(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  // ---- the core -----------------------------------------------------------------------------

  /**
   * Lets the policy answer an event, and what comes back from its effects at once. Each event has
   * its own time: what one turn of the loop brings for a service has an order, and stamps tell it.
   */
  private void handle(Event event) {
    Event next = event;
    while (next != null) {
      Moment now = host.loop().clock();
      Service before = service;
      host.observer().service(before, next, now);
      next = apply(ServiceMachine.step(before, next, now));
      tellCharge(before);
    }
  }

  /** A state that is another object is another state: the core makes none anew for nothing. */
  @SuppressWarnings("ReferenceEquality")
  private void tellCharge(Service before) {
    if (before.state() != service.state() || before.wanted() != service.wanted()) {
      charge.moved(service);
    }
    boolean began = !(before.state() instanceof State.Up);
    if (began && service.state() instanceof State.Up(int pid, var readiness, _, _, _)) {
      if (readiness instanceof State.Readiness.Awaited && charge.saysWhenReady()) {
        charge.runs(pid, () -> handle(new Event.Ready(pid)));
      }
    }
  }

  /**
   * @return the kernel's answer to a start; no step asks for more than one
   */
  private Event.@Nullable Answer apply(Step step) {
    service = step.next();
    if (service.state() instanceof State.Gone) {
      closeControl(); // before x is told: who hears it finds nobody listening
    }
    host.loop().deadlines().set(this, service.deadline());
    Event.Answer answer = null;
    for (Effect effect : step.effects()) {
      Event.Answer one = perform(effect);
      answer = one == null ? answer : one;
    }
    announcer.announce();
    return answer;
  }

  private Event.@Nullable Answer perform(Effect effect) {
    switch (effect) {
      case Effect.Start _ -> {
        announcer.announce();
        return start();
      }
      case Effect.StartFinish(int waitStatus, int group) -> {
        announcer.announce();
        return startFinish(waitStatus, group);
      }
      case Effect.Signal(int pid, int signal, boolean group) -> signal(pid, signal, group);
      case Effect.WriteStatus(var status) -> announcer.status(status);
      case Effect.Notify(String events) -> announcer.events(events);
      case Effect.RecordDeath(long wallNanos, int waitStatus, int kept) ->
          directory.recordDeath(wallNanos, waitStatus, kept);
      case Effect.KeepDown(boolean down) -> directory.keepDown(down);
      case Effect.CloseReadiness _ -> closeReadiness();
      case Effect.DetachStdio _ -> streams.detach();
      case Effect.Warn(String text) -> directory.warn(text);
      case Effect.Release _ -> release();
    }
    return null;
  }

  private Event.Answer start() {
    charge.starts();
    Starter.Outcome outcome = host.starter().run(directory, name, streams, charge.launch());
    if (outcome instanceof Starter.Outcome.Running(int pid, int channel)) {
      host.children().add(pid, this);
      boolean watched = channel != Starter.NO_CHANNEL && watchReadiness(channel);
      return new Event.Started(pid, watched || charge.saysWhenReady());
    }
    return new Event.StartFailed(((Starter.Outcome.Failed) outcome).why());
  }

  private boolean watchReadiness(int channel) {
    int result = host.loop().watch(channel, true, this::readinessReady);
    if (result < 0) {
      directory.warn("cannot watch for readiness: " + Messages.why(result));
      kernel.close(channel);
      return false;
    }
    host.room().take(1);
    readiness = channel;
    readinessTicket = result;
    return true;
  }

  private Event.Answer startFinish(int waitStatus, int group) {
    return switch (host.starter()
        .finish(directory, name, streams, waitStatus, group, charge.finish())) {
      case Starter.Outcome.Failed(var why) ->
          new Event.FinishFailed(why == State.StartFailure.NOT_EXECUTABLE);
      case Starter.Outcome.Running(int pid, _) -> {
        host.children().add(pid, this);
        yield new Event.FinishStarted(pid);
      }
    };
  }

  private void signal(int pid, int signal, boolean group) {
    int result = group ? kernel.killGroup(pid, signal) : kernel.kill(pid, signal);
    if (result < 0 && result != -Errno.ESRCH) {
      directory.warn(
          "cannot send " + SignalNames.name(signal) + " to " + pid + ": " + Messages.why(result));
    }
  }

  private void closeReadiness() {
    charge.runsNoMore();
    if (readiness >= 0) {
      host.loop().unwatchAndClose(readinessTicket, readiness);
      host.room().giveBack(1);
      readiness = NONE;
    }
  }

  private void closeControl() {
    if (control >= 0) {
      host.loop().unwatchAndClose(controlTicket, control);
      control = NONE;
    }
  }

  private void release() {
    announcer.end();
    kernel.unlinkAt(directory.fd, Instance.FILE, 0);
    close();
    whenGone.run();
  }
}
