package muster.sim.daemon;

import java.util.LinkedHashSet;
import java.util.Set;

/** Under which names a service directory is in the scan directory, if under any. */
final class Listing {
  /** A scan that failed is made again three seconds later. */
  private static final long SCANNED_AGAIN = 5 * DaemonWorld.SECOND;

  private final DaemonWorld world;
  private final boolean logged;
  private final Set<String> names = new LinkedHashSet<>();
  private long unlistedSince;
  private long activeFrom;
  private boolean vanished;
  private boolean removed;

  /**
   * @param logged it has a logger: what vanished and is back may have to wait until both are gone
   */
  Listing(DaemonWorld world, boolean logged) {
    this.world = world;
    this.logged = logged;
  }

  /** In the order in which they were given. */
  Set<String> names() {
    return names;
  }

  void add(String name) {
    if (names.isEmpty()) {
      activeFrom = world.now() + SCANNED_AGAIN;
    }
    names.add(name);
  }

  void remove(String name) {
    names.remove(name);
    if (names.isEmpty()) {
      unlistedSince = world.now();
      vanished = true;
    }
  }

  /** The directory is gone for good. */
  void removed() {
    removed = true;
  }

  boolean isRemoved() {
    return removed;
  }

  boolean listed() {
    return !names.isEmpty();
  }

  /** Whether a scan can have found it just now. */
  boolean listedLately() {
    return listed() || world.now() - unlistedSince < DaemonWorld.SEEN;
  }

  /** Whether it ever had no name, so that a scan may have missed it. */
  boolean everVanished() {
    return vanished;
  }

  /** Whether the last scan may have missed it: a purge then sends it away. */
  boolean mayBePurged() {
    return !listed() || vanished && (logged || world.now() < activeFrom);
  }
}
