package muster.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.core.ScanEffect.Role;
import muster.core.ScanEffect.Word;
import muster.core.ScanEvent.Found;
import muster.core.ScanEvent.Identity;
import org.jspecify.annotations.Nullable;

/**
 * The policy for a scan directory: s6-svscan's. Which directories are supervised, what happens when
 * one goes or its supervision ends, and how it all ends.
 *
 * <p>Two steps a turn, so that many events cost one scan: {@link #on} notes what happened, {@link
 * #settle} says what to do about all of it, in s6-svscan's order: scan, then kill.
 *
 * <p>Source: s6-svscan(8) and s6-svscanctl(8) of s6 2.11; differences are in docs/semantics.md.
 */
public final class Scanner {
  /** The service whose pipe is everybody's standard output, when it exists. */
  public static final String CATCH_ALL = "s6-svscan-log";

  /** s6-svscan's default for the most services, loggers not counted. */
  public static final int SERVICES_MAX_DEFAULT = 500;

  /** A supervision that ended begins again this much later. */
  private static final long RESTART_PAUSE = Moment.SECOND;

  /** When the directory, or something in it, could not be looked at. */
  private static final long RETRY_PAUSE = 3 * Moment.SECOND;

  private static final int HUP = 1;
  private static final int INT = 2;
  private static final int QUIT = 3;
  private static final int ABRT = 6;
  private static final int ALRM = 14;
  private static final int TERM = 15;

  private final int servicesMax;
  private final Map<Identity, Entry> entries = new LinkedHashMap<>();

  private Phase phase = Phase.RUNNING;
  private boolean wantScan = true;
  private Purge wantPurge = Purge.NOTHING;
  private long scanAt = Moment.NEVER;
  private int lastId;
  private int lastPipe;

  /** Whether there was no room for somebody in the last scan. */
  private boolean crowded;

  /** For whom there was no place in this scan. */
  private final List<String> tooMany = new ArrayList<>();

  /** Since the last settling: somebody may write a million of them, and one line is to tell it. */
  private int unknownCommands;

  private List<ScanEffect> told = new ArrayList<>();

  /** Whom to ask to leave: s6-svscan's wantkill. */
  private enum Purge {
    NOTHING(false, false),
    VANISHED(false, false),
    VANISHED_WITH_LOGGERS(false, true),
    ALL(true, false),
    ALL_WITH_LOGGERS(true, true);

    final boolean everybody;
    final boolean loggersToo;

    Purge(boolean everybody, boolean loggersToo) {
      this.everybody = everybody;
      this.loggersToo = loggersToo;
    }
  }

  /** How far it is from its end. */
  public enum Phase {
    RUNNING,
    /** Asked to end; the last purge has not been told. */
    ENDING,
    /** Waits for every supervision to end. */
    WAITING,
    FINISHED
  }

  /** The pipe between a service and its logger. */
  private enum Pipe {
    NONE,
    OPEN,
    /** One side is gone for good: the other is to notice. The entry cannot be used again. */
    CLOSED,
    /** Closed, and the directory is there again: scan when the other side is gone too. */
    CLOSED_AND_BACK
  }

  /** One of a service's two supervisions: its own, or its logger's. */
  private static final class Half {
    static final int NOBODY = 0;
    int id = NOBODY;
    long notBefore;
  }

  /** A directory that is, or was, in the scan directory. */
  private static final class Entry {
    final Identity identity;
    final boolean catchAll;
    final int pipeNumber;
    final Half service = new Half();
    final Half logger = new Half();
    Pipe pipe;
    boolean active;

    Entry(Identity identity, boolean catchAll, int pipeNumber) {
      this.identity = identity;
      this.catchAll = catchAll;
      this.pipeNumber = pipeNumber;
      this.pipe = pipeNumber == 0 ? Pipe.NONE : Pipe.OPEN;
    }

    @Nullable Half half(int id) {
      if (service.id == id) {
        return service;
      }
      return logger.id == id ? logger : null;
    }

    boolean logged() {
      return pipe != Pipe.NONE;
    }

    boolean usable() {
      return pipe == Pipe.NONE || pipe == Pipe.OPEN;
    }

    boolean halfGone() {
      return service.id == Half.NOBODY || logger.id == Half.NOBODY;
    }

    boolean idle() {
      return service.id == Half.NOBODY && logger.id == Half.NOBODY;
    }
  }

  /**
   * @param servicesMax how many services there may be, loggers not counted
   */
  public Scanner(int servicesMax) {
    this.servicesMax = servicesMax;
  }

  /** Whether a directory has been seen before: its {@code log} is not looked at again. */
  public boolean knows(Identity identity) {
    return entries.containsKey(identity);
  }

  /** When {@link #settle} has something to do though nothing happens. */
  public long deadline() {
    return phase == Phase.RUNNING ? scanAt : Moment.NEVER;
  }

  public Phase phase() {
    return phase;
  }

  /** Takes note of an event. */
  public void on(ScanEvent event, Moment now) {
    switch (event) {
      case ScanEvent.Command(byte control) -> command(control);
      case ScanEvent.Signal(int signal) -> signal(signal);
      case ScanEvent.SupervisorGone(int id) -> supervisorGone(id, now);
      case ScanEvent.NoRoom(int id) -> noRoom(id);
      case ScanEvent.Scanned(List<Found> found) -> scanned(found, now);
      case ScanEvent.Unreadable(String why) -> {
        warn("cannot read the scan directory: " + why + "; trying again in 3 seconds");
        scanNotAfter(now.plus(RETRY_PAUSE));
      }
    }
  }

  /**
   * What is to be done now. Call again after the effects have been performed, until it is empty.
   */
  public List<ScanEffect> settle(Moment now) {
    if (unknownCommands > 1) {
      warn("and " + (unknownCommands - 1) + " more in .s6-svscan/control");
    }
    unknownCommands = 0;
    switch (phase) {
      case RUNNING -> {
        if (wantScan || now.nanos() >= scanAt) {
          wantScan = false;
          scanAt = Moment.NEVER;
          told.add(new ScanEffect.ReadDirectory());
        } else {
          purge();
        }
      }
      case ENDING -> {
        purge();
        letLoggersEnd();
        phase = Phase.WAITING;
        finishIfIdle(); // who has nothing to end hears of no end
      }
      case WAITING -> finishIfIdle();
      case FINISHED -> {}
    }
    List<ScanEffect> effects = told;
    told = new ArrayList<>();
    return effects;
  }

  // ---- requests -----------------------------------------------------------------------------

  private void command(byte control) {
    if (phase != Phase.RUNNING) {
      return;
    }
    switch (control) {
      case 'z' -> {} // reaping is not put off: there is nothing to ask for
      case 'a' -> wantScan = true;
      case 'b' -> finish();
      case 'h' -> rescan();
      case 'i', 't' -> end(Purge.ALL);
      case 'q' -> end(Purge.ALL_WITH_LOGGERS);
      case 'n' -> wantPurge = Purge.VANISHED;
      case 'N' -> wantPurge = Purge.VANISHED_WITH_LOGGERS;
      default -> unknownCommand(control & 0xff);
    }
  }

  private void unknownCommand(int control) {
    if (unknownCommands++ == 0) {
      warn("unknown command in .s6-svscan/control: byte " + control);
    }
  }

  private void signal(int signal) {
    if (phase != Phase.RUNNING) {
      return;
    }
    switch (signal) {
      case ALRM -> wantScan = true;
      case ABRT -> finish();
      case HUP -> rescan();
      case INT, TERM -> end(Purge.ALL);
      case QUIT -> end(Purge.ALL_WITH_LOGGERS);
      default -> {} // USR1, USR2, PWR, WINCH mean something only with a script
    }
  }

  private void rescan() {
    wantPurge = Purge.VANISHED;
    wantScan = true;
  }

  private void end(Purge purge) {
    wantPurge = purge;
    phase = Phase.ENDING;
  }

  private boolean allIdle() {
    for (Entry entry : entries.values()) {
      if (!entry.idle()) {
        return false;
      }
    }
    return true;
  }

  private void finishIfIdle() {
    if (allIdle()) {
      finish();
    }
  }

  private void finish() {
    phase = Phase.FINISHED;
    told.add(new ScanEffect.Finish());
  }

  // ---- supervisions that end ----------------------------------------------------------------

  private void supervisorGone(int id, Moment now) {
    for (Entry entry : entries.values()) {
      Half half = entry.half(id);
      if (half != null) {
        halfGone(entry, half, now);
        return;
      }
    }
  }

  private void noRoom(int id) {
    crowded = true;
    for (Entry entry : entries.values()) {
      Half half = entry.half(id);
      if (half != null) {
        half.id = Half.NOBODY;
        return;
      }
    }
  }

  private void halfGone(Entry entry, Half half, Moment now) {
    half.id = Half.NOBODY;
    half.notBefore = now.plus(RESTART_PAUSE);
    if (entry.active) {
      scanNotAfter(half.notBefore);
      return;
    }
    wantScan |= crowded;
    switch (entry.pipe) {
      case OPEN -> closePipe(entry);
      case CLOSED_AND_BACK -> wantScan = true;
      case NONE, CLOSED -> {}
    }
    if (entry.idle()) {
      entries.remove(entry.identity);
    }
  }

  /** A writer without a reader is to get EPIPE, a reader without a writer its end of input. */
  private void closePipe(Entry entry) {
    entry.pipe = Pipe.CLOSED;
    told.add(new ScanEffect.ClosePipe(entry.pipeNumber));
  }

  // ---- the scan -----------------------------------------------------------------------------

  private void scanned(List<Found> found, Moment now) {
    crowded = false;
    for (Entry entry : entries.values()) {
      entry.active = false;
    }
    for (Found each : found) {
      switch (each) {
        case Found.Directory directory -> check(directory, now);
        case Found.DeadLink(String name, String why) ->
            warn("cannot look at " + name + ": " + why + "; scan again when the link is repaired");
        case Found.Unknown(String name, String why) -> {
          warn("cannot look at " + name + ": " + why + "; trying again in 3 seconds");
          scanNotAfter(now.plus(RETRY_PAUSE));
        }
      }
    }
    forgetVanished();
    tellTooMany();
  }

  private void tellTooMany() {
    if (!tooMany.isEmpty()) {
      String names = Listing.of(tooMany);
      warn("cannot supervise " + names + ": there are " + servicesMax + " already; see --max");
      tooMany.clear();
    }
  }

  private void check(Found.Directory directory, Moment now) {
    Entry entry = entries.get(directory.identity());
    if (entry == null) {
      if (entries.size() >= servicesMax) {
        tooMany.add(directory.name());
        return;
      }
      entry = added(directory, now);
    } else if (!entry.usable()) {
      entry.pipe = Pipe.CLOSED_AND_BACK;
      return;
    }
    entry.active = true;
    if (entry.logged()) {
      Role role = new Role.Logger(entry.pipeNumber);
      superviseWhenDue(entry.logger, directory.name() + "/log", role, now);
    }
    superviseWhenDue(entry.service, directory.name(), serviceRole(entry), now);
  }

  private Entry added(Found.Directory directory, Moment now) {
    boolean catchAll = directory.name().equals(CATCH_ALL);
    int pipe = directory.log() && !catchAll ? ++lastPipe : 0;
    Entry entry = new Entry(directory.identity(), catchAll, pipe);
    entry.service.notBefore = now.nanos();
    entry.logger.notBefore = now.nanos();
    entries.put(entry.identity, entry);
    return entry;
  }

  private static Role serviceRole(Entry entry) {
    if (entry.catchAll) {
      return new Role.CatchAll();
    }
    return entry.logged() ? new Role.Producer(entry.pipeNumber) : new Role.Plain();
  }

  private void superviseWhenDue(Half half, String name, Role role, Moment now) {
    if (half.id != Half.NOBODY) {
      return;
    }
    if (now.nanos() < half.notBefore) {
      scanNotAfter(half.notBefore);
      return;
    }
    half.id = ++lastId;
    told.add(new ScanEffect.Supervise(half.id, name, role));
  }

  /** What ended while it was thought to begin again is gone for good now. */
  private void forgetVanished() {
    Iterator<Entry> all = entries.values().iterator();
    while (all.hasNext()) {
      Entry entry = all.next();
      if (entry.active) {
        continue;
      }
      if (entry.pipe == Pipe.OPEN && entry.halfGone()) {
        closePipe(entry);
      }
      if (entry.idle()) {
        all.remove();
      }
    }
  }

  private void scanNotAfter(long at) {
    scanAt = Math.min(scanAt, at);
  }

  // ---- asking to leave ----------------------------------------------------------------------

  private void purge() {
    Purge purge = wantPurge;
    wantPurge = Purge.NOTHING;
    if (purge == Purge.NOTHING) {
      return;
    }
    for (Entry entry : entries.values()) {
      if (entry.active && !purge.everybody) {
        continue;
      }
      Word loggers = purge.loggersToo ? Word.TERMINATE : Word.LEAVE;
      tell(entry.service, entry.catchAll ? loggers : Word.TERMINATE);
      tell(entry.logger, loggers);
    }
  }

  private void tell(Half half, Word word) {
    if (half.id != Half.NOBODY) {
      told.add(new ScanEffect.Tell(half.id, word));
    }
  }

  /** At the end no writer is held any more, so that each logger ends with its producer. */
  private void letLoggersEnd() {
    for (Entry entry : entries.values()) {
      if (entry.catchAll) {
        told.add(new ScanEffect.LeaveCatchAll());
      }
      if (entry.pipe == Pipe.OPEN) {
        closePipe(entry);
      }
    }
  }

  private void warn(String text) {
    told.add(new ScanEffect.Warn(text));
  }
}
