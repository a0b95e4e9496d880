package muster.sim.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.plan.Attributes;
import muster.plan.Definition;
import muster.plan.Dependency.Kind;
import muster.plan.Log;
import muster.plan.Plan;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Restart;
import muster.plan.Retry;
import muster.plan.Settings;
import muster.plan.Settings.OnFailure;
import muster.plan.Settings.OnLoss;
import muster.plan.Stop;
import muster.plan.Work;
import muster.plan.graph.Graph;
import muster.sim.Chance;
import org.jspecify.annotations.Nullable;

/** Small sets of services, left to chance. */
final class Plans {
  private static final int SERVICES_MIN = 2;
  private static final int SERVICES_MORE = 8;
  private static final Position NOWHERE = Position.of("-");
  private static final Program PROGRAM = new Program.Script("");

  private final Chance chance;

  Plans(Chance chance) {
    this.chance = chance;
  }

  Plan some() {
    int count = SERVICES_MIN + chance.below(SERVICES_MORE);
    int[] order = shuffled(count);
    List<Plan.Edge> edges = new ArrayList<>();
    for (int later = 1; later < count; later++) {
      for (int n = chance.pick(0, 1, 1, 1, 2, 3); n > 0; n--) {
        edges.add(new Plan.Edge(order[chance.below(later)], order[later], kind(), NOWHERE));
      }
    }
    List<Definition> services = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      services.add(new Definition("s" + i, NOWHERE, work(), List.of(), settings()));
    }
    return new Plan(services, List.of(), edges, graph(count, edges));
  }

  private static Graph graph(int count, List<Plan.Edge> edges) {
    int[] from = edges.stream().mapToInt(Plan.Edge::from).toArray();
    int[] to = edges.stream().mapToInt(Plan.Edge::to).toArray();
    return Graph.of(count, from, to);
  }

  /** The numbers say nothing about the order. */
  private int[] shuffled(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int at = chance.below(i + 1);
      order[i] = order[at];
      order[at] = i;
    }
    return order;
  }

  private Kind kind() {
    return chance.pick(
        Kind.NEEDS, Kind.NEEDS, Kind.NEEDS, Kind.WANTS, Kind.WANTS, Kind.AFTER, Kind.BEFORE);
  }

  private Work work() {
    return switch (chance.below(8)) {
      case 0 -> new Work.Milestone();
      case 1, 2 -> new Work.Oneshot(program(6), program(2), retry());
      default -> new Work.Longrun(PROGRAM, null, 0, readiness(), restart(), Stop.S6);
    };
  }

  private Readiness readiness() {
    return switch (chance.below(4)) {
      case 0, 1 -> new Readiness.None();
      case 2 -> new Readiness.Descriptor(3);
      default -> new Readiness.Notify(chance.pickLong(0, 1000, 3000));
    };
  }

  private @Nullable Program program(int noneOnceIn) {
    return chance.oneIn(noneOnceIn) ? null : PROGRAM;
  }

  private Retry retry() {
    long delay = chance.pickLong(0, 50, 1000, 5000);
    int times = chance.pick(0, 1, 1, 3);
    return times == 0 ? Retry.NEVER : new Retry(times, delay, delay * 4);
  }

  private Restart restart() {
    long delay = chance.pickLong(50, 200, 1000, 5000);
    Restart.When when =
        chance.pick(
            Restart.When.ALWAYS, Restart.When.ALWAYS, Restart.When.ON_FAILURE, Restart.When.NEVER);
    return new Restart(when, delay, delay * 4, chance.pick(0, 0, 3), 10_000);
  }

  private Settings settings() {
    return new Settings(
        null,
        null,
        null,
        null,
        Map.of(),
        Map.of(),
        Attributes.NONE,
        limit(),
        limit(),
        chance.oneIn(10),
        chance.oneIn(14) ? OnFailure.EXIT : OnFailure.NOTHING,
        chance.pick(OnLoss.KEEP, OnLoss.STOP, OnLoss.RESTART, OnLoss.RESTART),
        new Log.None(),
        List.of());
  }

  private long limit() {
    return chance.oneIn(2) ? 0 : 1 + chance.latency(8_000_000_000L) / 1_000_000;
  }
}
