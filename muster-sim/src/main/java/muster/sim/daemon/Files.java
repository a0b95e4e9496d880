package muster.sim.daemon;

import muster.kernel.Signals;

/** What people write into a service directory, and what the daemon is to make of it. */
final class Files {
  /** Numbers that the daemon uses for other things. */
  static final int READINESS_FD = 44;

  static final int LOCK_FD = 45;

  private static final long MILLISECOND = 1_000_000;
  static final long FINISH_STANDARD = 5 * DaemonWorld.SECOND;
  private static final int DEATHS_STANDARD = 100;
  static final int RELOAD_STANDARD = Signals.HUP;

  private final DaemonWorld world;
  private final Site site;

  boolean notifies;
  boolean locks;
  boolean runs;
  int downSignal = Signals.TERM;
  int reloadSignal = RELOAD_STANDARD;
  long killAfter;
  long finishAfter = FINISH_STANDARD;
  int deathsKept = DEATHS_STANDARD;
  private boolean contradictory;

  Files(Site site) {
    this.site = site;
    this.world = site.world;
  }

  void writeAll() {
    writeDescriptors();
    writeSignals();
    writeTimeouts();
    deathsKept = world.chance.pick(DEATHS_STANDARD, 0, 3);
    write("max-death-tally", deathsKept == DEATHS_STANDARD ? "" : deathsKept + "\n");
    if (world.chance.oneIn(4)) {
      write("flag-timeout-killpg", " ");
    }
  }

  /** People change something while the service is supervised. */
  void edit() {
    world.coverage.trouble(Trouble.SETTINGS_EDITED);
    world.say(site.name, () -> "is edited");
    switch (world.chance.below(4)) {
      case 0 -> writeDescriptors();
      case 1 -> writeSignals();
      case 2 -> writeTimeouts();
      default -> spoil();
    }
  }

  private void writeDescriptors() {
    notifies = world.chance.oneIn(2);
    locks = world.chance.oneIn(3);
    contradictory = world.faults && notifies && locks && world.chance.oneIn(3);
    if (contradictory) {
      world.coverage.trouble(Trouble.DESCRIPTORS_CONTRADICTORY);
    }
    int lock = contradictory ? READINESS_FD : LOCK_FD;
    write("notification-fd", notifies ? READINESS_FD + "\n" : "");
    write("lock-fd", locks ? lock + "\n" : "");
  }

  private void writeSignals() {
    downSignal = world.chance.pick(Signals.TERM, Signals.INT, Signals.USR2);
    reloadSignal = world.chance.pick(RELOAD_STANDARD, Signals.USR1);
    write(
        "down-signal",
        downSignal == Signals.TERM ? "" : downSignal == Signals.INT ? "INT\n" : "SIGusr2");
    write("reload-signal", reloadSignal == RELOAD_STANDARD ? "" : "10\n");
  }

  private void writeTimeouts() {
    killAfter = world.chance.pick(0, 500, 3000) * MILLISECOND;
    write("timeout-kill", killAfter == 0 ? "" : killAfter / MILLISECOND + "\n");
    boolean standard = world.chance.oneIn(3);
    finishAfter = standard ? FINISH_STANDARD : world.chance.pick(300, 2000) * MILLISECOND;
    write("timeout-finish", standard ? "" : finishAfter / MILLISECOND + "\n");
  }

  /** What cannot be understood counts as what is not there. */
  private void spoil() {
    world.coverage.trouble(Trouble.SETTINGS_INVALID);
    write("down-signal", "TERMINATE\n");
    downSignal = Signals.TERM;
    write("timeout-kill", "3 s\n");
    killAfter = 0;
    write("timeout-finish", "99999999999\n");
    finishAfter = FINISH_STANDARD;
  }

  /** The faults end: what only a person can repair is repaired. */
  void repair() {
    if (contradictory) {
      contradictory = false;
      write("lock-fd", LOCK_FD + "\n");
    }
  }

  /** They are gone, with the directory. */
  void removed() {
    runs = false;
    notifies = false;
    locks = false;
    contradictory = false;
    downSignal = Signals.TERM;
    reloadSignal = RELOAD_STANDARD;
    killAfter = 0;
    finishAfter = FINISH_STANDARD;
    deathsKept = DEATHS_STANDARD;
  }

  /** Whether a start can work. */
  boolean good() {
    return runs && !contradictory;
  }

  private void write(String file, String content) {
    if (content.isEmpty()) {
      world.machine.disk.remove(site.directory, file);
    } else {
      world.machine.disk.file(site.directory, file, content);
    }
  }
}
