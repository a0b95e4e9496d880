package muster.sim.daemon;

import muster.sim.Finding;

/** The daemon has the descriptors that it needs, and no more. */
final class Descriptors {
  private static final int SUPERVISION = 3;
  private static final int PIPE = 2;

  private final DaemonWorld world;
  private int base;

  Descriptors(DaemonWorld world) {
    this.world = world;
  }

  /** Nothing is supervised yet. */
  void begin() {
    base = world.machine.openDescriptors();
  }

  void judge() {
    int least = base;
    int most = base;
    for (Site site : world.sites) {
      if (site.supervised()) {
        least += SUPERVISION;
        most += SUPERVISION + (site.hearing.awaitsReadiness() ? 1 : 0);
      }
    }
    for (Pair pair : world.pairs) {
      least += pair.alwaysListed() ? PIPE : 0;
      most += pair.listed() || pair.supervised() ? PIPE : 0;
    }
    int open = world.machine.openDescriptors();
    if (open < least || open > most) {
      throw new Finding(
          this, "the daemon has " + open + " descriptors, not " + least + " to " + most);
    }
  }
}
