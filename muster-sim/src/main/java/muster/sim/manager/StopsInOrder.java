package muster.sim.manager;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.manager.ManagerEffect;
import muster.plan.Dependency.Kind;
import muster.plan.Plan;
import muster.sim.Finding;

/**
 * Nothing that serves is stopped before all that needs it is gone, nor before what comes after it
 * and goes down too. Comes before the records are read: what served before counts.
 */
final class StopsInOrder extends Rule {
  private boolean[] served = new boolean[0];

  /** Whom a stranger has started may be stopped again in the same settling. */
  private final Set<Seat> strange = new HashSet<>();

  @Override
  void stranger(World world, Seat seat) {
    strange.add(seat);
  }

  @Override
  void settled(World world, List<ManagerEffect> effects, Moment now) {
    boolean[] before = new boolean[world.seats.size()];
    for (Seat seat : world.seats) {
      before[seat.node] = seat.serves();
    }
    served = before;
  }

  @Override
  void asks(World world, ManagerEffect effect) {
    switch (effect) {
      case ManagerEffect.Stop(int node) -> check(world, node);
      case ManagerEffect.RunDown(int node) -> check(world, node);
      case ManagerEffect.Start _,
          ManagerEffect.RunUp _,
          ManagerEffect.Kill _,
          ManagerEffect.Hurry _,
          ManagerEffect.Reload _,
          ManagerEffect.Signal _,
          ManagerEffect.Tell _,
          ManagerEffect.Finish _ -> {}
    }
  }

  private void check(World world, int node) {
    Seat seat = world.seats.get(node);
    boolean serves = served[node] && (!seat.isLongrun() || seat.service.pid() != 0);
    boolean meant = serves || !seat.wantedUp();
    for (Plan.Edge edge : world.plan.edges()) {
      if (edge.from() != node || !meant) {
        continue;
      }
      Seat other = world.seats.get(edge.to());
      boolean goes =
          !strange.contains(other) && !other.wantedUp() && other.stage() == Stage.STOPPING;
      if (!other.gone() && (edge.kind() == Kind.NEEDS || goes)) {
        throw new Finding(
            this,
            seat.name()
                + " is stopped, and "
                + other.name()
                + " "
                + edge.kind()
                + " it: "
                + other.told);
      }
    }
  }
}
