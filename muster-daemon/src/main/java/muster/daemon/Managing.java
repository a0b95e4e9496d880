package muster.daemon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import muster.core.Moment;
import muster.core.manager.Manager;
import muster.core.manager.ManagerEffect;
import muster.core.manager.ManagerEvent;
import muster.core.manager.Notice;
import muster.core.trace.TraceRecord;
import muster.core.trace.TraceRecord.Verb;
import muster.core.wire.Instance;
import muster.kernel.Errno;
import muster.kernel.Signals;
import muster.plan.Checks;
import muster.plan.Definition;
import muster.plan.Plan;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Stop;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** The way from the manager's effects to services and back, and from people to the manager. */
final class Managing implements Charges {
  private final Host host;
  private final RuntimeDirectory run;
  private final Plan plan;
  private final Manager manager;
  private final Surroundings surroundings;
  private final Logs logs;
  private final ServiceLogs serviceLogs;
  private final Commands commands;
  private final Probes probes;
  private final TraceFile trace;
  private final Requests requests;
  private final Map<String, ManagedService> byName = new LinkedHashMap<>();
  private final @Nullable ManagedService[] services;
  private final Map<Long, Runnable> watchers = new LinkedHashMap<>();
  private long lastToken;
  private final StartTimes times;
  private final String timesFile;
  private final Progress progress;

  /** Null where there are none, or nobody has use for them. */
  private final @Nullable Cgroups cgroups;

  /** While one service starts after the other, people are told of several at once, so often. */
  private static final long TELL_PAUSE = 10 * Moment.MILLISECOND;

  private long toldAt;

  /** Changes that people have not been told of yet. */
  private final List<TraceRecord.Changed> untold = new ArrayList<>();

  private final boolean failing;

  /** The first request: to bring up what the daemon was started for. */
  private long bringUp;

  private final Deadlines.Member timer =
      new Deadlines.Member() {
        @Override
        void due() {
          // each turn ends with settling
        }
      };
  private int exitCode = RUNNING;

  private boolean failed;

  /** By somebody's signal. */
  private boolean toldToEnd;

  private static final int FAILED = 1;

  /** In place of an exit code. */
  private static final int RUNNING = -1;

  Managing(
      Host host,
      RuntimeDirectory run,
      Plan plan,
      Surroundings surroundings,
      Logs logs,
      RunOptions options) {
    this.host = host;
    this.run = run;
    this.plan = plan;
    this.surroundings = surroundings;
    this.logs = logs;
    this.progress = new Progress(host.loop(), host.messages());
    this.failing = options.failing();
    this.cgroups = killsTrees(plan) ? Cgroups.open(host.kernel(), run.fd) : null;
    this.timesFile = options.log().concat("/").concat(StartTimes.FILE);
    this.times = StartTimes.read(host.kernel(), timesFile);
    this.manager = new Manager(plan, times.of(plan));
    this.serviceLogs = new ServiceLogs(host, logs, run, options.log());
    this.commands = new Commands(host, surroundings);
    this.probes = new Probes(host.kernel(), host.loop());
    this.trace = new TraceFile(host.kernel(), host.messages(), run);
    this.requests = new Requests(host, run, names(plan));
    this.services = new ManagedService[plan.services().size()];
    for (int node = 0; node < services.length; node++) {
      Definition definition = plan.services().get(node);
      if (definition.work() instanceof Work.Longrun longrun) {
        ManagedService service = new ManagedService(this, node, definition, longrun);
        services[node] = service;
        byName.put(Launch.bytes(definition.name()), service);
      }
    }
  }

  private static boolean killsTrees(Plan plan) {
    for (Definition service : plan.services()) {
      if (service.work() instanceof Work.Longrun longrun
          && longrun.stop().kill() == Stop.Kill.TREE) {
        return true;
      }
    }
    return false;
  }

  /** Everything is down, and the daemon ends. */
  void close() {
    if (cgroups != null) {
      cgroups.close();
    }
  }

  private static Map<String, List<Integer>> names(Plan plan) {
    Map<String, List<Integer>> names = new LinkedHashMap<>();
    for (int node = 0; node < plan.services().size(); node++) {
      names.put(plan.name(node), List.of(node));
    }
    plan.bundles().forEach(bundle -> names.put(bundle.definition().name(), bundle.members()));
    return names;
  }

  // ---- beginning ----------------------------------------------------------------------------

  /** Makes what services need before the first of them is supervised. */
  void prepare() {
    serviceLogs.connect(plan);
    Site site = new Site(host.kernel(), surroundings);
    for (ManagedService service : byName.values()) {
      Definition definition = service.definition();
      String path =
          run.at(RuntimeDirectory.SERVICES).concat("/").concat(Launch.bytes(definition.name()));
      String trouble = site.make(definition, (Work.Longrun) definition.work(), path);
      if (trouble != null) {
        host.messages().warn(Launch.bytes(definition.name()) + ": " + trouble);
      }
    }
    requests.open(host.loop(), this);
    StartupException.check(
        host.loop().watch(logs.newsFd(), false, this::hearLogs), "watch the log loop");
  }

  /** Everybody is supervised: the first request. */
  void begin(List<String> up) {
    trace.add(
        new TraceRecord.Began(host.loop().clock(), host.kernel().getpid(), host.origin().bootId));
    Map<String, List<Integer>> names = names(plan);
    List<Integer> nodes = new ArrayList<>();
    for (String name : up.isEmpty() ? standard(names) : up) {
      nodes.addAll(names.getOrDefault(Launch.text(name), List.of()));
    }
    ManagerEvent.Asked start = requests.own(Verb.START, nodes);
    bringUp = start.request();
    note(start);
  }

  /** Not all of what the daemon was started for has come up. */
  private void partlyUp() {
    if (failing && !manager.ending()) {
      failed = true;
      end();
    } else if (!manager.ending()) {
      host.messages().warn("not everything is up: see muster status, and muster why NAME");
    }
  }

  private static List<String> standard(Map<String, List<Integer>> names) {
    return names.containsKey(Checks.DEFAULT)
        ? List.of(Checks.DEFAULT)
        : List.copyOf(names.keySet());
  }

  /**
   * A signal says that everything is to end. Who says it a second time does not want to wait; a
   * terminal that is closed says it as well, and is nobody.
   */
  void end(int signal) {
    boolean said = signal == Signals.TERM || signal == Signals.INT;
    if (said && toldToEnd) {
      progress.hurry();
      note(requests.own(Verb.HURRY, List.of()));
    } else {
      end();
    }
    toldToEnd |= said;
  }

  /** Everything is stopped in order, and then it is over. */
  void end() {
    note(requests.own(Verb.END, List.of()));
  }

  @Override
  public Charge of(String name) {
    ManagedService service = byName.get(name);
    return service == null ? Charge.NOBODYS : service;
  }

  // ---- the core -----------------------------------------------------------------------------

  void note(ManagerEvent event) {
    manager.on(event, host.loop().clock());
  }

  /** Does what is to be done; at most one service is started. */
  void settle() {
    Moment now = host.loop().clock();
    for (ManagerEffect effect : manager.settle(now)) {
      perform(effect);
    }
    if (!manager.hasMore() || now.nanos() - toldAt >= TELL_PAUSE) {
      toldAt = now.nanos();
      flush();
    }
    host.loop().deadlines().set(timer, manager.deadline());
  }

  /** Whether there is more to do as soon as what has happened meanwhile was looked at. */
  boolean hasMore() {
    return manager.hasMore();
  }

  boolean isOver() {
    return exitCode != RUNNING;
  }

  int exitCode() {
    return exitCode;
  }

  private void perform(ManagerEffect effect) {
    switch (effect) {
      case ManagerEffect.Start(int node) -> service(node).start();
      case ManagerEffect.Stop(int node) -> service(node).stop();
      case ManagerEffect.Kill(int node) -> service(node).kill();
      case ManagerEffect.Hurry(int node) -> service(node).hurry();
      case ManagerEffect.Reload(int node) -> service(node).reload();
      case ManagerEffect.RunUp(int node) -> oneshot(node, "up");
      case ManagerEffect.RunDown(int node) -> oneshot(node, "down");
      case ManagerEffect.Signal(int node, int pid, int signal) -> signal(node, pid, signal);
      case ManagerEffect.Tell(TraceRecord record) -> tell(record);
      case ManagerEffect.Finish(int code) -> exitCode = code == 0 && failed ? FAILED : code;
    }
  }

  private ManagedService service(int node) {
    ManagedService service = services[node];
    if (service == null) {
      throw new IllegalStateException("no longrun: " + plan.name(node));
    }
    return service;
  }

  private void signal(int node, int pid, int signal) {
    int result = host.kernel().killGroup(pid, signal);
    if (result < 0 && result != -Errno.ESRCH) {
      host.messages()
          .warn(
              Launch.bytes(plan.name(node))
                  + ": cannot send "
                  + SignalNames.name(signal)
                  + " to "
                  + pid
                  + ": "
                  + Messages.why(result));
    }
  }

  private void tell(TraceRecord record) {
    trace.add(record);
    switch (record) {
      case TraceRecord.Answered(_, long request, int code) -> {
        flush(); // who is answered may look why
        requests.answered(request, code);
        times.takeChanges().ifPresent(bytes -> logs.keep(timesFile, bytes));
        if (request == bringUp && code != 0) {
          partlyUp();
        }
      }
      case TraceRecord.Changed changed -> {
        times.note(changed);
        untold.add(changed);
      }
      case TraceRecord.Began _, TraceRecord.Asked _ -> {}
    }
  }

  /** The trace first: who sees a message finds there what it is about. */
  private void flush() {
    trace.flush();
    host.messages().hold();
    for (TraceRecord.Changed changed : untold) {
      progress.tell(changed);
    }
    host.messages().release();
    untold.clear();
  }

  // ---- oneshots -----------------------------------------------------------------------------

  private void oneshot(int node, String kind) {
    Definition definition = plan.services().get(node);
    if (!(definition.work() instanceof Work.Oneshot(Program up, Program down, _))) {
      throw new IllegalStateException("no oneshot: " + plan.name(node));
    }
    Program program = kind.equals("up") ? up : down;
    String trouble = prepare(definition);
    if (program == null || trouble != null) {
      notStarted(node, String.valueOf(trouble));
      return;
    }
    String path = RuntimeDirectory.ONESHOTS.concat("/").concat(Launch.bytes(definition.name()));
    InstanceRecord record =
        InstanceRecord.begin(host.kernel(), run.fd, path, host.origin().intent(kind));
    if (record.error() < 0) {
      notStarted(node, "cannot write " + run.at(path) + ": " + Messages.why(record.error()));
      return;
    }
    int[] pid = {0};
    Commands.Outcome outcome =
        commands.start(
            definition,
            program,
            streams(definition),
            record.intent(),
            waitStatus -> {
              host.kernel().unlinkAt(run.fd, path, 0);
              note(new ManagerEvent.Ended(node, pid[0], waitStatus));
            });
    switch (outcome) {
      case Commands.Outcome.Running(int started) -> {
        pid[0] = started;
        record.started(started);
        note(new ManagerEvent.Spawned(node, started));
      }
      case Commands.Outcome.Failed(String why) -> {
        record.failed();
        host.kernel().unlinkAt(run.fd, path, 0);
        notStarted(node, why);
      }
    }
  }

  void notStarted(int node, String why) {
    note(new ManagerEvent.SpawnFailed(node, Launch.text(why)));
  }

  // ---- what services need -------------------------------------------------------------------

  /**
   * @param variables what it has in its environment whatever its settings say
   */
  Launch launch(Definition service, Program program, List<String> variables) {
    EnvironmentFiles files = EnvironmentFiles.read(host.kernel(), service.settings(), surroundings);
    return Launch.of(service, program, List.of(), files, variables, surroundings);
  }

  Streams streams(Definition service) {
    return serviceLogs.of(service);
  }

  /** Before a start. @return what went wrong, or null */
  @Nullable String prepare(Definition service) {
    return serviceLogs.begin(service);
  }

  /** By number: a socket's path has at most 107 bytes, a name up to 251. */
  String notifyPath(int node) {
    return run.at(RuntimeDirectory.NOTIFY).concat("/").concat(Integer.toString(node));
  }

  NotifySocket notifySocket(String path, Consumer<Notice> listener) {
    return new NotifySocket(host.kernel(), host.loop(), path, listener);
  }

  StatusTexts statusTexts(Consumer<Notice.Status> listener) {
    return new StatusTexts(host.loop(), listener);
  }

  void warn(Definition service, String text) {
    host.messages().warn(Launch.bytes(service.name()) + ": " + text);
  }

  Probe probe(Definition service, Readiness readiness, ExecProbe.Check check, Runnable ready) {
    String directory = Launch.directory(service.settings(), surroundings);
    return probes.of(readiness, directory, check, ready);
  }

  /** Starts a command that has to do with a service. @return its pid, or 0 after a warning */
  int command(Definition service, Program command, String kind, IntConsumer ended) {
    Instance intent = host.origin().intent(kind);
    return switch (commands.start(service, command, streams(service), intent, ended)) {
      case Commands.Outcome.Running(int pid) -> pid;
      case Commands.Outcome.Failed(String why) -> {
        host.messages().warn(Launch.bytes(service.name()) + ": " + why);
        yield 0;
      }
    };
  }

  // ---- what services leave behind -------------------------------------------------------------

  /** Where a service is to write itself so that all that it starts can be killed; or null. */
  @Nullable String cgroup(int node) {
    return cgroups == null ? null : cgroups.make(node);
  }

  /** By its cgroup, where it has one; by its session, from which a process can get away. */
  void killTree(Definition service, int node, int leader) {
    Set<Integer> left = new LinkedHashSet<>();
    if (cgroups != null) {
      left.addAll(cgroups.kill(node));
    }
    for (int pid : Processes.inSession(host.kernel(), leader)) {
      host.kernel().kill(pid, Signals.KILL);
      left.add(pid);
    }
    if (left.isEmpty()) {
      return;
    }
    host.messages()
        .warn(Launch.bytes(service.name()) + ": killed what it left behind: " + processes(left));
  }

  /**
   * @param signalled all of them were just told to end: they have a moment for it
   */
  void tellSurvivors(Definition service, int group, boolean signalled) {
    if (!signalled) {
      tellSurvivors(service, group);
      return;
    }
    Deadlines.Member later =
        new Deadlines.Member() {
          @Override
          void due() {
            tellSurvivors(service, group);
          }
        };
    host.loop().deadlines().set(later, host.loop().clock().plus(Moment.SECOND));
  }

  private void tellSurvivors(Definition service, int group) {
    if (host.kernel().killGroup(group, 0) == 0) {
      host.messages()
          .warn(
              Launch.bytes(service.name())
                  + " is down, and processes of its group live on: "
                  + processes(Processes.inSession(host.kernel(), group))
                  + "; see stop.kill");
    }
  }

  private static String processes(Collection<Integer> pids) {
    StringBuilder text = new StringBuilder(pids.size() == 1 ? "process" : "processes");
    pids.forEach(pid -> text.append(' ').append(pid));
    return text.toString();
  }

  // ---- readiness by log line ----------------------------------------------------------------

  /**
   * @return a token for {@link #unwatchLog}
   */
  long watchLog(Definition service, String pattern, Runnable ready) {
    long token = ++lastToken;
    watchers.put(token, ready);
    logs.watch(service.name(), token, Launch.bytes(pattern));
    return token;
  }

  void unwatchLog(Definition service, long token) {
    if (watchers.remove(token) != null) {
      logs.unwatch(service.name(), token);
    }
  }

  private void hearLogs() {
    for (LogNews news : logs.news()) {
      switch (news) {
        case LogNews.Matched(_, long token) -> {
          Runnable ready = watchers.remove(token);
          if (ready != null) {
            ready.run();
          }
        }
        case LogNews.Trouble(String service, String text) ->
            host.messages().warn(Launch.bytes(service) + ": " + text);
        case LogNews.Hopeless(_, String text) -> // the keeper starts another daemon
            throw new StartupException(
                StartupException.SYSTEM, "cannot log any more: " + Launch.bytes(text));
        case LogNews.Mended(String service, String text) ->
            host.messages().info(Launch.bytes(service) + ": " + text);
      }
    }
  }
}
