package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import muster.core.Event;
import muster.core.RestartRule;
import muster.core.Service;
import muster.core.State;
import muster.core.manager.ManagerEvent;
import muster.core.manager.Notice;
import muster.core.wire.WaitStatus;
import muster.kernel.Signals;
import muster.plan.Definition;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Stop;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** A longrun of the plan: what stands between the manager and its supervision. */
final class ManagedService implements Charge {
  private final Managing managing;
  private final int node;
  private final Definition definition;
  private final Work.Longrun longrun;
  private final RestartRule rule;
  private final boolean keepsItsDirectory;
  private @Nullable Supervision supervision;
  private @Nullable NotifySocket socket;
  private Probe probe = Probe.NONE;
  private static final int NOBODY = 0;
  private static final int SIGKILL = 9;
  private static final long MICROS = 1000;

  /** Of the pattern that its log is watched for. */
  private long logToken;

  private boolean wantedUp;
  private int lastPid = NOBODY;

  ManagedService(Managing managing, int node, Definition definition, Work.Longrun longrun) {
    this.managing = managing;
    this.node = node;
    this.definition = definition;
    this.longrun = longrun;
    this.rule = RestartRule.of(longrun.restart());
    this.statusTexts = managing.statusTexts(this::tell);
    this.keepsItsDirectory = Site.keepsItsDirectory(definition);
  }

  Definition definition() {
    return definition;
  }

  // ---- what the manager asks ------------------------------------------------------------------

  void start() {
    Supervision present = supervision;
    if (present == null) {
      managing.notStarted(node, "it is not supervised; see the messages of the daemon");
      return;
    }
    String trouble = managing.prepare(definition);
    trouble = trouble == null ? openSocket() : trouble;
    if (trouble == null) {
      present.request(new Event.Up(false));
    } else {
      managing.notStarted(node, trouble);
    }
  }

  void stop() {
    request(present -> new Event.Down(false, present.signals()));
  }

  void kill() {
    request(_ -> new Event.Kill(Signals.KILL, true));
  }

  void hurry() {
    request(_ -> new Event.Hurry());
  }

  void reload() {
    request(present -> new Event.Kill(present.signals().reloadSignal(), false));
  }

  private interface Asking {
    Event.Request of(Supervision present);
  }

  private void request(Asking asking) {
    Supervision present = supervision;
    if (present != null) {
      present.request(asking.of(present));
    }
  }

  // ---- what its supervision asks --------------------------------------------------------------

  @Override
  public boolean startsDown() {
    return true;
  }

  @Override
  public RestartRule restartRule() {
    return rule;
  }

  @Override
  public boolean signalsGroup() {
    return longrun.stop().group();
  }

  @Override
  public Streams streams() {
    return managing.streams(definition);
  }

  @Override
  public @Nullable Launch launch() {
    if (keepsItsDirectory) {
      return null;
    }
    List<String> more = new ArrayList<>();
    if (socket != null) {
      more.add(NotifySocket.VARIABLE.concat("=").concat(path()));
    }
    if (longrun.readiness() instanceof Readiness.Notify(long millis) && millis != 0) {
      more.add("WATCHDOG_USEC=".concat(Long.toString(millis * MICROS))); // every process may say it
    }
    Launch launch = managing.launch(definition, longrun.run(), more);
    String processes = killsTree() ? managing.remnants.cgroup(node) : null;
    return processes == null ? launch : launch.in(processes);
  }

  @Override
  public @Nullable Launch finish() {
    return keepsItsDirectory || longrun.finish() == null
        ? null
        : managing.launch(definition, longrun.finish(), List.of());
  }

  @Override
  public boolean saysWhenReady() {
    return switch (longrun.readiness()) {
      case Readiness.Descriptor _ -> false;
      case Readiness.None _ -> !keepsItsDirectory;
      case Readiness.Notify _,
          Readiness.Tcp _,
          Readiness.Http _,
          Readiness.Exec _,
          Readiness.Log _,
          Readiness.File _ ->
          true;
    };
  }

  @Override
  public void begins(Supervision begun) {
    supervision = begun;
    managing.note(new ManagerEvent.Moved(node, begun.service()));
  }

  @Override
  public void starts() {
    if (longrun.readiness() instanceof Readiness.Log(String pattern)) {
      logToken = managing.logTidings.watch(definition, pattern, this::becameReady);
    }
  }

  private void becameReady() {
    Runnable ready = whenReady;
    if (ready != null) {
      ready.run();
    }
  }

  @Override
  public void runs(int pid, Runnable ready) {
    switch (longrun.readiness()) {
      case Readiness.None _ -> ready.run();
      case Readiness.Descriptor _ -> {}
      case Readiness.Notify _ -> {
        NotifySocket notify = socket;
        if (notify != null) {
          notify.listenTo(pid);
        }
        whenReady = ready;
      }
      case Readiness.Log _ -> whenReady = ready;
      case Readiness.Tcp _, Readiness.Http _, Readiness.Exec _, Readiness.File _ -> {
        probe = managing.probe(definition, longrun.readiness(), this::check, ready);
        probe.begin();
      }
    }
  }

  private int check(IntConsumer ended) {
    return longrun.readiness() instanceof Readiness.Exec(var command)
        ? managing.command(definition, command, "check", ended)
        : 0;
  }

  @Override
  public void runsNoMore() {
    probe.cancel();
    probe = Probe.NONE;
    whenReady = null;
    managing.logTidings.unwatch(definition, logToken);
  }

  @Override
  public void moved(Service service) {
    if (service.state() instanceof State.Gone) {
      supervision = null;
      NotifySocket notify = socket;
      if (notify != null) {
        notify.close();
        socket = null;
      }
    }
    boolean asked = wantedUp && !service.wanted().up();
    wantedUp = service.wanted().up();
    if (asked && service.state() instanceof State.Up) {
      runStopCommand();
    }
    if (service.state() instanceof State.Up(int pid, _, _, _, _)) {
      lastPid = pid;
    } else if (lastPid != NOBODY) {
      boolean killed = WaitStatus.signal(service.lastWaitStatus()) == SIGKILL;
      boolean groupToo = killed && longrun.stop().kill() == Stop.Kill.GROUP;
      sweep(lastPid, !service.wanted().up() && !groupToo);
      lastPid = NOBODY;
      statusTexts.forget();
      strangePid = NOBODY;
    }
    managing.note(new ManagerEvent.Moved(node, service));
  }

  private boolean killsTree() {
    return longrun.stop().kill() == Stop.Kill.TREE;
  }

  /** What its process has left behind. It leads a session and a group of its own number. */
  private void sweep(int pid, boolean stopped) {
    if (killsTree()) {
      managing.remnants.kill(definition, node, pid);
    } else if (stopped && !keepsItsDirectory) {
      managing.remnants.tell(definition, pid, longrun.stop().group());
    }
  }

  /** In place of its down signal, whoever it was that asked it to stop. */
  private void runStopCommand() {
    Program command = longrun.stop().command();
    if (command != null && managing.command(definition, command, "stop", _ -> {}) == 0) {
      request(present -> new Event.Kill(Signals.TERM, false));
    }
  }

  @Override
  public void troubled(String text) {
    managing.note(new ManagerEvent.Troubled(node, text));
  }

  // ---- sd_notify ------------------------------------------------------------------------------

  private @Nullable Runnable whenReady;
  private final StatusTexts statusTexts;

  /** A main process of which it was told that it is not supervised. */
  private int strangePid = NOBODY;

  private String path() {
    return managing.notifyPath(node);
  }

  private @Nullable String openSocket() {
    if (!(longrun.readiness() instanceof Readiness.Notify) || socket != null) {
      return null;
    }
    NotifySocket made = managing.notifySocket(path(), this::hear);
    int result = made.open();
    if (result < 0) {
      return "cannot make its NOTIFY_SOCKET: " + Messages.why(result);
    }
    socket = made;
    return null;
  }

  private void hear(Notice notice) {
    switch (notice) {
      case Notice.Ready _ -> {
        becameReady();
        tell(notice);
      }
      case Notice.Status status -> statusTexts.hear(status);
      case Notice.MainPid(int pid) -> {
        if (pid != lastPid && pid != strangePid) {
          strangePid = pid;
          managing.warn(
              definition,
              "it says that its main process is "
                  + pid
                  + "; the one that was started, "
                  + lastPid
                  + ", is supervised all the same");
        }
      }
      case Notice.Stopping _,
          Notice.Reloading _,
          Notice.Watchdog _,
          Notice.WatchdogTrigger _,
          Notice.WatchdogInterval _,
          Notice.Extend _ ->
          tell(notice);
    }
  }

  private void tell(Notice notice) {
    managing.note(new ManagerEvent.Heard(node, lastPid, notice));
  }
}
