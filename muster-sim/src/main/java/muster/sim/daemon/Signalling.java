package muster.sim.daemon;

import java.util.Arrays;
import muster.kernel.Signals;
import muster.sim.Finding;
import muster.sim.kernel.FakeProcess;

/** Which signals a service may be sent, and which it must be. */
final class Signalling {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long LONG_AGO = Long.MIN_VALUE / 2;

  private final Site site;
  private final DaemonWorld world;
  private final long[] askedUntil = new long[Long.SIZE + 1];
  private final long[] sentAt = new long[Long.SIZE + 1];
  private long stopAskedAt = LONG_AGO;

  /** In the daemon's time; what kills before that was not asked to. */
  private long runKilledFrom = NEVER;

  private long finishKilledFrom = NEVER;

  Signalling(Site site) {
    this.site = site;
    this.world = site.world;
    Arrays.fill(askedUntil, LONG_AGO);
  }

  // ---- who asks -----------------------------------------------------------------------------

  void hear(char control) {
    switch (control) {
      case 'a' -> ask(Signals.ALRM);
      case 'b' -> ask(Signals.ABRT);
      case 'q' -> ask(Signals.QUIT);
      case 'h' -> ask(Signals.HUP);
      case 'k', 'K' -> ask(Signals.KILL);
      case 't' -> ask(Signals.TERM);
      case 'i' -> ask(Signals.INT);
      case '1' -> ask(Signals.USR1);
      case '2' -> ask(Signals.USR2);
      case 'y' -> ask(Signals.WINCH);
      case 'p', 'P' -> ask(Signals.STOP);
      case 'c', 'C' -> ask(Signals.CONT);
      case 'r' -> ask(site.files.downSignal);
      case 'l' -> ask(site.files.reloadSignal);
      case 'd', 'D' -> stop();
      default -> {}
    }
  }

  /** It is asked to stop, by people or by the scanner. */
  void stop() {
    ask(site.files.downSignal);
    ask(Signals.CONT);
    stopAskedAt = world.now();
    promiseKill();
    FakeProcess process = site.running();
    long after = site.files.killAfter;
    if (process != null && after > 0) {
      long version = site.version();
      long asked = world.now();
      world.expect(
          this,
          after + DaemonWorld.SEEN,
          () ->
              dead(process)
                  || sentAt[Signals.KILL] >= asked
                  || site.version() != version
                  || world.openFailedSince(asked),
          () -> site.name + ": pid " + process.pid + " outlives its timeout-kill");
    }
  }

  /** It may be stopped from now on, but need not be. */
  void mayStop() {
    allow(site.files.downSignal);
    allow(Signals.CONT);
    stopAskedAt = world.now();
    promiseKill();
  }

  /** What was asked just now may be understood by what the files say now. */
  void edited() {
    if (world.now() - stopAskedAt <= DaemonWorld.SEEN) {
      allow(site.files.downSignal);
      promiseKill();
    }
    if (site.askedLately()) {
      allow(site.files.downSignal);
      allow(site.files.reloadSignal);
    }
  }

  private void promiseKill() {
    if (site.files.killAfter > 0) {
      runKilledFrom = Math.min(runKilledFrom, world.boot() + site.files.killAfter);
    }
  }

  private void allow(int signal) {
    askedUntil[signal] = world.now() + DaemonWorld.SEEN;
  }

  private void ask(int signal) {
    allow(signal);
    FakeProcess process = site.running();
    if (process != null) {
      long asked = world.now();
      world.expect(
          this,
          DaemonWorld.SEEN,
          () ->
              dead(process)
                  || sentAt[signal] >= asked
                  || site.editedSince(asked)
                  || world.openFailedSince(asked),
          () -> site.name + ": pid " + process.pid + " was not sent signal " + signal);
    }
  }

  private boolean dead(FakeProcess process) {
    return !process.alive() || site.process != process;
  }

  // ---- what follows -------------------------------------------------------------------------

  void started() {
    Arrays.fill(sentAt, LONG_AGO);
    if (world.now() - stopAskedAt > DaemonWorld.SEEN) {
      runKilledFrom = NEVER;
    }
  }

  void finishStarted(FakeProcess finish) {
    Arrays.fill(sentAt, LONG_AGO);
    runKilledFrom = NEVER;
    finishKilledFrom = world.boot() + site.files.finishAfter;
    boolean unread = world.openFailedSince(world.now() - DaemonWorld.SEEN);
    world.expect(
        this,
        (unread ? Files.FINISH_STANDARD : site.files.finishAfter) + DaemonWorld.SEEN,
        () -> dead(finish) || sentAt[Signals.KILL] != LONG_AGO,
        () -> site.name + ": finish, pid " + finish.pid + ", outlives its timeout-finish");
  }

  /** What is sent when it cannot be read what is to be sent. */
  private int unread(int signal) {
    boolean unread = world.openFailedSince(world.now() - DaemonWorld.SEEN);
    if (unread && signal == Signals.TERM) {
      return site.files.downSignal;
    }
    return unread && signal == Files.RELOAD_STANDARD ? site.files.reloadSignal : signal;
  }

  void sent(int signal, boolean toRun) {
    boolean kills = signal == Signals.KILL || signal == Signals.CONT && !toRun;
    boolean timedOut = kills && world.boot() >= (toRun ? runKilledFrom : finishKilledFrom);
    boolean asked =
        toRun && world.now() <= Math.max(askedUntil[signal], askedUntil[unread(signal)]);
    if (!timedOut && !asked) {
      String to = toRun ? "run" : "finish";
      throw new Finding(this, site.name + ": nobody asked for signal " + signal + " to " + to);
    }
    sentAt[signal] = world.now();
  }
}
