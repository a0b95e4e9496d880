package muster.sim.daemon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.kernel.Signals;
import muster.sim.kernel.Disk;
import muster.sim.kernel.Node;

/** Hides, renames, removes and replaces service directories, and tells the scanner of it. */
final class Landlord {
  private static final long SECOND = DaemonWorld.SECOND;
  private static final int MOVES = 6;

  private final DaemonWorld world;
  private final Builder builder;
  private final Scanning scanning;
  private final Disk disk;
  private final Node.Directory store;
  private final Map<Site, String> homes = new LinkedHashMap<>();
  private final List<Site> linked = new ArrayList<>();
  private int names;

  Landlord(DaemonWorld world, Builder builder, Scanning scanning) {
    this.world = world;
    this.builder = builder;
    this.scanning = scanning;
    this.disk = world.machine.disk;
    this.store = disk.directory("/store");
  }

  // ---- new ones -----------------------------------------------------------------------------

  void settle() {
    settle(freshName());
  }

  private void settle(String entry) {
    boolean link = world.chance.oneIn(4);
    String home = link ? "store" + ++names : entry;
    Site site = builder.service(link ? store : world.scan, home);
    homes.put(site, home);
    if (link) {
      linked.add(site);
      disk.link(world.scan, entry, "/store/" + home);
    }
    site.listing.add(entry);
  }

  // ---- moves --------------------------------------------------------------------------------

  void plan(long from, long until) {
    for (int n = 0; n < MOVES; n++) {
      world.machine.clock.at(world.chance.between(from, until), this::move);
    }
    if (world.chance.oneIn(3)) {
      disk.link(world.scan, "dangling", "/nowhere");
      world.coverage.trouble(Trouble.LINK_TO_NOTHING);
      world.machine.clock.at(until, () -> disk.remove(world.scan, "dangling"));
    }
  }

  private void move() {
    List<Site> all = new ArrayList<>(homes.keySet());
    Site site = all.get(world.chance.below(all.size()));
    if (site.listing.isRemoved()) {
      return;
    }
    if (!site.listing.listed()) {
      bringBack(site);
      return;
    }
    switch (world.chance.below(6)) {
      case 0, 1 -> hide(site);
      case 2 -> rename(site);
      case 3 -> remove(site);
      case 4 -> replace(site);
      default -> nameTwice(site);
    }
    if (world.chance.oneIn(2)) {
      scanning.tell(world.chance.pick("a", "h", "an", "aN", "n"));
    }
  }

  private void hide(Site site) {
    trouble(Trouble.DIRECTORY_HIDDEN, site);
    if (!linked.contains(site)) {
      String hidden = "." + freshName();
      disk.rename(world.scan, home(site), hidden);
      homes.put(site, hidden);
    }
    forgetNames(site);
  }

  /** It vanishes, and is sent away twice, before its finish ends. */
  void duringFinish(Site site) {
    if (homes.containsKey(site)
        && site.listing.listed()
        && world.strikes(Trouble.DIRECTORY_HIDDEN_DURING_FINISH, 40)) {
      hide(site);
      scanning.tell("h");
      world.machine.clock.in(world.chance.latency(SECOND / 10), () -> scanning.tell("n"));
    }
  }

  private void bringBack(Site site) {
    trouble(Trouble.DIRECTORY_BACK, site);
    String entry = freshName();
    if (linked.contains(site)) {
      disk.link(world.scan, entry, "/store/" + home(site));
    } else {
      disk.rename(world.scan, home(site), entry);
      homes.put(site, entry);
    }
    site.listing.add(entry);
    scanning.moved(site);
    scanning.tell("a");
  }

  private void rename(Site site) {
    trouble(Trouble.DIRECTORY_RENAMED, site);
    String entry = freshName();
    String before = site.listing.names().iterator().next();
    disk.rename(world.scan, before, entry);
    if (!linked.contains(site)) {
      homes.put(site, entry);
    }
    site.listing.add(entry);
    site.listing.remove(before);
    scanning.moved(site);
  }

  private void remove(Site site) {
    trouble(Trouble.DIRECTORY_REMOVED, site);
    look(site);
    disk.remove(linked.contains(site) ? store : world.scan, home(site));
    site.listing.removed();
    for (Site each : world.sites) {
      if (each.listing == site.listing) {
        each.files.removed();
      }
    }
    forgetNames(site);
  }

  private void replace(Site site) {
    String entry = site.listing.names().iterator().next();
    if (world.chance.oneIn(2)) {
      hide(site);
    } else {
      remove(site);
    }
    trouble(Trouble.DIRECTORY_REPLACED, site);
    settle(entry);
  }

  private void nameTwice(Site site) {
    if (linked.contains(site)) {
      trouble(Trouble.DIRECTORY_NAMED_TWICE, site);
      String entry = freshName();
      disk.link(world.scan, entry, "/store/" + home(site));
      site.listing.add(entry);
    }
  }

  private void forgetNames(Site site) {
    look(site);
    for (String entry : List.copyOf(site.listing.names())) {
      if (linked.contains(site)) {
        disk.remove(world.scan, entry);
      }
      site.listing.remove(entry);
    }
    scanning.moved(site);
  }

  /** Who supervises it and its logger must be seen before they vanish. */
  private void look(Site site) {
    for (Site each : world.sites) {
      if (each.listing == site.listing) {
        each.look();
      }
    }
  }

  private String home(Site site) {
    String home = homes.get(site);
    if (home == null) {
      throw new IllegalStateException(site.name);
    }
    return home;
  }

  private String freshName() {
    return "n" + ++names;
  }

  private void trouble(Trouble trouble, Site site) {
    world.coverage.trouble(trouble);
    world.say(site.name, () -> trouble.name());
  }

  /** The faults end: the scanner sees how things are, and perhaps sends away what has vanished. */
  void lastLook() {
    if (world.chance.oneIn(6)) {
      scanning.signal(Signals.HUP);
    } else {
      scanning.tell(world.chance.pick("a", "h", "an", "aN", "hN"));
    }
  }
}
