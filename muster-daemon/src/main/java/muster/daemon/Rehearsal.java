package muster.daemon;

import java.util.List;
import muster.core.Event;
import muster.core.Moment;
import muster.core.ScanEvent;
import muster.core.Scanner;
import muster.core.Service;
import muster.core.ServiceMachine;

/**
 * The core's way from a directory to a running service, gone once for nothing. The JVM links each
 * switch over a sealed type where it is first come by, which takes a millisecond or two, and no AOT
 * cache spares that. The core is pure, so another thread may go ahead while the main one links
 * libc; who comes second finds it done.
 */
public final class Rehearsal {
  private static final Moment NOW = new Moment(0, 0);
  private static final int PID = 2;

  private Rehearsal() {}

  /** Begins, in a thread that ends by itself. */
  public static void begin() {
    Thread thread = new Thread(Rehearsal::play, "rehearsal");
    thread.setDaemon(true);
    thread.start();
  }

  private static void play() {
    playService();
    playScanner();
  }

  private static void playScanner() {
    Scanner scanner = new Scanner(Scanner.SERVICES_MAX_DEFAULT);
    scanner.settle(NOW);
    var directory = new ScanEvent.Found.Directory("x", new ScanEvent.Identity(0, 0), false);
    scanner.on(new ScanEvent.Scanned(List.of(directory)), NOW);
    scanner.settle(NOW);
  }

  private static void playService() {
    Service service = Service.fresh(true, NOW);
    service.status();
    service = ServiceMachine.begin(service).next();
    service = ServiceMachine.step(service, new Event.Tick(), NOW).next();
    ServiceMachine.step(service, new Event.Started(PID, false), NOW);
  }
}
