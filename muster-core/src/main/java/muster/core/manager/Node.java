package muster.core.manager;

import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.plan.Definition;
import muster.plan.Readiness;
import muster.plan.Retry;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** One service of the set, and all that the manager knows of it. */
final class Node {
  /** What is wanted of it. */
  enum Goal {
    /** Nobody asked: it is left as it is. */
    NONE,
    UP,
    DOWN
  }

  /** What it is to those that come after it. */
  enum Presence {
    /** It is there for others to start on. */
    SERVES,
    /** It is on its way up, and whoever comes after it waits for that. */
    COMES,
    /** It is not there, and will not be by itself. */
    ABSENT
  }

  /** What it is to those that it comes after, and which go down after it. */
  enum Hold {
    /** Nothing of it runs, or nobody waits for what does. */
    GONE,
    GOES,
    STAYS
  }

  final int index;
  final Definition definition;

  /** The longest chain of starts that begins with its own, in milliseconds: more is more urgent. */
  final long chain;

  Goal goal = Goal.NONE;
  Stage stage = Stage.DOWN;
  boolean ready;
  int pid;
  int restarts;
  int waitStatus = TraceRecord.NO_STATUS;
  String reason = "";

  /** When it is tried again or killed; of longruns, for people alone. */
  long due = Moment.NEVER;

  /** When it has taken too long to be up or down. */
  long limit = Moment.NEVER;

  /** When it is looked at, though nothing happens: at its limit or earlier. */
  long timeoutAt = Moment.NEVER;

  /** What its machine was asked for last. */
  boolean askedUp;

  /** It was asked to end and has not ended. */
  boolean stopAsked;

  /** When it is down, it is to start again. */
  boolean again;

  /** It waits for what it needs to come back, also when that has failed. */
  boolean patient;

  /** Of a oneshot that is stopping: its {@code down} runs, and not its {@code up} any more. */
  boolean undoing;

  /** The program of a oneshot has been told to end. */
  boolean interrupted;

  /** It took too long to be down: nobody waits for it any more. */
  boolean overdue;

  /** It cannot be started: its supervision ended, and begins again. */
  boolean unsupervised;

  /** It has closed its readiness descriptor without a word: it fails unless it is just ending. */
  boolean silent;

  /** What it will have failed of, once its process is gone. */
  @Nullable String verdict;

  /** What people were told of it last. */
  String trouble = "";

  /** What it has said that it is doing: reading its settings, ending. */
  String doing = "";

  /** What it has said of itself for people. */
  String status = "";

  /** It has said itself that it hangs. */
  boolean saidThatItHangs;

  /** Of a process that hangs and was killed for that: how that is known. */
  String hung = "";

  /** How often it has to say that it is alive; 0 is never. */
  long watchdogNanos;

  /** When it will have been silent for too long. */
  long silentAt = Moment.NEVER;

  /** When that is looked at: not later than {@link #silentAt}. */
  long lookedAt = Moment.NEVER;

  /** How many edges say that it has to wait for the service before it. */
  int blockers;

  /** How many say that it needs one that will not come. */
  int lacking;

  /** How many say that the one after it has to go first. */
  int holders;

  /** How many say that one needs it which is not asked to go. */
  int stayers;

  /** As its neighbours have counted it. */
  Presence presence = Presence.SERVES;

  Hold hold = Hold.GONE;

  boolean inWork;
  boolean eligible;
  boolean queued;
  boolean dirty;

  /** What was told last, but for its moment. */
  TraceRecord.@Nullable Changed told;

  Node(int index, Definition definition, long chain) {
    this.index = index;
    this.definition = definition;
    this.chain = chain;
  }

  String name() {
    return definition.name();
  }

  boolean isLongrun() {
    return definition.work() instanceof Work.Longrun;
  }

  /** How often its {@code up} is tried again. */
  Retry retry() {
    return definition.work() instanceof Work.Oneshot oneshot ? oneshot.retry() : Retry.NEVER;
  }

  /** Whether it is known by more than its running that it serves. */
  boolean saysWhenReady() {
    return definition.work() instanceof Work.Longrun longrun
        && !(longrun.readiness() instanceof Readiness.None);
  }

  Presence presence() {
    return serves() ? Presence.SERVES : comes() ? Presence.COMES : Presence.ABSENT;
  }

  Hold hold() {
    return gone() ? Hold.GONE : goal == Goal.DOWN ? Hold.GOES : Hold.STAYS;
  }

  /** It is there for others to start on. */
  boolean serves() {
    return stage == Stage.UP && ready && goal != Goal.DOWN;
  }

  /** Nothing of it runs, or nobody waits for what does. */
  boolean gone() {
    return !lives() || overdue;
  }

  /** It is on its way up, and whoever comes after it waits for that. */
  boolean comes() {
    return again
        || switch (goal) {
          case UP -> stage != Stage.FAILED && !serves() && !overdue && !waitsInVain();
          case NONE -> stage == Stage.STARTING || stage == Stage.BACKOFF;
          case DOWN -> false;
        };
  }

  /** It waits for something that will not come back by itself. */
  private boolean waitsInVain() {
    return patient && lacking > 0 && !lives();
  }

  /** A process of it runs, or is on its way, or what its {@code up} did lasts. */
  boolean lives() {
    return switch (stage) {
      case STARTING, UP, STOPPING, FINISHING, BACKOFF -> true;
      case DOWN, WAITING, FAILED -> false;
    };
  }

  /**
   * The record that says how it is, or null if that was told already.
   *
   * @param ending everything goes down: then a longrun that takes too long is killed, as oneshots
   *     always are
   */
  TraceRecord.@Nullable Changed news(Moment now, boolean ending) {
    boolean wantedUp = goal == Goal.UP || again;
    boolean killed = stopAsked && (ending || !isLongrun());
    long until = timeoutAt == Moment.NEVER ? Moment.NEVER : limit;
    String why =
        overdue
            ? Reasons.overdue(reason, definition.settings().downMillis())
            : Reasons.and(reason, said());
    TraceRecord.Changed news =
        new TraceRecord.Changed(
            now,
            name(),
            stage,
            ready,
            wantedUp,
            pid,
            restarts,
            waitStatus,
            killed ? Math.min(due, timeoutAt) : due,
            killed ? Moment.NEVER : until,
            why);
    TraceRecord.Changed before = told;
    if (before == null ? stage == Stage.DOWN && !wantedUp && why.isEmpty() : same(before, news)) {
      return null;
    }
    told = news;
    return news;
  }

  /** What there is to say of a process that runs, which no reason says. */
  private String said() {
    return switch (stage) {
      case STARTING, UP -> hung.isEmpty() ? Reasons.says(doing, status) : hung;
      case DOWN, WAITING, STOPPING, FINISHING, BACKOFF, FAILED -> "";
    };
  }

  /** But for the moment. Not by the records' own equals, which is linked when it is first used. */
  private static boolean same(TraceRecord.Changed a, TraceRecord.Changed b) {
    return a.stage() == b.stage()
        && a.ready() == b.ready()
        && a.wantedUp() == b.wantedUp()
        && a.pid() == b.pid()
        && a.restarts() == b.restarts()
        && a.waitStatus() == b.waitStatus()
        && a.due() == b.due()
        && a.limit() == b.limit()
        && a.reason().equals(b.reason());
  }
}
