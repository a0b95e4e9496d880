package muster.sim.daemon;

import muster.core.wire.Status;
import muster.sim.Announcement;
import muster.sim.Finding;
import muster.sim.kernel.FakeMachine;
import muster.sim.kernel.FakeProcess;
import muster.sim.kernel.Node;
import org.jspecify.annotations.Nullable;

/** One service directory: its subscriber, its processes, and what people asked of it. */
final class Site {
  /** Longer than a turn of the loop ever takes: what was asked before is known. */
  private static final long KNOWN_AFTER = DaemonWorld.SECOND;

  private final DaemonWorld world;
  final String name;
  final String path;
  final Node.Directory directory;

  /** The last words about what is wanted: u or d, or ? when that cannot be told from outside. */
  char wanted = 'u';

  private long wantedSince;
  private String lastEvents = Announcement.NOTHING;
  @Nullable FakeProcess process;

  Site(DaemonWorld world, String name) {
    this.world = world;
    this.name = name;
    this.path = "/scan/" + name;
    this.directory = world.machine.disk.directory(path);
  }

  // ---- the subscriber -----------------------------------------------------------------------

  void subscribe(int number) {
    Node.Directory event = world.machine.disk.directory(path + "/event");
    String fifo = "ftrig1:@" + "0".repeat(24) + ":" + String.format("%06d", number);
    world.machine.subscribe(world.machine.disk.fifo(event, fifo), this::heard);
  }

  /** Whoever hears an event and reads the status finds what the event told. */
  private void heard(String events) {
    world.say(name, () -> "hears " + events);
    events.chars().forEach(event -> world.coverage.heard((char) event));
    String before = lastEvents;
    lastEvents = events;
    if (events.endsWith("s")) {
      ask(directory("down") ? 'd' : 'u');
    } else if (events.endsWith("OD")) {
      ask('d');
    }
    // A supervision that ends while calls fail cannot tell its end, and does not wait for that.
    boolean endUntold = world.callsFail && events.endsWith("s");
    if (!endUntold && !Announcement.follows(before, events)) {
      throw new Finding(this, name + " hears " + events + " after " + before);
    }
    Status status = status();
    if (status == null) {
      throw new Finding(this, name + " hears " + events + " and there is no status");
    }
    if (!Announcement.agrees(events, status)) {
      throw new Finding(this, name + " hears " + events + " and reads " + status);
    }
  }

  private boolean directory(String file) {
    return world.machine.disk.at(path + "/" + file) != null;
  }

  // ---- people -------------------------------------------------------------------------------

  /**
   * @return whether a supervisor listened
   */
  boolean send(String controls) {
    if (!(world.machine.disk.at(path + "/supervise/control") instanceof Node.Fifo fifo)) {
      return false;
    }
    boolean listened = world.machine.send(fifo, controls);
    world.say(name, () -> "is sent " + controls + (listened ? "" : ", and nobody listens"));
    for (int i = 0; listened && i < controls.length(); i++) {
      world.coverage.sent(controls.charAt(i));
      switch (controls.charAt(i)) {
        case 'u', 'U' -> ask('u');
        case 'd', 'D' -> ask('d');
        case 'o', 'O', 'Q', 'x' -> ask('?');
        default -> {}
      }
    }
    return listened;
  }

  private void ask(char next) {
    wanted = next;
    wantedSince = world.machine.clock.nanos();
  }

  // ---- processes ----------------------------------------------------------------------------

  void spawned(FakeProcess born, String program) {
    FakeProcess other = process;
    if (other != null && other.alive()) {
      throw new Finding(
          this, name + " has pid " + other.pid + " and gets pid " + born.pid + " for " + program);
    }
    process = born;
    boolean known = world.machine.clock.nanos() - wantedSince > KNOWN_AFTER;
    known &= !world.callsFail; // that its supervision began again may not have been told
    if (program.equals("./run") && wanted == 'd' && known) {
      throw new Finding(this, name + " is started and wanted down");
    }
  }

  /** In the end: what is wanted up is up, what is wanted down is down, and the status says so. */
  void judge() {
    FakeProcess last = process;
    boolean up = last != null && last.alive();
    if (wanted != '?' && up != (wanted == 'u')) {
      throw new Finding(this, name + " is " + (up ? "up" : "down") + ", wanted " + wanted);
    }
    boolean runs = lastEvents.endsWith("u") || lastEvents.endsWith("U");
    boolean rests = lastEvents.endsWith("s") || lastEvents.endsWith("D");
    if (!(up ? runs : rests)) {
      throw new Finding(
          this, name + " heard '" + lastEvents + "' last and is " + (up ? "up" : "down"));
    }
    Status status = status();
    if (status == null) {
      throw new Finding(this, name + " has no status");
    }
    if (status.pid() != (up && last != null ? last.pid : 0)) {
      throw new Finding(this, name + " has a status that names pid " + status.pid());
    }
  }

  private @Nullable Status status() {
    byte[] content = FakeMachine.content(world.machine.disk.at(path + "/supervise/status"));
    return content == null ? null : Status.decode(content);
  }
}
