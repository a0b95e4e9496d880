package muster.sim.daemon;

import java.util.List;
import muster.daemon.Daemon;
import muster.kernel.Signals;
import muster.sim.Finding;
import muster.sim.Outcome;
import muster.sim.kernel.FakeKernel;
import muster.sim.kernel.FakeProcess;
import muster.sim.kernel.Node;

/**
 * One run of the daemon, from its start to its exit: a safety phase with faults, a liveness phase
 * without, and an orderly end.
 */
public final class DaemonSimulation {
  private static final long SECOND = DaemonWorld.SECOND;
  private static final int SITES_MIN = 5;
  private static final int SITES_MORE = 3;
  private static final int COMMANDS = 12;
  private static final long START = SECOND;
  private static final long FAULTS_BEGIN = START + SECOND / 10;
  private static final long FAULTS_END = 60 * SECOND;
  private static final long LAST_WORDS = FAULTS_END + 20 * SECOND;

  /** Longer than the longest pause of the core, a minute, and all that can follow it. */
  private static final long JUDGEMENT = LAST_WORDS + 90 * SECOND;

  private static final long OVER = JUDGEMENT + 60 * SECOND;

  private static final String[] WORDS = {
    "u", "u", "u", "d", "d", "o", "t", "r", "k", "p", "c", "O", "Q", "D", "U", "U", "x", "h", "i"
  };

  private final DaemonWorld world;
  private final Lives lives;

  private DaemonSimulation(long seed, DaemonCoverage coverage, boolean traced) {
    world = DaemonWorld.random(seed, coverage, traced);
    lives = new Lives(world);
  }

  /** Runs a seed; a failing one is run again for its trace. */
  public static Outcome run(long seed, DaemonCoverage coverage) {
    Outcome outcome = run(seed, coverage, false);
    return outcome.good() ? outcome : run(seed, new DaemonCoverage(), true);
  }

  /** Runs a seed, with its trace when that is wanted. */
  public static Outcome run(long seed, DaemonCoverage coverage, boolean traced) {
    DaemonSimulation simulation = new DaemonSimulation(seed, coverage, traced);
    String finding = null;
    try {
      simulation.run(seed);
    } catch (Finding found) {
      finding = found.getMessage();
    } catch (RuntimeException | AssertionError thrown) {
      finding = "NothingThrows: " + thrown + " at " + thrown.getStackTrace()[0];
    }
    return new Outcome(seed, simulation.world.events, finding, simulation.world.trace.toString());
  }

  private void run(long seed) {
    int count = SITES_MIN + world.chance.below(SITES_MORE);
    for (int number = 0; number < count; number++) {
      site(number);
    }
    world.machine.killLatency(_ -> lives.killLatency());
    world.machine.listen(new Witness(world));
    world.machine.clock.at(FAULTS_BEGIN, () -> world.faults = true);
    world.machine.clock.at(FAULTS_END, this::endFaults);
    world.machine.clock.at(LAST_WORDS, () -> world.sites.forEach(this::lastWord));
    world.machine.clock.at(JUDGEMENT, this::judge);
    world.machine.clock.at(OVER, this::notOver);
    troubleTheScanner();
    FakeKernel kernel =
        new FakeKernel(
            world.machine, new FailingCalls(world), seed, List.of("scan"), List.of("PATH=/bin"));
    int code = Daemon.scan(kernel, "/scan", 500);
    if (code != 0) {
      throw new Finding(this, "the daemon exits with " + code + ":\n" + world.machine.messages());
    }
    for (FakeProcess process : world.machine.processes()) {
      if (process.alive()) {
        throw new Finding(this, "the daemon has gone and left pid " + process.pid);
      }
    }
  }

  // ---- the world ----------------------------------------------------------------------------

  private void site(int number) {
    Site site = new Site(world, "s" + number);
    world.sites.add(site);
    boolean notifies = world.chance.oneIn(2);
    write(site.directory, "notification-fd", notifies ? "3\n" : "");
    world.machine.disk.program(site.directory, "run", lives.run(notifies));
    if (!world.chance.oneIn(4)) {
      world.machine.disk.program(site.directory, "finish", lives.finish());
    }
    write(site.directory, "timeout-kill", world.chance.pick("", "500\n", "3000\n"));
    write(site.directory, "timeout-finish", world.chance.pick("", "300\n", "2000\n"));
    write(site.directory, "max-death-tally", world.chance.pick("", "0\n", "3\n"));
    if (world.chance.oneIn(5)) {
      world.machine.disk.file(site.directory, "down", "");
    }
    if (world.chance.oneIn(3)) {
      Node.Directory log = world.machine.disk.directory(site.path + "/log");
      world.machine.disk.program(log, "run", lives.logger());
    }
    site.subscribe(number);
    for (int n = 0; n < COMMANDS; n++) {
      String words = words();
      world.machine.clock.at(
          world.chance.between(FAULTS_BEGIN, FAULTS_END), () -> site.send(words));
    }
    if (world.chance.oneIn(4)) {
      breakRun(site, notifies);
    }
  }

  private void write(Node.Directory directory, String file, String content) {
    if (!content.isEmpty()) {
      world.machine.disk.file(directory, file, content);
    }
  }

  private String words() {
    StringBuilder words = new StringBuilder(world.chance.pick(WORDS));
    while (world.chance.oneIn(5)) {
      words.append(world.chance.pick(WORDS));
    }
    if (words.length() > 1) {
      world.coverage.trouble(Trouble.COMMANDS_AT_ONCE);
    }
    return words.toString();
  }

  /** For a while there is no run that could be executed. */
  private void breakRun(Site site, boolean notifies) {
    long from = world.chance.between(FAULTS_BEGIN, FAULTS_END);
    world.coverage.trouble(Trouble.RUN_CANNOT_BE_EXECUTED);
    world.machine.clock.at(from, () -> world.machine.disk.remove(site.directory, "run"));
    world.machine.clock.at(
        FAULTS_END, () -> world.machine.disk.program(site.directory, "run", lives.run(notifies)));
  }

  private void troubleTheScanner() {
    for (int n = 0; n < 4; n++) {
      long at = world.chance.between(FAULTS_BEGIN, FAULTS_END);
      if (world.chance.oneIn(2)) {
        world.coverage.trouble(Trouble.WALL_CLOCK_STEPPED);
        long by = world.chance.between(-1_000_000, 1_000_000) * SECOND;
        world.machine.clock.at(at, () -> world.machine.clock.stepWall(by));
      } else {
        world.coverage.trouble(Trouble.RESCAN);
        boolean signal = world.chance.oneIn(2);
        world.machine.clock.at(at, () -> rescan(signal));
      }
    }
  }

  private void rescan(boolean signal) {
    if (signal) {
      world.machine.raise(Signals.ALRM);
    } else {
      command("a");
    }
  }

  private void command(String controls) {
    if (world.machine.disk.at("/scan/.s6-svscan/control") instanceof Node.Fifo fifo) {
      world.machine.send(fifo, controls);
    }
  }

  // ---- the phases ---------------------------------------------------------------------------

  private void endFaults() {
    world.faults = false;
    world.say("-", () -> "the faults end");
    command("a");
    for (Site site : world.sites) {
      FakeProcess process = site.process;
      if (process != null && process.alive() && process.arguments.getFirst().equals("finish")) {
        process.exit(0);
      }
    }
  }

  private void lastWord(Site site) {
    if (!site.send(world.chance.pick("u", "cu", "d", "cd"))) {
      world.machine.clock.in(SECOND, () -> lastWord(site));
    }
  }

  private void judge() {
    world.say("-", () -> "judgement");
    world.sites.forEach(Site::judge);
    world.machine.raise(world.chance.pick(Signals.TERM, Signals.QUIT));
    world.sites.forEach(site -> site.send("c"));
  }

  private void notOver() {
    throw new Finding(this, "the daemon was told to stop and does not");
  }
}
