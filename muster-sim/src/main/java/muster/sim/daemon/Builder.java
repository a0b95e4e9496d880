package muster.sim.daemon;

import muster.sim.kernel.Disk;
import muster.sim.kernel.Node;
import muster.sim.kernel.Program;

/** Makes service directories, with their programs. */
final class Builder {
  private static final String CATCH_ALL = "s6-svscan-log";

  private final DaemonWorld world;
  private final Lives lives;
  private final People people;
  private final Disk disk;
  private final long from;
  private final long until;
  private int number;

  /**
   * @param until from {@code from} up to then people do things to what is built
   */
  Builder(DaemonWorld world, Lives lives, People people, long from, long until) {
    this.world = world;
    this.lives = lives;
    this.people = people;
    this.disk = world.machine.disk;
    this.from = from;
    this.until = until;
  }

  /** A service, perhaps with a logger. */
  Site service(Node.Directory parent, String home) {
    Node.Directory directory = disk.directory(parent, home);
    boolean logged = world.chance.oneIn(3);
    Listing listing = new Listing(world, logged);
    String name = "s" + number;
    if (!logged) {
      Site plain = site(name, directory, Site.Role.PLAIN, listing);
      furnish(plain, lives.run(plain, null));
      return plain;
    }
    Site producer = site(name, directory, Site.Role.PRODUCER, listing);
    Node.Directory below = disk.directory(directory, "log");
    Site logger = site(name + "/log", below, Site.Role.LOGGER, listing);
    Pair pair = new Pair(producer, logger);
    world.pairs.add(pair);
    furnish(producer, lives.run(producer, pair));
    furnish(logger, lives.logger(pair));
    return producer;
  }

  /** The logger of what has none. */
  void catchAll() {
    world.coverage.trouble(Trouble.CATCH_ALL_LOGGER);
    Node.Directory directory = disk.directory(world.scan, CATCH_ALL);
    Listing listing = new Listing(world, false);
    listing.add(CATCH_ALL);
    Site site = site("all", directory, Site.Role.CATCH_ALL, listing);
    Node.Fifo fifo = disk.fifo(directory, "fifo");
    world.machine.standardOutput(fifo);
    run(site, lives.catchAll(fifo));
  }

  private Site site(String name, Node.Directory directory, Site.Role role, Listing listing) {
    Site site = new Site(world, name, directory, role, listing);
    world.sites.add(site);
    site.hearing.subscribe(number++);
    return site;
  }

  private void furnish(Site site, Program run) {
    if (site.role != Site.Role.LOGGER) {
      site.files.writeAll();
    }
    run(site, run);
    if (!world.chance.oneIn(4)) {
      disk.program(site.directory, "finish", lives.finish(site));
    }
    if (world.chance.oneIn(5)) {
      disk.file(site.directory, "down", "");
    }
    people.plan(site, Math.max(from, world.now()), until);
    if (world.chance.oneIn(4)) {
      world.machine.clock.at(
          world.chance.between(Math.max(from, world.now()), until), () -> breakRun(site, run));
    }
  }

  private void run(Site site, Program run) {
    if (!site.listing.isRemoved()) {
      disk.program(site.directory, "run", run);
      site.files.runs = true;
      site.edited();
    }
  }

  /** For a while there is no run that could be executed. */
  private void breakRun(Site site, Program run) {
    world.coverage.trouble(Trouble.RUN_CANNOT_BE_EXECUTED);
    disk.remove(site.directory, "run");
    site.files.runs = false;
    site.edited();
    world.machine.clock.at(until, () -> run(site, run));
  }
}
