package muster.sim.manager;

import muster.core.GivenUp;
import muster.core.Service;
import muster.core.State;
import muster.core.trace.TraceRecord.Verb;

/** What a manager can be told of a service. */
enum Occasion {
  SPAWNING,
  RUNS,
  READY,
  DUMB,
  ENDING,
  AGAIN_LATER,
  DOWN,
  GIVEN_UP,
  NOT_EXECUTABLE,
  NO_RESOURCES,
  LOCKED,
  CONTRADICTION,
  NOT_STARTED_AND_NOT_WANTED,
  GONE,
  SAYS,
  SPAWNED,
  SPAWN_FAILED,
  DONE,
  FAILED,
  START,
  STOP,
  PRUNE,
  RESTART,
  RELOAD,
  END,
  HURRY;

  static Occasion of(Service service) {
    boolean wanted = service.wanted().up();
    return switch (service.state()) {
      case State.Spawning _ -> SPAWNING;
      case State.Up up ->
          switch (up.readiness()) {
            case State.Readiness.Awaited _ -> RUNS;
            case State.Readiness.Said _ -> READY;
            case State.Readiness.Silent _ -> DUMB;
          };
      case State.FinishSpawning _, State.Finishing _ -> ENDING;
      case State.Down(_, GivenUp why) ->
          wanted ? AGAIN_LATER : why == GivenUp.NOT ? DOWN : GIVEN_UP;
      case State.Backoff(_, State.StartFailure why) ->
          !wanted
              ? NOT_STARTED_AND_NOT_WANTED
              : switch (why) {
                case NOT_EXECUTABLE -> NOT_EXECUTABLE;
                case NO_RESOURCES -> NO_RESOURCES;
                case LOCKED -> LOCKED;
                case CONTRADICTION -> CONTRADICTION;
              };
      case State.Gone _ -> GONE;
    };
  }

  static Occasion of(Verb verb) {
    return switch (verb) {
      case START -> START;
      case STOP -> STOP;
      case PRUNE -> PRUNE;
      case RESTART -> RESTART;
      case RELOAD -> RELOAD;
      case END -> END;
      case HURRY -> HURRY;
    };
  }
}
