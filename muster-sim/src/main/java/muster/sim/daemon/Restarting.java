package muster.sim.daemon;

import muster.sim.Finding;

/** When a service starts by itself: neither too early nor too late, whatever the clocks do. */
final class Restarting {
  private static final long PAUSE = DaemonWorld.SECOND;
  private static final long LONG_AGO = Long.MIN_VALUE / 2;

  private final Site site;
  private final DaemonWorld world;
  private long askedAt = LONG_AGO;
  private long saidReadyAt = LONG_AGO;

  /** In the daemon's time; it is down, or ready, a bit later at the earliest. */
  private long notBefore = LONG_AGO;

  private long startedAt = LONG_AGO;
  private long diedAt = LONG_AGO;

  Restarting(Site site) {
    this.site = site;
    this.world = site.world;
  }

  void hear(char control) {
    if (control == 'u' || control == 'U' || control == 'o') {
      askedAt = world.now();
    }
  }

  void begins() {
    notBefore = LONG_AGO;
  }

  void saysReady() {
    saidReadyAt = world.boot();
  }

  void died() {
    diedAt = world.now();
    notBefore = (saidReadyAt == LONG_AGO ? world.boot() : saidReadyAt) + PAUSE;
  }

  void started() {
    boolean asked = world.now() - askedAt <= DaemonWorld.SEEN;
    if (!asked && world.boot() < notBefore) {
      throw new Finding(
          this, site.name + " is started at " + world.boot() + ", not due before " + notBefore);
    }
    startedAt = world.now();
    saidReadyAt = LONG_AGO;
  }

  /** It is down, and nobody is in its way. */
  void isDown() {
    if (!site.canStart() || !world.smoothSince(diedAt)) {
      return;
    }
    long since = world.now();
    long version = site.version();
    world.expect(
        this,
        PAUSE + DaemonWorld.SEEN,
        () -> startedAt >= since || site.version() != version || !site.canStart(),
        () -> site.name + " is wanted up, came down at " + since + " and is not started");
  }
}
