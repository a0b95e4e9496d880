package muster.sim.daemon;

import muster.core.wire.DeathTally;
import muster.core.wire.Status;
import muster.sim.Announcement;
import muster.sim.Finding;
import muster.sim.kernel.FakeMachine;
import muster.sim.kernel.FakeProcess;
import muster.sim.kernel.Node;
import org.jspecify.annotations.Nullable;

/** A service's subscriber, who reads its status whenever an event is heard. */
final class Hearing {
  private final Site site;
  private final DaemonWorld world;
  private String last = Announcement.NOTHING;
  private long lastAt;
  private long times;

  Hearing(Site site) {
    this.site = site;
    this.world = site.world;
  }

  void subscribe(int number) {
    Node.Directory event = world.machine.disk.directory(site.directory, "event");
    String fifo = "ftrig1:@" + "0".repeat(24) + ":" + String.format("%06d", number);
    world.machine.subscribe(world.machine.disk.fifo(event, fifo), this::heard);
  }

  boolean awaitsReadiness() {
    return last.endsWith("u");
  }

  // ---- while it goes on ---------------------------------------------------------------------

  private void heard(String events) {
    site.look();
    world.say(site.name, () -> "hears " + events);
    boolean lost = events.equals("s") && world.openFailedSince(lastAt); // the last words before
    if (!lost && !Announcement.follows(last, events)) {
      throw new Finding(this, site.name + " hears " + events + " after " + last);
    }
    last = events;
    lastAt = world.now();
    times++;
    for (int i = 0; i < events.length(); i++) {
      world.coverage.heard(events.charAt(i));
      hears(events.charAt(i));
    }
    if (events.endsWith("D")) {
      site.restarting.isDown(); // what is told late may be up again
    }
    Status status = status();
    String told = world.callsFail ? events.replace("OD", "D") : events; // may be told late
    if (!Announcement.agrees(told, status)) {
      throw new Finding(this, site.name + " hears " + events + " and reads " + status);
    }
  }

  private void hears(char event) {
    switch (event) {
      case 'O' -> site.asked.failedForGood();
      case 'd' -> checkTally();
      default -> {}
    }
  }

  private void checkTally() {
    byte[] tally = content("supervise/death_tally");
    int kept = Math.min(site.deaths(), site.files.deathsKept);
    if (!world.callsFail && (tally == null ? 0 : tally.length) != kept * DeathTally.RECORD_BYTES) {
      throw new Finding(this, site.name + " does not keep its last " + kept + " deaths");
    }
  }

  private Status status() {
    byte[] content = content("supervise/status");
    Status status = content == null ? null : Status.decode(content);
    if (status == null) {
      throw new Finding(this, site.name + " has no status");
    }
    return status;
  }

  private byte @Nullable [] content(String file) {
    return FakeMachine.content(world.machine.disk.below(site.directory, file));
  }

  /** Its {@code run} has died: that must be told. */
  void died(FakeProcess dead) {
    if (site.supervised() && !site.listing.isRemoved() && world.smooth()) {
      long before = times;
      world.expect(
          this,
          DaemonWorld.SEEN,
          () -> times > before || site.listing.isRemoved(),
          () -> site.name + ": nobody was told of the death of pid " + dead.pid);
    }
  }

  // ---- in the end ---------------------------------------------------------------------------

  /**
   * What was told last, and the status, are what is.
   *
   * @param isRun whether its process, if there is one, is {@code run}
   */
  void judge(boolean isRun) {
    FakeProcess process = site.process;
    boolean alive = process != null && process.alive();
    String may = !alive ? "sD" : isRun ? "uU" : "d";
    if (last.isEmpty() || may.indexOf(last.charAt(last.length() - 1)) < 0) {
      throw new Finding(this, site.name + " heard '" + last + "' last, and not one of " + may);
    }
    Status status = status();
    if (status.pid() != (process != null && alive ? process.pid : 0)) {
      throw new Finding(this, site.name + " has a status that names pid " + status.pid());
    }
    if (site.asked.certain() && status.wantedUp() != site.asked.up()) {
      throw new Finding(
          this, site.name + " is wanted up: " + site.asked.up() + ", and shows " + status);
    }
  }
}
