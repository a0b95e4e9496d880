package muster.sim;

import muster.core.Service;
import muster.core.State;

/** The states as coverage counts them. A service that leaves when it is down is never down. */
public enum Situation {
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

  public static Situation of(Service service) {
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

  public boolean awaitsStart() {
    return this == SPAWNING;
  }

  public boolean awaitsFinish() {
    return this == FINISH_SPAWNING || this == FINISH_SPAWNING_LEAVING;
  }

  /** The kernel is at something: people wait. */
  public boolean awaits() {
    return awaitsStart() || awaitsFinish();
  }

  public boolean up() {
    return this == UP || this == UP_LEAVING;
  }

  public boolean hasProcess() {
    return up() || this == FINISHING || this == FINISHING_LEAVING;
  }

  /** Short enough for a column. */
  @Override
  public String toString() {
    return switch (this) {
      case DOWN -> "down";
      case BACKOFF -> "backoff";
      case SPAWNING -> "spawn";
      case UP -> "up";
      case FINISH_SPAWNING -> "finspawn";
      case FINISHING -> "finishing";
      case UP_LEAVING, FINISH_SPAWNING_LEAVING, FINISHING_LEAVING -> "..leaving";
      case GONE -> "gone";
    };
  }
}
