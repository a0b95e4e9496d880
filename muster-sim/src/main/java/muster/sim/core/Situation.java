package muster.sim.core;

import muster.core.Service;
import muster.core.State;

/** The states as coverage counts them. A service that leaves when it is down is never down. */
enum Situation {
  DOWN,
  BACKOFF,
  SPAWNING,
  UP,
  UP_LEAVING,
  FINISH_SPAWNING,
  FINISH_SPAWNING_LEAVING,
  FINISHING,
  FINISHING_LEAVING,
  GONE;

  static Situation of(Service service) {
    boolean leaving = service.wanted().leaving();
    return switch (service.state()) {
      case State.Down _ -> DOWN;
      case State.Backoff _ -> BACKOFF;
      case State.Spawning _ -> SPAWNING;
      case State.Up _ -> leaving ? UP_LEAVING : UP;
      case State.FinishSpawning _ -> leaving ? FINISH_SPAWNING_LEAVING : FINISH_SPAWNING;
      case State.Finishing _ -> leaving ? FINISHING_LEAVING : FINISHING;
      case State.Gone _ -> GONE;
    };
  }

  boolean awaitsStart() {
    return this == SPAWNING;
  }

  boolean awaitsFinish() {
    return this == FINISH_SPAWNING || this == FINISH_SPAWNING_LEAVING;
  }

  /** The kernel is at something: people wait. */
  boolean awaits() {
    return awaitsStart() || awaitsFinish();
  }

  boolean up() {
    return this == UP || this == UP_LEAVING;
  }

  boolean hasProcess() {
    return up() || this == FINISHING || this == FINISHING_LEAVING;
  }
}
