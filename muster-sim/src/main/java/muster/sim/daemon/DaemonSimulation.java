package muster.sim.daemon;

import java.util.List;
import muster.daemon.Daemon;
import muster.kernel.Signals;
import muster.sim.Finding;
import muster.sim.Outcome;
import muster.sim.kernel.FakeKernel;
import muster.sim.kernel.FakeProcess;
import muster.sim.kernel.Faults;
import muster.sim.kernel.SystemCall;

/**
 * One run of the daemon, from its start to its exit: a safety phase with faults, a liveness phase
 * without, and an end.
 */
public final class DaemonSimulation {
  private static final long SECOND = DaemonWorld.SECOND;
  private static final int SITES_MIN = 5;
  private static final int SITES_MORE = 3;
  private static final int SERVICES_MAX = 500;
  private static final long START = SECOND;
  private static final long PEOPLE_BEGIN = START + SECOND / 10;
  private static final long FAULTS_END = 60 * SECOND;
  private static final long LAST_WORDS = FAULTS_END + 20 * SECOND;

  /** Longer than the longest pause of the core, a minute, and all that can follow it. */
  private static final long JUDGEMENT = LAST_WORDS + 90 * SECOND;

  private static final long OVER = JUDGEMENT + 60 * SECOND;

  private final DaemonWorld world;
  private final Lives lives;
  private final People people;
  private final Scanning scanning;
  private final Builder builder;
  private final Landlord landlord;
  private final Ending ending;
  private final Descriptors descriptors;

  private DaemonSimulation(long seed, DaemonCoverage coverage, boolean traced) {
    world = DaemonWorld.random(seed, coverage, traced);
    people = new People(world);
    lives = new Lives(world, people);
    scanning = new Scanning(world);
    builder = new Builder(world, lives, people, PEOPLE_BEGIN, FAULTS_END);
    landlord = new Landlord(world, builder, scanning);
    ending = new Ending(world, scanning, lives);
    descriptors = new Descriptors(world);
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
      landlord.settle();
    }
    if (world.chance.oneIn(3)) {
      builder.catchAll();
    }
    world.machine.killLatency(_ -> lives.killLatency());
    world.machine.listen(new Witness(world, landlord::duringFinish));
    world.machine.clock.at(FAULTS_END, this::endFaults);
    world.machine.clock.at(LAST_WORDS, () -> world.sites.forEach(people::lastWord));
    world.machine.clock.at(JUDGEMENT, this::judge);
    world.machine.clock.at(OVER, this::notOver);
    landlord.plan(PEOPLE_BEGIN, FAULTS_END);
    scanning.plan(lives, PEOPLE_BEGIN, FAULTS_END);
    stepClocks();
    FakeKernel kernel =
        new FakeKernel(world.machine, new Beginning(), seed, List.of("scan"), List.of("PATH=/bin"));
    ending.judge(Daemon.scan(kernel, "/scan", SERVICES_MAX, world.coverage));
  }

  /** Calls fail from the first scan on: before that a failure ends the daemon, as it should. */
  private final class Beginning implements Faults {
    private final FailingCalls calls = new FailingCalls(world);
    private boolean begun;

    @Override
    public int error(SystemCall call, String path) {
      if (!begun && call == SystemCall.LIST && path.equals(".")) {
        begun = true;
        world.faults = true;
        descriptors.begin();
      }
      return calls.error(call, path);
    }

    @Override
    public long latency(SystemCall call) {
      return calls.latency(call);
    }
  }

  private void stepClocks() {
    for (int n = world.chance.below(4); n > 0; n--) {
      long at = world.chance.between(PEOPLE_BEGIN, FAULTS_END);
      long by = world.chance.latency(1_000_000 * SECOND);
      switch (world.chance.below(3)) {
        case 0 -> step(at, Trouble.WALL_CLOCK_FORWARD, () -> world.machine.clock.stepWall(by));
        case 1 -> step(at, Trouble.WALL_CLOCK_BACK, () -> world.machine.clock.stepWall(-by));
        default -> step(at, Trouble.SUSPENDED, () -> world.machine.clock.suspend(by));
      }
    }
  }

  private void step(long at, Trouble trouble, Runnable what) {
    world.coverage.trouble(trouble);
    world.machine.clock.at(
        at,
        () -> {
          world.say("-", trouble::name);
          what.run();
        });
  }

  // ---- the phases ---------------------------------------------------------------------------

  private void endFaults() {
    world.endFaults();
    for (Site site : world.sites) {
      if (!site.listing.isRemoved()) {
        site.files.repair();
        site.edited();
      }
      FakeProcess process = site.process;
      if (process == null || !process.alive()) {
        continue;
      }
      if (process.arguments.getFirst().equals("finish")) {
        process.exit(0);
      } else if (site.listing.isRemoved()) {
        process.receive(Signals.CONT); // there is no way to tell its supervisor
      }
    }
    landlord.lastLook();
  }

  private void judge() {
    world.say("-", () -> "judgement");
    world.sites.forEach(Site::judge);
    world.pairs.forEach(Pair::judge);
    descriptors.judge();
    ending.begin();
  }

  private void notOver() {
    throw new Finding(this, "the daemon was told to stop and does not");
  }
}
