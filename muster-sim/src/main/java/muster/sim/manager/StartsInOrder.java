package muster.sim.manager;

import java.util.List;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.manager.ManagerEffect;
import muster.plan.Dependency.Kind;
import muster.plan.Plan;
import muster.plan.Work;
import muster.sim.Finding;

/** Nothing starts before all that it needs serves, and what it comes after is settled. */
final class StartsInOrder extends Rule {
  private boolean[] served = new boolean[0];

  @Override
  void settled(World world, List<ManagerEffect> effects, Moment now) {
    for (ManagerEffect effect : effects) {
      if (effect instanceof ManagerEffect.Start(int node)) {
        if (!world.seats.get(node).service.wanted().up()
            && world.seats.get(node).service.pid() == 0) {
          check(world, node);
        }
      } else if (effect instanceof ManagerEffect.RunUp(int node)) {
        check(world, node);
      }
    }
    if (served.length == 0) {
      served = new boolean[world.seats.size()];
    }
    for (Seat seat : world.seats) {
      if (!seat.isLongrun() && seat.serves() && !served[seat.node]) {
        checkServing(world, seat.node);
      }
      served[seat.node] = seat.serves();
    }
  }

  private void check(World world, int node) {
    for (Plan.Edge edge : world.plan.edges()) {
      Seat other = world.seats.get(edge.from());
      if (edge.to() != node) {
        continue;
      }
      boolean free =
          switch (edge.kind()) {
            case NEEDS -> other.serves();
            case WANTS, AFTER, BEFORE -> settled(other);
          };
      if (!free) {
        throw new Finding(
            this,
            world.plan.name(node)
                + " is started, "
                + edge.kind()
                + " "
                + other.name()
                + ": "
                + other.told);
      }
    }
  }

  /** What has nothing to execute serves at once, and so in the settling that it starts in. */
  private void checkServing(World world, int node) {
    for (Plan.Edge edge : world.plan.edges()) {
      Seat other = world.seats.get(edge.from());
      boolean isMilestone = !(world.seats.get(node).definition.work() instanceof Work.Oneshot);
      if (edge.to() == node && isMilestone && edge.kind() == Kind.NEEDS && !other.serves()) {
        throw new Finding(
            this, world.plan.name(node) + " serves, and needs " + other.name() + ": " + other.told);
      }
    }
  }

  private static boolean settled(Seat seat) {
    return !seat.wantedUp()
        || seat.serves()
        || seat.stage() == Stage.FAILED
        || seat.waitsInVain()
        || seat.overdue();
  }
}
