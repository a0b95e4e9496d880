package muster.sim.daemon;

import muster.sim.Finding;

/** What people asked of a service, and what that says about its processes. */
final class Asked {
  private static final long ALWAYS = Long.MAX_VALUE;

  private final Site site;
  private final DaemonWorld world;
  private boolean up = true;
  private long mayStartUntil = ALWAYS;
  private boolean stopped;
  private boolean uncertain;
  private long upAskedAt = Long.MIN_VALUE / 2;
  private boolean mayLeave;
  private boolean left;

  Asked(Site site) {
    this.site = site;
    this.world = site.world;
  }

  boolean up() {
    return up;
  }

  /** Whether that is known from outside. */
  boolean certain() {
    return !uncertain && !mayLeave;
  }

  /** Whether the scanner asked it to leave for good. */
  boolean left() {
    return left;
  }

  /** Whether the last instance was told to stop. */
  boolean stopped() {
    return stopped;
  }

  // ---- who asks -----------------------------------------------------------------------------

  void hear(char control) {
    switch (control) {
      case 'u', 'U' -> {
        want(true);
        upAskedAt = world.now();
      }
      case 'd', 'D' -> {
        want(false);
        stopped = true;
      }
      case 'O', 'Q' -> want(false);
      case 'o' -> {
        up = false;
        mayStartUntil = world.now() + DaemonWorld.SEEN;
      }
      case 'x' -> mayLeave = true;
      default -> {}
    }
  }

  private void want(boolean next) {
    up = next;
    uncertain = false;
    if (next) {
      mayStartUntil = ALWAYS;
      stopped = false;
    } else if (mayStartUntil == ALWAYS) {
      mayStartUntil = world.now() + DaemonWorld.SEEN;
    }
  }

  /** The scanner sends it away. */
  void terminate() {
    leave();
    stopped = true;
  }

  void leave() {
    mayLeave = true;
    left = true;
    if (mayStartUntil == ALWAYS) {
      mayStartUntil = world.now() + DaemonWorld.SEEN;
    }
  }

  /** The scanner may send it away, or ask it to leave. */
  void perhapsLeave() {
    mayLeave = true;
  }

  /** {@code finish} said that it failed for good, perhaps after what was asked just now. */
  void failedForGood() {
    if (world.now() - upAskedAt <= DaemonWorld.SEEN) {
      uncertain = true;
    } else {
      want(false);
    }
  }

  /** A supervision begins: what was asked of the one before is forgotten. */
  void begins(boolean downFile) {
    mayLeave = false;
    left = false;
    want(!downFile);
  }

  // ---- what follows -------------------------------------------------------------------------

  void started() {
    if (world.now() > mayStartUntil) {
      throw new Finding(this, site.name + " is started and wanted down");
    }
    stopped = false;
  }
}
