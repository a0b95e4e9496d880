package muster.sim.daemon;

import muster.kernel.Signals;
import muster.sim.kernel.Node;

/** What people tell the scanner, and what that means for services. */
final class Scanning {
  private static final long LONG_AGO = Long.MIN_VALUE / 2;

  /** What is asked to leave. */
  private enum Purge {
    NOTHING,
    VANISHED,
    VANISHED_WITH_LOGGERS
  }

  private final DaemonWorld world;
  private long purgedAt = LONG_AGO;
  private boolean purgedLoggers;

  Scanning(DaemonWorld world) {
    this.world = world;
  }

  /** What people tell it in that time, beside what they tell it of their own changes. */
  void plan(Lives lives, long from, long until) {
    for (int n = 0; n < 4; n++) {
      long at = world.chance.between(from, until);
      switch (world.chance.below(8)) {
        case 0 -> world.machine.clock.at(at, () -> signal(Signals.ALRM));
        case 1 -> world.machine.clock.at(at, () -> signal(Signals.HUP));
        case 2 -> world.machine.clock.at(at, () -> signal(Signals.USR1));
        default -> {
          String words = world.chance.pick("a", "h", "n", "N", "an", "aN", "z", "?", "zan");
          world.machine.clock.at(at, () -> tell(words));
        }
      }
    }
    if (world.chance.oneIn(4)) {
      world.coverage.trouble(Trouble.SCRIPT_FOR_A_SIGNAL);
      Node.Directory home = world.machine.disk.directory(world.scan, ".s6-svscan");
      world.machine.disk.program(home, "SIGUSR1", lives.script(() -> tell("h")));
    }
  }

  /** Writes to the scan directory's control FIFO. */
  void tell(String controls) {
    if (world.ending || !write(controls)) {
      return;
    }
    boolean scans = false;
    Purge purge = Purge.NOTHING;
    for (int i = 0; i < controls.length(); i++) {
      char control = controls.charAt(i);
      scans |= control == 'a' || control == 'h';
      purge =
          switch (control) {
            case 'n', 'h' -> Purge.VANISHED;
            case 'N' -> Purge.VANISHED_WITH_LOGGERS;
            default -> purge;
          };
    }
    act(scans, purge);
  }

  boolean write(String controls) {
    Node control = world.machine.disk.below(world.scan, ".s6-svscan/control");
    if (!(control instanceof Node.Fifo fifo) || !world.machine.send(fifo, controls)) {
      return false;
    }
    world.say("scan", () -> "is sent " + controls);
    return true;
  }

  /** A signal to the daemon that means something to the scanner. */
  void signal(int signal) {
    world.say("scan", () -> "gets signal " + signal);
    world.machine.raise(signal);
    if (!world.ending) {
      act(
          signal == Signals.ALRM || signal == Signals.HUP,
          signal == Signals.HUP ? Purge.VANISHED : Purge.NOTHING);
    }
  }

  private void act(boolean scans, Purge purge) {
    if (scans) {
      world.coverage.trouble(Trouble.RESCAN);
    }
    if (purge == Purge.NOTHING) {
      return;
    }
    world.coverage.trouble(Trouble.PURGE);
    purgedAt = world.now();
    purgedLoggers = purge == Purge.VANISHED_WITH_LOGGERS;
    for (Site site : world.sites) {
      boolean toldToStop = site.role != Site.Role.LOGGER || purgedLoggers;
      if (!site.listing.listed() && scans && world.smooth()) {
        sendAway(site, toldToStop);
      } else if (site.listing.mayBePurged()) {
        perhapsSendAway(site);
      }
    }
  }

  private static void sendAway(Site site, boolean toldToStop) {
    if (toldToStop) {
      site.terminate();
    } else {
      site.leave();
    }
  }

  private void perhapsSendAway(Site site) {
    if (site.role == Site.Role.LOGGER && !purgedLoggers) {
      site.mayLeave();
    } else {
      site.mayTerminate();
    }
  }

  /** A directory has another name, or none; what was told just now may be done later. */
  void moved(Site service) {
    boolean justPurged = world.now() - purgedAt <= DaemonWorld.SEEN;
    for (Site site : world.sites) {
      if (site.listing == service.listing) {
        site.edited();
        if (justPurged && !site.listing.listed()) {
          perhapsSendAway(site);
        }
      }
    }
  }

  /**
   * Everything is to end.
   *
   * @param loggersToo not only when their input ends
   * @param certainly else it may come otherwise
   */
  void end(boolean loggersToo, boolean certainly) {
    world.ending = true;
    purgedLoggers = loggersToo;
    for (Site site : world.sites) {
      if (certainly) {
        boolean service = site.role == Site.Role.PLAIN || site.role == Site.Role.PRODUCER;
        sendAway(site, service || loggersToo);
      } else {
        perhapsSendAway(site);
      }
    }
  }
}
