package muster.sim.manager;

import muster.core.Moment;
import muster.core.State;
import muster.plan.Work;
import muster.sim.Finding;

/** After each turn, the last record of a service says how it is. */
final class TraceIsTrue extends Rule {
  @Override
  void turned(World world, Moment now) {
    for (Seat seat : world.seats) {
      boolean good =
          switch (seat.definition.work()) {
            case Work.Longrun _ -> longrun(seat);
            case Work.Oneshot _ -> oneshot(seat);
            case Work.Milestone _, Work.Bundle _ ->
                switch (seat.stage()) {
                  case DOWN, WAITING, FAILED -> true;
                  case UP -> seat.serves();
                  case STARTING, STOPPING, FINISHING, BACKOFF -> false;
                };
          };
      if (!good || pid(seat) != (seat.told == null ? 0 : seat.told.pid())) {
        throw new Finding(this, seat.told + ", and it is " + seat.service + ", pid " + pid(seat));
      }
    }
  }

  private static int pid(Seat seat) {
    return seat.isLongrun() ? seat.service.pid() : seat.process == null ? 0 : seat.process.pid;
  }

  private static boolean longrun(Seat seat) {
    State state = seat.service.state();
    boolean wanted = seat.service.wanted().up();
    boolean rests =
        state instanceof State.Gone
            || !wanted && (state instanceof State.Down || state instanceof State.Backoff);
    boolean ready =
        state instanceof State.Up up
            && (!seat.notifies() || up.readiness() instanceof State.Readiness.Said);
    return switch (seat.stage()) {
      case DOWN, WAITING, FAILED -> rests;
      case STARTING -> state instanceof State.Spawning || state instanceof State.Up && !ready;
      case UP -> seat.serves() ? ready : state instanceof State.Up && !wanted;
      case STOPPING -> state instanceof State.Spawning || state instanceof State.Up;
      case FINISHING -> state instanceof State.FinishSpawning || state instanceof State.Finishing;
      case BACKOFF -> wanted && (state instanceof State.Down || state instanceof State.Backoff);
    };
  }

  private static boolean oneshot(Seat seat) {
    boolean runs = seat.spawning || seat.process != null;
    return switch (seat.stage()) {
      case DOWN, WAITING, FAILED, BACKOFF -> !runs;
      case STARTING, STOPPING -> runs;
      case UP -> !runs && seat.serves();
      case FINISHING -> false;
    };
  }
}
