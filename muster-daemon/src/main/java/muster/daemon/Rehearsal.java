package muster.daemon;

import java.util.List;
import muster.core.DeathRule;
import muster.core.Event;
import muster.core.Moment;
import muster.core.ScanEvent;
import muster.core.Scanner;
import muster.core.Service;
import muster.core.ServiceMachine;
import muster.core.SignalRule;
import muster.core.manager.Manager;
import muster.core.manager.ManagerEvent;
import muster.core.trace.TraceRecord.Verb;
import muster.plan.Definition;
import muster.plan.Plan;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Restart;
import muster.plan.Stop;
import muster.plan.Work;
import muster.plan.graph.Graph;

/**
 * The core's way from a directory to a running service and back, gone once for nothing. The JVM
 * links each switch over a sealed type where it is first come by, which takes a millisecond or two,
 * and no AOT cache spares that. The core is pure, so another thread may go ahead while the main one
 * links libc; who comes second finds it done.
 */
public final class Rehearsal {
  private static final Moment NOW = new Moment(0, 0);
  private static final int PID = 2;

  private Rehearsal() {}

  /** Begins what a scan directory needs, in a thread that ends by itself. */
  public static void ofScan() {
    begin(() -> {
      Service up = start();
      playScanner();
      stop(up);
    });
  }

  /** Begins what the manager needs, too. */
  public static void ofManager() {
    begin(() -> {
      Service up = start();
      playScanner();
      playManager(up);
      stop(up);
    });
  }

  private static void begin(Runnable play) {
    Thread thread = new Thread(play, "rehearsal");
    thread.setDaemon(true);
    thread.start();
  }

  private static void playScanner() {
    Scanner scanner = new Scanner(Scanner.SERVICES_MAX_DEFAULT);
    scanner.settle(NOW);
    var directory = new ScanEvent.Found.Directory("x", new ScanEvent.Identity(0, 0), false);
    scanner.on(new ScanEvent.Scanned(List.of(directory)), NOW);
    scanner.settle(NOW);
  }

  private static Service start() {
    Service service = Service.fresh(true, NOW);
    service.status();
    service = ServiceMachine.begin(service).next();
    service = ServiceMachine.step(service, new Event.Tick(), NOW).next();
    service = ServiceMachine.step(service, new Event.Started(PID, true), NOW).next();
    return ServiceMachine.step(service, new Event.Ready(PID), NOW).next();
  }

  private static void stop(Service up) {
    Service service =
        ServiceMachine.step(up, new Event.Down(false, SignalRule.DEFAULT), NOW).next();
    service = ServiceMachine.step(service, new Event.Died(PID, 0, DeathRule.DEFAULT), NOW).next();
    ServiceMachine.step(service, new Event.FinishFailed(true), NOW);
  }

  /** A set of one, which comes up and goes down. */
  private static void playManager(Service up) {
    Program program = new Program.Script("");
    Definition definition =
        new Definition(
            "x",
            Position.of(""),
            new Work.Longrun(program, null, 0, new Readiness.Descriptor(3), Restart.S6, Stop.S6),
            List.of(),
            muster.plan.Settings.NONE);
    Graph graph = Graph.of(1, new int[0], new int[0]);
    Plan plan = new Plan(List.of(definition), List.of(), List.of(), graph);
    Manager manager = new Manager(plan, new long[] {1});
    manager.on(new ManagerEvent.Asked(1, Verb.START, List.of(0), 0, 0), NOW);
    manager.settle(NOW);
    manager.on(new ManagerEvent.Moved(0, up), NOW);
    manager.settle(NOW);
    manager.on(new ManagerEvent.Asked(2, Verb.STOP, List.of(0), 0, 0), NOW);
    manager.settle(NOW);
  }
}
