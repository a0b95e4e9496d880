package muster.sim.daemon;

/** They send commands to services, and edit their directories. */
final class People {
  private static final long SECOND = DaemonWorld.SECOND;
  private static final int COMMANDS = 12;

  /** More of what starts things: what is down is dull. */
  private static final String WORDS = "uuuuuUUUooddddDDOOQQxxrrlptckPCCKabqhki12yy?";

  private final DaemonWorld world;

  People(DaemonWorld world) {
    this.world = world;
  }

  /** All that they will do to a service in that time. */
  void plan(Site site, long from, long until) {
    for (int n = 0; n < COMMANDS; n++) {
      String words = words();
      world.machine.clock.at(world.chance.between(from, until), () -> send(site, words));
    }
    for (int n = world.chance.below(3); n > 0; n--) {
      world.machine.clock.at(
          world.chance.between(from, until),
          () -> {
            if (!site.listing.isRemoved()) {
              site.edit();
            }
          });
    }
  }

  /** Most commands would meet a service that is up: its finish is short. */
  void duringFinish(Site site) {
    if (!world.strikes(Trouble.COMMAND_DURING_FINISH, 2)) {
      return;
    }
    String words = world.chance.oneIn(3) ? "x" + words() : words();
    world.machine.clock.in(world.chance.latency(SECOND / 4), () -> send(site, words));
  }

  /** Few services would be told to leave while they are not ready yet. */
  void beforeReadiness(Site site, long takes) {
    if (world.strikes(Trouble.COMMAND_BEFORE_READINESS, 8)) {
      world.machine.clock.in(takes / 2, () -> site.send("x"));
    }
  }

  private void send(Site site, String words) {
    boolean listened = site.send(words);
    if (listened && words.contains("x") && world.strikes(Trouble.COMMAND_WHILE_LEAVING, 2)) {
      String more = words();
      world.machine.clock.in(world.chance.latency(SECOND), () -> site.send(more));
    }
  }

  private String words() {
    StringBuilder words = new StringBuilder();
    do {
      words.append(WORDS.charAt(world.chance.below(WORDS.length())));
    } while (world.chance.oneIn(5));
    if (words.length() > 1) {
      world.coverage.trouble(Trouble.COMMANDS_AT_ONCE);
    }
    if (words.indexOf("?") >= 0) {
      world.coverage.trouble(Trouble.UNKNOWN_COMMAND);
    }
    return words.toString();
  }

  /** What they want in the end; whoever is not supervised just now is told later. */
  void lastWord(Site site) {
    if (!site.listing.listed()) {
      site.send("cu"); // it may be asked to leave, and paused
    } else if (!site.send(world.chance.pick("u", "cu", "d", "cd"))) {
      world.machine.clock.in(SECOND, () -> lastWord(site));
    }
  }
}
