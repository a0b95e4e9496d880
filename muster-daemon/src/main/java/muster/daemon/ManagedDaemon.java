package muster.daemon;

import java.util.List;
import java.util.function.Supplier;
import muster.core.ScanEvent;
import muster.core.Scanner;
import muster.kernel.Kernel;
import muster.kernel.Signals;
import muster.plan.Findings;
import muster.plan.Plan;

/** {@code muster run}'s daemon: keeps a set of services, in the order that its plan says. */
public final class ManagedDaemon {
  private static final int[] ENDING = {Signals.TERM, Signals.INT, Signals.HUP, Signals.QUIT};

  /** The catch-all is on tmpfs: it is memory. */
  private static final int CATCH_ALL_KEEP = 4;

  private static final int CATCH_ALL_BYTES = 250_000;

  /** Before the end, for the disk: what is not written then is lost. */
  private static final long LOGS_MILLIS = 10_000;

  private final Host host;
  private final Scanning scanning;
  private final Managing managing;
  private final Logs logs;
  private final RuntimeDirectory run;

  private ManagedDaemon(
      Kernel kernel, Supplier<Kernel> kernels, Messages messages, RunOptions options) {
    Origin origin = new Origin(kernel, messages);
    CaughtSignals children = CaughtSignals.catching(kernel, messages, Signals.CHLD);
    CaughtSignals ending = CaughtSignals.catching(kernel, messages, ENDING);
    CaughtSignals scan = CaughtSignals.catching(kernel, messages, Signals.ALRM);
    run = RuntimeDirectory.take(kernel, options.run());
    run.linkLogs(options.log());
    Plan plan = run.plan();
    host = Host.of(kernel, messages, origin, Observer.NOBODY);
    LogTarget.Directory catchAll =
        new LogTarget.Directory(run.at("catch-all"), CATCH_ALL_KEEP, CATCH_ALL_BYTES);
    logs = Logs.start(kernel, kernels, catchAll, options.echo());
    messages.copyTo(logs::say);
    Surroundings surroundings = Surroundings.of(kernel, "/", origin.environment);
    managing = new Managing(host, run, plan, surroundings, logs, options);
    Leftovers.end(kernel, messages, origin.bootId, run);
    managing.prepare();
    StartupException.check(
        kernel.chdir(run.at(RuntimeDirectory.SERVICES)), "enter the directory of services");
    scanning =
        new Scanning(
            host, Math.max(plan.services().size(), Scanner.SERVICES_MAX_DEFAULT), managing);
    children.watch(host.loop(), _ -> host.children().reap());
    ending.watch(host.loop(), managing::end);
    scan.watch(host.loop(), signal -> scanning.note(new ScanEvent.Signal(signal)));
    scanning.openHome();
    scanning.settle();
    System.gc(); // the text of the plan is gone: some megabytes a thousand services
    managing.begin(options.up());
  }

  /**
   * Brings the set up, keeps it, and takes it down when told to.
   *
   * @param kernels makes one for each further thread
   * @return the exit code
   */
  public static int run(Kernel kernel, Supplier<Kernel> kernels, RunOptions options) {
    Origin.sanitizeStandardStreams(kernel);
    Messages messages = new Messages(kernel);
    try {
      ManagedDaemon daemon = new ManagedDaemon(kernel, kernels, messages, options);
      while (daemon.turn()) {
        // all is done in the turns
      }
      return daemon.finish();
    } catch (StartupException e) {
      messages.fatal(e.reason);
      return e.exitCode;
    }
  }

  /** The environment that services are to have, which is not the JVM's own. */
  public static List<String> environment(Kernel kernel) {
    return Origin.restored(kernel.environment());
  }

  /**
   * What would keep services from starting, before any is started. What the reader has found of
   * programs is found again, for the machine that it is for.
   */
  public static void check(Kernel kernel, Plan plan, Findings findings) {
    findings.forget("program");
    findings.forget("executable");
    Surroundings surroundings = Surroundings.of(kernel, "/", environment(kernel));
    Preflight preflight = new Preflight(kernel, surroundings, findings);
    plan.services().forEach(preflight::check);
  }

  /**
   * Settles, and then waits until something happens.
   *
   * @return false when it is over
   */
  private boolean turn() {
    managing.settle();
    if (managing.isOver() && scanning.phase() == Scanner.Phase.RUNNING) {
      scanning.note(new ScanEvent.Command((byte) 't')); // what others have put there, too
    }
    scanning.settle();
    if (scanning.isOver()) {
      return false;
    }
    if (managing.hasMore()) {
      host.loop().poll();
    } else {
      host.loop().turn();
    }
    return true;
  }

  private int finish() {
    if (!logs.end(LOGS_MILLIS)) {
      host.messages().warn("the logs could not be written in time: some lines are lost");
    }
    managing.close();
    run.keepExitCode(managing.exitCode());
    return managing.exitCode();
  }
}
