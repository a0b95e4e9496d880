package muster.sim;

import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;

/** The events as coverage counts them: what comes in time and what comes late are two things. */
public enum Happening {
  STARTED,
  NOT_EXECUTABLE,
  NO_RESOURCES,
  LOCKED,
  CONTRADICTION,
  READY,
  READY_STALE,
  READINESS_CLOSED,
  READINESS_CLOSED_STALE,
  DIED,
  DIED_STALE,
  FINISH_STARTED,
  FINISH_ABSENT,
  FINISH_FAILED,
  TICK_DUE,
  TICK_EARLY,
  KILL,
  KILL_GROUP,
  HURRY,
  PAUSE,
  RESUME,
  ONCE,
  AT_MOST_ONCE,
  UP,
  UP_LASTING,
  DOWN,
  DOWN_LASTING,
  LEAVE,
  TERMINATE,
  ABANDON,
  INTERRUPT;

  public static Happening of(Service service, Event event, Moment now) {
    return switch (event) {
      case Event.Started _ -> STARTED;
      case Event.StartFailed(var why) ->
          switch (why) {
            case NOT_EXECUTABLE -> NOT_EXECUTABLE;
            case NO_RESOURCES -> NO_RESOURCES;
            case LOCKED -> LOCKED;
            case CONTRADICTION -> CONTRADICTION;
          };
      case Event.Ready(int pid) -> pid == service.pid() ? READY : READY_STALE;
      case Event.ReadinessClosed(int pid) ->
          pid == service.pid() ? READINESS_CLOSED : READINESS_CLOSED_STALE;
      case Event.Died(int pid, _, _) -> pid == service.pid() ? DIED : DIED_STALE;
      case Event.FinishStarted _ -> FINISH_STARTED;
      case Event.FinishFailed(boolean absent) -> absent ? FINISH_ABSENT : FINISH_FAILED;
      case Event.Tick _ -> now.nanos() >= service.deadline() ? TICK_DUE : TICK_EARLY;
      case Event.Kill(_, boolean group) -> group ? KILL_GROUP : KILL;
      case Event.Hurry _ -> HURRY;
      case Event.Pause _ -> PAUSE;
      case Event.Resume _ -> RESUME;
      case Event.Once _ -> ONCE;
      case Event.AtMostOnce _ -> AT_MOST_ONCE;
      case Event.Up(boolean lasting) -> lasting ? UP_LASTING : UP;
      case Event.Down(boolean lasting, _) -> lasting ? DOWN_LASTING : DOWN;
      case Event.Leave _ -> LEAVE;
      case Event.Terminate _ -> TERMINATE;
      case Event.Abandon _ -> ABANDON;
      case Event.Interrupt _ -> INTERRUPT;
    };
  }

  /**
   * Whether the performer can ever say this to a service in that situation. It answers each request
   * exactly once, and nothing is over before the answer.
   */
  public boolean reachable(Situation situation) {
    return switch (this) {
      case STARTED, NOT_EXECUTABLE, NO_RESOURCES, LOCKED, CONTRADICTION -> situation.awaitsStart();
      case FINISH_STARTED, FINISH_ABSENT, FINISH_FAILED -> situation.awaitsFinish();
      case DIED -> situation.hasProcess();
      case READY, READINESS_CLOSED -> situation.up();
      case TICK_DUE ->
          situation.hasProcess() || situation == Situation.DOWN || situation == Situation.BACKOFF;
      case READY_STALE,
          READINESS_CLOSED_STALE,
          DIED_STALE,
          TICK_EARLY,
          KILL,
          KILL_GROUP,
          HURRY,
          PAUSE,
          RESUME,
          ONCE,
          AT_MOST_ONCE,
          UP,
          UP_LASTING,
          DOWN,
          DOWN_LASTING,
          LEAVE,
          TERMINATE,
          ABANDON,
          INTERRUPT ->
          true;
    };
  }
}
