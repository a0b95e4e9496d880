package muster.daemon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** The way from the manager's effects to services and back, and from people to the manager. */
final class Managing implements Charges {
  private static final int FAILED = 1;

  /** In place of an exit code. */
  private static final int RUNNING = -1;

  /** While one service starts after the other, people are told of several at once, so often. */
  private static final long TELL_PAUSE = 10 * Moment.MILLISECOND;

  /** What services leave behind. */
  final Remnants remnants;

  final LogTidings logTidings;

  private final Host host;
  private final RuntimeDirectory run;
  private final Plan plan;
  private final Manager manager;
  private final Surroundings surroundings;
  private final Logs logs;
  private final ServiceLogs serviceLogs;
  private final Commands commands;
  private final Oneshots oneshots;
  private final Probes probes;
  private final TraceFile trace;
  private final Requests requests;
  private final Map<String, ManagedService> byName = new LinkedHashMap<>();
  private final @Nullable ManagedService[] services;
  private final StartTimes times;
  private final String timesFile;
  private final Progress progress;

  /** Changes that people have not been told of yet. */
  private final List<TraceRecord.Changed> untold = new ArrayList<>();

  private long toldAt;

  private final Deadlines.Member timer =
      new Deadlines.Member() {
        @Override
        void due() {
          // each turn ends with settling
        }
      };

  /** The first request: to bring up what the daemon was started for. */
  private long bringUp;

  /** If not all of that comes up, everything ends. */
  private final boolean failing;

  private boolean failed;

  /** By somebody's signal. */
  private boolean toldToEnd;

  private int exitCode = RUNNING;

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
    this.remnants = new Remnants(host, run, plan);
    this.logTidings = new LogTidings(host, logs);
    this.timesFile = options.log().concat("/").concat(StartTimes.FILE);
    this.times = StartTimes.read(host.kernel(), timesFile);
    this.manager = new Manager(plan, times.of(plan));
    this.serviceLogs = new ServiceLogs(host, logs, run, options.log());
    this.commands = new Commands(host, surroundings);
    this.oneshots = new Oneshots(this, host, run, plan, commands);
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

  /** Everything is down, and the daemon ends. */
  void close() {
    remnants.close();
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
    logTidings.begin();
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
      case ManagerEffect.RunUp(int node) -> oneshots.run(node, "up");
      case ManagerEffect.RunDown(int node) -> oneshots.run(node, "down");
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
      case TraceRecord.Answered(_, long request, int code, String reason) -> {
        flush(); // who is answered may look why
        requests.answered(request, code, reason);
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
    if (!untold.isEmpty()) {
      host.messages().together(this::tellProgress);
      untold.clear();
    }
  }

  private void tellProgress() {
    for (TraceRecord.Changed changed : untold) {
      progress.tell(changed);
    }
  }

  // ---- what services need -------------------------------------------------------------------

  void notStarted(int node, String why) {
    note(new ManagerEvent.SpawnFailed(node, Launch.text(why)));
  }

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
}
