package muster.sim.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import muster.sim.Finding;
import muster.sim.kernel.FakeMachine;
import muster.sim.kernel.FakeProcess;
import muster.sim.kernel.Node;
import org.jspecify.annotations.Nullable;

/**
 * One service directory, whatever its name is: its subscriber, its processes, what people ask of
 * it, and what must hold for it.
 */
final class Site {
  /** What it is to the scan directory. */
  enum Role {
    PLAIN,
    PRODUCER,
    LOGGER,
    CATCH_ALL
  }

  private static final long LONG_AGO = Long.MIN_VALUE / 2;

  final DaemonWorld world;
  final String name;
  final Node.Directory directory;
  final Role role;
  final Listing listing;
  final Files files;
  final Asked asked;
  final Signalling signalling;
  final Restarting restarting;
  final Hearing hearing;

  /** Its last process, {@code run} or {@code finish}. */
  @Nullable FakeProcess process;

  private boolean isRun;
  private @Nullable Node lock;
  private @Nullable Object supervisor;
  private final List<FakeProcess> lockHolders = new ArrayList<>();
  private long version;
  private long editedAt = LONG_AGO;
  private long askedAt = LONG_AGO;
  private int deaths;

  Site(DaemonWorld world, String name, Node.Directory directory, Role role, Listing listing) {
    this.world = world;
    this.name = name;
    this.directory = directory;
    this.role = role;
    this.listing = listing;
    this.files = new Files(this);
    this.asked = new Asked(this);
    this.signalling = new Signalling(this);
    this.restarting = new Restarting(this);
    this.hearing = new Hearing(this);
  }

  // ---- what it is now -----------------------------------------------------------------------

  /** Its {@code run}, while that lives. */
  @Nullable FakeProcess running() {
    FakeProcess last = process;
    return last != null && last.alive() && isRun ? last : null;
  }

  /** Somebody has the lock of its supervisor. */
  boolean supervised() {
    look();
    return supervisor != null;
  }

  /** Sees by the lock who supervises it now: that it begins and ends may be told late, or never. */
  void look() {
    Node file = world.machine.disk.below(directory, "supervise/lock");
    lock = file == null ? lock : file; // who has it keeps it when the directory is removed
    Object owner = FakeMachine.lockOwner(lock);
    if (!Objects.equals(owner, supervisor)) {
      supervisor = owner;
      version++;
      if (owner != null) {
        begins();
      }
    }
  }

  /** Changes with all that people do to it. */
  long version() {
    return version;
  }

  boolean editedSince(long then) {
    return editedAt >= then;
  }

  boolean askedLately() {
    return world.now() - askedAt <= DaemonWorld.SEEN;
  }

  /** If it is down, then not for long. */
  boolean canStart() {
    return world.smooth()
        && asked.certain()
        && asked.up()
        && listing.listed()
        && files.good()
        && lockHolders.stream().noneMatch(FakeProcess::alive);
  }

  boolean holdsLock(FakeProcess child) {
    return lockHolders.contains(child);
  }

  private void begins() {
    if (!listing.listedLately()) {
      throw new Finding(this, name + " is supervised and has no name");
    }
    deaths = 0;
    asked.begins(world.machine.disk.below(directory, "down") != null);
    restarting.begins();
  }

  /** How often its {@code run} has died in this supervision. */
  int deaths() {
    return deaths;
  }

  // ---- people -------------------------------------------------------------------------------

  /**
   * @return whether a supervisor listened
   */
  boolean send(String controls) {
    if (!(world.machine.disk.below(directory, "supervise/control") instanceof Node.Fifo fifo)) {
      return false;
    }
    look();
    boolean listened = world.machine.send(fifo, controls);
    world.say(name, () -> "is sent " + controls + (listened ? "" : ", and nobody listens"));
    if (listened) {
      version++;
      askedAt = world.now();
      for (int i = 0; i < controls.length(); i++) {
        hearsControl(controls.charAt(i));
      }
    }
    return listened;
  }

  private void hearsControl(char control) {
    world.coverage.sent(control);
    signalling.hear(control);
    asked.hear(control);
    restarting.hear(control);
  }

  /** The scanner sends it away. */
  void terminate() {
    look();
    version++;
    askedAt = world.now();
    signalling.stop();
    asked.terminate();
  }

  /** The scanner may send it away. */
  void mayTerminate() {
    look();
    version++;
    signalling.mayStop();
    asked.perhapsLeave();
  }

  /** The scanner asks it to leave when it ends by itself. */
  void leave() {
    look();
    version++;
    asked.leave();
  }

  void mayLeave() {
    look();
    version++;
    asked.perhapsLeave();
  }

  void edit() {
    files.edit();
    edited();
  }

  void edited() {
    version++;
    editedAt = world.now();
    signalling.edited();
  }

  // ---- processes ----------------------------------------------------------------------------

  void spawned(FakeProcess born, boolean run) {
    look();
    FakeProcess other = process;
    if (other != null && other.alive()) {
      throw new Finding(this, name + " has pid " + other.pid + " and gets pid " + born.pid);
    }
    process = born;
    isRun = run;
    checkDescriptors(born);
    if (run) {
      started(born);
    } else {
      signalling.finishStarted(born);
    }
  }

  private void started(FakeProcess born) {
    if (born.has(Files.LOCK_FD)) {
      lockHolders.removeIf(holder -> !holder.alive());
      if (!lockHolders.isEmpty()) {
        throw new Finding(this, name + " is started while its lock is held");
      }
      lockHolders.add(born);
    }
    asked.started();
    restarting.started();
    signalling.started();
  }

  /** What it has beside the standard streams is what it asked for. */
  private void checkDescriptors(FakeProcess born) {
    for (int fd : born.openDescriptors()) {
      String file =
          switch (fd) {
            case 0, 1, 2 -> "";
            case Files.READINESS_FD -> "supervise/muster-ready";
            case Files.LOCK_FD -> "supervise/service-lock";
            default -> "nothing";
          };
      boolean mayHave = isRun || file.isEmpty();
      Node expected = world.machine.disk.below(directory, file.isEmpty() ? "." : file);
      if (!mayHave || !file.isEmpty() && !born.hasOpen(fd, expected)) {
        throw new Finding(this, name + ": pid " + born.pid + " has a wrong descriptor " + fd);
      }
    }
    boolean known = isRun && !editedSince(world.now() - DaemonWorld.SEEN);
    boolean asked =
        born.has(Files.READINESS_FD) == files.notifies && born.has(Files.LOCK_FD) == files.locks;
    if (known && !asked) {
      throw new Finding(this, name + ": pid " + born.pid + " lacks what it asked for");
    }
  }

  /** Its {@code run} has left a child that may hold its lock. */
  void forked(FakeProcess child) {
    if (child.has(Files.LOCK_FD)) {
      lockHolders.add(child);
    }
  }

  void signalled(FakeProcess target, int signal) {
    FakeProcess current = process;
    if (current == null || target != current && !target.inGroupOf(current)) {
      throw new Finding(this, name + ": signal " + signal + " to pid " + target.pid);
    }
    if (target == current) {
      signalling.sent(signal, isRun);
    }
  }

  void died(FakeProcess dead) {
    if (dead != process) {
      return;
    }
    restarting.died();
    if (isRun) {
      deaths++;
      hearing.died(dead);
    }
  }

  // ---- in the end ---------------------------------------------------------------------------

  /** A logger whose pipe is closed for good, since the directory vanished, ends at once. */
  private boolean endsAtOnce() {
    return role == Role.LOGGER && listing.everVanished();
  }

  /** A logger that was asked to leave does at the end of its input, if that cannot go on. */
  private boolean hasLeft() {
    return role == Role.LOGGER && asked.left() && !listing.everVanished();
  }

  /** What is wanted up is up, what was stopped is down, and the status says so. */
  void judge() {
    boolean mayWait = role != Role.PLAIN && listing.everVanished(); // see Pair
    if (listing.listed() && !supervised() && !mayWait) {
      throw new Finding(this, name + " is not supervised");
    }
    FakeProcess run = running();
    boolean asWanted =
        run != null
            ? supervised() && !asked.stopped() && !hasLeft()
            : !(supervised() && asked.certain() && asked.up() && files.runs) || endsAtOnce();
    if (!asWanted) {
      String what = run == null ? "down, and wanted up" : "up, and was stopped";
      throw new Finding(this, name + " is " + what);
    }
    if (!listing.isRemoved() && supervised()) {
      hearing.judge(isRun);
    }
  }
}
