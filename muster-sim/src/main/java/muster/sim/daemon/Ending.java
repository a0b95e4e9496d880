package muster.sim.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.kernel.Signals;
import muster.sim.Finding;
import muster.sim.kernel.FakeProcess;

/** How the daemon is told to end, and what must be so when it has. */
final class Ending {
  private static final long SECOND = DaemonWorld.SECOND;
  private static final int NOISES = 16;
  private static final String COMMANDS = "abhitqnNz?";
  private static final int[] SIGNALS = {
    Signals.HUP,
    Signals.INT,
    Signals.QUIT,
    Signals.ABRT,
    Signals.USR1,
    Signals.ALRM,
    Signals.ALRM,
    Signals.ABRT,
    Signals.TERM
  };

  private final DaemonWorld world;
  private final Scanning scanning;
  private final Lives lives;

  /** It may leave everything running. */
  private boolean abandons;

  Ending(DaemonWorld world, Scanning scanning, Lives lives) {
    this.world = world;
    this.scanning = scanning;
    this.lives = lives;
  }

  void begin() {
    for (Site site : world.sites) {
      FakeProcess run = site.running();
      if (run != null && site.role != Site.Role.LOGGER && world.chance.oneIn(4)) {
        lives.leaveChild(site, run, null);
      }
    }
    switch (world.chance.below(9)) {
      case 0 -> byCommand('t');
      case 1 -> byCommand('i');
      case 2 -> byCommand('q');
      case 3 -> byCommand('b');
      default -> bySignals();
    }
    world.sites.forEach(site -> site.send(site.role == Site.Role.LOGGER ? "c" : "x"));
    noise();
  }

  private void byCommand(char command) {
    abandons = command == 'b';
    scanning.end(command == 'q', !abandons);
    StringBuilder words = new StringBuilder().append(command);
    for (int n = 0; n < NOISES; n++) {
      words.append(COMMANDS.charAt(world.chance.below(COMMANDS.length())));
    }
    scanning.write(words.toString());
  }

  /** Several at once: any of them may be seen first, and that is the one that counts. */
  private void bySignals() {
    List<Integer> signals = new ArrayList<>();
    while (signals.isEmpty()) {
      for (int signal : new int[] {Signals.TERM, Signals.INT, Signals.QUIT, Signals.ABRT}) {
        if (!world.chance.oneIn(signal == Signals.ABRT ? 4 : 2)) {
          signals.add(signal);
        }
      }
    }
    abandons = signals.contains(Signals.ABRT);
    scanning.end(signals.contains(Signals.QUIT), signals.size() == 1 && !abandons);
    signals.forEach(scanning::signal);
    scanning.signal(Signals.ALRM);
  }

  /** Nothing that is asked while it ends makes a difference. */
  private void noise() {
    for (int n = 0; n < NOISES; n++) {
      long after = world.chance.latency(3 * SECOND);
      boolean command = world.chance.oneIn(2);
      char control = COMMANDS.charAt(world.chance.below(COMMANDS.length()));
      int signal = SIGNALS[world.chance.below(SIGNALS.length)];
      world.coverage.trouble(Trouble.COMMAND_WHILE_ENDING);
      world.machine.clock.in(
          after,
          () -> {
            if (command) {
              scanning.write(String.valueOf(control));
            } else {
              scanning.signal(signal);
            }
          });
    }
  }

  void judge(int code) {
    if (code != 0) {
      throw new Finding(this, "the daemon exits with " + code + ":\n" + world.machine.messages());
    }
    for (Site site : world.sites) {
      FakeProcess last = site.process;
      if (!abandons && last != null && last.alive()) {
        throw new Finding(this, "the daemon has gone and left pid " + last.pid);
      }
    }
  }
}
