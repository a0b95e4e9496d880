package muster.sim.manager;

import java.util.EnumSet;
import java.util.Set;
import muster.core.Stage;

/**
 * Which stages meet which occasions. A stage is what the manager has told last; when several things
 * happen in one turn it has not told the newest, and they meet others, too.
 */
final class Possible {
  private static final Set<Stage> ALL = EnumSet.allOf(Stage.class);

  private Possible() {}

  static boolean meet(Stage stage, Occasion occasion) {
    return stages(occasion).contains(stage);
  }

  private static Set<Stage> stages(Occasion occasion) {
    return switch (occasion) {
      case SPAWNING, START, STOP, PRUNE, RESTART, RELOAD, END, HURRY -> ALL;
      case RUNS -> EnumSet.of(Stage.STARTING, Stage.STOPPING);
      case READY, DUMB -> EnumSet.of(Stage.STARTING, Stage.UP, Stage.STOPPING);
      case ENDING -> EnumSet.of(Stage.STARTING, Stage.UP, Stage.STOPPING, Stage.FINISHING);
      case AGAIN_LATER ->
          EnumSet.of(Stage.DOWN, Stage.FAILED, Stage.STARTING, Stage.UP, Stage.FINISHING);
      case DOWN ->
          EnumSet.of(Stage.DOWN, Stage.WAITING, Stage.STOPPING, Stage.FINISHING, Stage.FAILED);
      case GIVEN_UP -> EnumSet.of(Stage.STARTING, Stage.UP, Stage.FINISHING);
      case NOT_EXECUTABLE, NO_RESOURCES, LOCKED, CONTRADICTION ->
          EnumSet.of(Stage.STARTING, Stage.BACKOFF);
      case NOT_STARTED_AND_NOT_WANTED -> EnumSet.of(Stage.STARTING, Stage.STOPPING);
      case GONE ->
          EnumSet.of(
              Stage.DOWN,
              Stage.WAITING,
              Stage.STOPPING,
              Stage.FINISHING,
              Stage.BACKOFF,
              Stage.FAILED);
      case SAYS -> EnumSet.of(Stage.STARTING, Stage.UP, Stage.STOPPING);
      case SPAWNED, SPAWN_FAILED, DONE, FAILED -> EnumSet.of(Stage.STARTING, Stage.STOPPING);
    };
  }
}
