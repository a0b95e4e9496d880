package muster.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.core.Moment;
import muster.core.trace.TraceRecord;
import muster.core.trace.TraceRecord.Verb;
import muster.plan.Attributes;
import muster.plan.Definition;
import muster.plan.Dependency.Kind;
import muster.plan.Log;
import muster.plan.Plan;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Settings;
import muster.plan.Settings.OnFailure;
import muster.plan.Settings.OnLoss;
import muster.plan.Work;
import muster.plan.graph.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small sets, by hand: what the simulation of whole sets does not look at. */
class ManagerTest {
  private static final Position NOWHERE = Position.of("-");
  private static final Program PROGRAM = new Program.Script("true");
  private static final Moment NOW = new Moment(1, 1);

  private final List<Definition> services = new ArrayList<>();
  private final List<Plan.Edge> edges = new ArrayList<>();
  private final List<ManagerEffect> done = new ArrayList<>();

  @Test
  void theLongestRemainingChainStartsFirst() {
    int single = oneshot(OnFailure.NOTHING, OnLoss.KEEP);
    int first = oneshot(OnFailure.NOTHING, OnLoss.KEEP);
    int second = oneshot(OnFailure.NOTHING, OnLoss.KEEP);
    edges.add(new Plan.Edge(first, second, Kind.NEEDS, NOWHERE));
    Manager manager = manager(50, 10, 60);
    ask(manager, Verb.START, 0, single, second);
    assertThat(started()).containsExactly(first, single);
  }

  @Test
  void asManyAreStartingAsWasAllowed() {
    int a = oneshot(OnFailure.NOTHING, OnLoss.KEEP);
    int b = oneshot(OnFailure.NOTHING, OnLoss.KEEP);
    Manager manager = manager(1, 1);
    ask(manager, Verb.START, 1, a, b);
    assertThat(started()).containsExactly(a);
    end(manager, a, 7, 0);
    assertThat(started()).containsExactly(a, b);
  }

  @ParameterizedTest
  @CsvSource({"0x100, 1", "0x2a00, 42", "9, 137", "0x86, 134"})
  void everythingEndsAsTheServiceDid(String waitStatus, int code) {
    int main = oneshot(OnFailure.EXIT, OnLoss.KEEP);
    Manager manager = manager(1);
    ask(manager, Verb.START, 0, main);
    end(manager, main, 7, Integer.decode(waitStatus));
    assertThat(done).contains(new ManagerEffect.Finish(code));
  }

  @Test
  void whatNeedsAFailedOneIsNotTriedAndSaysSo() {
    int first = oneshot(OnFailure.NOTHING, OnLoss.KEEP);
    int second = oneshot(OnFailure.NOTHING, OnLoss.KEEP);
    edges.add(new Plan.Edge(first, second, Kind.NEEDS, NOWHERE));
    Manager manager = manager(1, 1);
    ask(manager, Verb.START, 0, second);
    end(manager, first, 7, 0x300);
    assertThat(reason(first)).isEqualTo("exited 3");
    assertThat(reason(second)).isEqualTo("needs s0, which failed");
    assertThat(started()).containsExactly(first);
    assertThat(done).contains(new ManagerEffect.Tell(new TraceRecord.Answered(NOW, 1, 1)));
  }

  private int oneshot(OnFailure onFailure, OnLoss onLoss) {
    Settings settings =
        new Settings(
            null,
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            Attributes.NONE,
            0,
            0,
            false,
            onFailure,
            onLoss,
            new Log.None(),
            List.of());
    Work work = new Work.Oneshot(PROGRAM, null);
    services.add(new Definition("s" + services.size(), NOWHERE, work, List.of(), settings));
    return services.size() - 1;
  }

  private Manager manager(long... durations) {
    int[] from = edges.stream().mapToInt(Plan.Edge::from).toArray();
    int[] to = edges.stream().mapToInt(Plan.Edge::to).toArray();
    Graph graph = Graph.of(services.size(), from, to);
    return new Manager(new Plan(services, List.of(), edges, graph), durations);
  }

  private void ask(Manager manager, Verb verb, int jobs, Integer... nodes) {
    manager.on(new ManagerEvent.Asked(1, verb, List.of(nodes), jobs, 0), NOW);
    settle(manager);
  }

  private void end(Manager manager, int node, int pid, int waitStatus) {
    manager.on(new ManagerEvent.Spawned(node, pid), NOW);
    settle(manager);
    manager.on(new ManagerEvent.Ended(node, pid, waitStatus), NOW);
    settle(manager);
  }

  private void settle(Manager manager) {
    do {
      done.addAll(manager.settle(NOW));
    } while (manager.hasMore());
  }

  private List<Integer> started() {
    List<Integer> started = new ArrayList<>();
    for (ManagerEffect effect : done) {
      if (effect instanceof ManagerEffect.RunUp(int node)) {
        started.add(node);
      }
    }
    return started;
  }

  private String reason(int node) {
    String reason = "";
    for (ManagerEffect effect : done) {
      if (effect instanceof ManagerEffect.Tell(TraceRecord.Changed told)
          && told.service().equals("s" + node)) {
        reason = told.reason();
      }
    }
    return reason;
  }
}
