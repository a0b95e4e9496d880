package muster.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import muster.core.GivenUp;
import muster.core.Moment;
import muster.core.Next;
import muster.core.Restarts;
import muster.core.Service;
import muster.core.Stage;
import muster.core.State;
import muster.core.Wanted;
import muster.core.trace.TraceRecord;
import muster.core.trace.TraceRecord.Verb;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small sets, by hand: what the simulation of whole sets does not look at. */
class ManagerTest {
  private static final Position NOWHERE = Position.of("-");
  private static final Program PROGRAM = new Program.Script("true");
  private static final Moment NOW = new Moment(1, 1);
  private static final long NEVER = Moment.NEVER;
  private static final String UNTIL_THE_END =
      ": only the end of muster run (Ctrl-C or SIGTERM) stops that";

  private Moment now = NOW;
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
    assertThat(done).contains(new ManagerEffect.Tell(new TraceRecord.Answered(NOW, 1, 1, "")));
  }

  @Test
  void aOneshotIsTriedAgainWhenItsPauseIsOver() {
    int lease = oneshot(OnFailure.NOTHING, OnLoss.KEEP, new Retry(2, 100, 150), 1000);
    Manager manager = manager(1);
    ask(manager, Verb.START, 0, lease);
    end(manager, lease, 7, 0x300);
    assertThat(started()).containsExactly(lease);
    assertThat(reason(lease)).isEqualTo("exited 3");
    assertThat(manager.deadline()).isEqualTo(NOW.plus(100 * Moment.MILLISECOND));
    settle(manager, manager.deadline() - 1);
    assertThat(started()).hasSize(1);
    settle(manager, manager.deadline());
    assertThat(started()).hasSize(2);
    assertThat(manager.deadline()).isEqualTo(NOW.plus(1000 * Moment.MILLISECOND));
  }

  /** However many tries are left: the limit is for all of them together. */
  @Test
  void theTimeLimitIsForAllTriesTogether() {
    int lease = oneshot(OnFailure.NOTHING, OnLoss.KEEP, new Retry(9, 100, 5000), 150);
    Manager manager = manager(1);
    ask(manager, Verb.START, 0, lease);
    end(manager, lease, 7, 0x300);
    settle(manager, manager.deadline());
    end(manager, lease, 8, 0x300);
    settle(manager, manager.deadline());
    assertThat(started()).hasSize(2);
    assertThat(reason(lease)).isEqualTo("took longer than 150ms to be done");
    assertThat(done).contains(new ManagerEffect.Tell(new TraceRecord.Answered(now, 1, 1, "")));
  }

  /** Its run is dead, and its finish hangs: who asks a second time is not to wait for that. */
  @Test
  void aFinishIsHurriedToo() {
    int web = longrun();
    Manager manager = manager(1);
    ask(manager, Verb.START, 0, web);
    moved(manager, web, true, up(7));
    ask(manager, Verb.END, 0);
    moved(manager, web, false, finishing(8));
    assertThat(told(web).due()).isEqualTo(NEVER);
    assertThat(done).doesNotContain(new ManagerEffect.Hurry(web));
    ask(manager, Verb.HURRY, 0);
    assertThat(done).containsOnlyOnce(new ManagerEffect.Hurry(web));
  }

  /** Who takes too long is given up, and killed only when everything ends. */
  @Test
  void whatALimitMeansIsTold() {
    int web = longrun(5000);
    Manager manager = manager(1);
    ask(manager, Verb.START, 0, web);
    moved(manager, web, true, new State.Up(7, new State.Readiness.Silent(), false, NEVER, false));
    ask(manager, Verb.STOP, 0, web);
    assertThat(told(web).stage()).isEqualTo(Stage.STOPPING);
    assertThat(told(web).due()).isEqualTo(NEVER);
    assertThat(told(web).limit()).isEqualTo(NOW.plus(5 * Moment.SECOND));
    ask(manager, Verb.END, 0);
    assertThat(told(web).due()).isEqualTo(NOW.plus(5 * Moment.SECOND));
    assertThat(told(web).limit()).isEqualTo(NEVER);
  }

  /** It begins only then, and has a second, as all that is stopped from then on. */
  @Test
  void aFinishThatBeginsInAHurryHasASecond() {
    int web = longrun();
    Manager manager = manager(1);
    ask(manager, Verb.START, 0, web);
    moved(manager, web, true, up(7));
    ask(manager, Verb.END, 0);
    ask(manager, Verb.HURRY, 0); // which kills run
    done.clear();
    moved(manager, web, false, new State.FinishSpawning(new Next.At(0), 0, List.of()));
    settle(manager, NOW.plus(Moment.SECOND / 2));
    moved(manager, web, false, finishing(8)); // which begins no new second
    assertThat(told(web).due()).isEqualTo(NOW.plus(Moment.SECOND));
    settle(manager, NOW.plus(Moment.SECOND) - 1);
    assertThat(done).doesNotContain(new ManagerEffect.Hurry(web));
    settle(manager, NOW.plus(Moment.SECOND));
    assertThat(done).containsOnlyOnce(new ManagerEffect.Hurry(web));
  }

  private static State up(int pid) {
    return new State.Up(pid, new State.Readiness.Silent(), false, NEVER, false);
  }

  private static State finishing(int pid) {
    return new State.Finishing(pid, new Next.At(0), NEVER);
  }

  private void moved(Manager manager, int node, boolean wantedUp, State state) {
    Service service = new Service(new Wanted(wantedUp, false), state, 0, 0, 0, Restarts.NONE);
    manager.on(new ManagerEvent.Moved(node, service), now);
    settle(manager);
  }

  /** What is under way already comes to its end first, and is no step of the request. */
  @Test
  void aDryRunBeginsWithHowThingsAre() {
    int base = oneshot(OnFailure.NOTHING, OnLoss.KEEP);
    int going = oneshot(OnFailure.NOTHING, OnLoss.KEEP);
    int coming = oneshot(OnFailure.NOTHING, OnLoss.KEEP);
    edges.add(new Plan.Edge(base, going, Kind.NEEDS, NOWHERE));
    edges.add(new Plan.Edge(base, coming, Kind.NEEDS, NOWHERE));
    Plan plan = plan();
    Map<String, TraceRecord.Changed> present =
        Map.of(
            "s0", changed("s0", Stage.UP, true, true),
            "s1", changed("s1", Stage.STOPPING, false, false),
            "s2", changed("s2", Stage.STARTING, false, true));
    assertThat(steps(plan, present, Verb.STOP, base)).containsExactly("-s2", "-s0");
    assertThat(steps(plan, present, Verb.START, going)).containsExactly("+s1");
    assertThat(steps(plan, present, Verb.START, coming)).isEmpty();
    assertThat(steps(plan, present, Verb.PRUNE, coming)).isEmpty();
    assertThat(steps(plan, present, Verb.PRUNE, going)).containsExactly("-s2");
    assertThat(steps(plan, present, Verb.RESTART, base))
        .containsExactly("-s2", "-s0", "+s0", "+s2");
    assertThat(steps(plan, Map.of(), Verb.START, coming)).containsExactly("+s0", "+s2");
  }

  /** Nor is what it needs; who asked is told so, and what else was asked for is done. */
  @Test
  void whatIsEssentialIsNotStoppedAndItIsSaidWhy() {
    int device = oneshot(OnFailure.NOTHING, OnLoss.KEEP);
    int console = essential();
    int web = longrun();
    edges.add(new Plan.Edge(device, console, Kind.NEEDS, NOWHERE));
    Manager manager = manager(1, 1, 1);
    ask(manager, Verb.START, 0, console, web);
    end(manager, device, 7, 0);
    moved(manager, console, true, up(8));
    moved(manager, web, true, up(9));
    done.clear();
    ask(manager, Verb.RESTART, 0, console);
    assertThat(answer().reason()).isEqualTo("s1 is essential" + UNTIL_THE_END);
    done.clear();
    ask(manager, Verb.STOP, 0, device, web);
    assertThat(done).contains(new ManagerEffect.Stop(web));
    moved(manager, web, false, new State.Down(0, GivenUp.NOT));
    assertThat(answer().code()).isEqualTo(1);
    assertThat(answer().reason())
        .isEqualTo("s0 is needed by s1, which is essential" + UNTIL_THE_END);
    assertThat(done)
        .doesNotContain(new ManagerEffect.Stop(console), new ManagerEffect.RunDown(device));
  }

  @Test
  void ofVeryManyThatAreEssentialTheFirstAreNamed() {
    Integer[] all = {essential(), essential(), essential(), essential(), essential()};
    Manager manager = manager(1, 1, 1, 1, 1);
    ask(manager, Verb.START, 0, all);
    for (int node : all) {
      moved(manager, node, true, up(10 + node));
    }
    done.clear();
    ask(manager, Verb.STOP, 0, all);
    assertThat(answer().reason())
        .isEqualTo("s0 is essential; s1 is essential; s2 is essential; 2 more" + UNTIL_THE_END);
  }

  @Test
  void whatIsDoneOnceCannotBeReloaded() {
    int device = oneshot(OnFailure.NOTHING, OnLoss.KEEP);
    Manager manager = manager(1);
    ask(manager, Verb.START, 0, device);
    end(manager, device, 7, 0);
    done.clear();
    ask(manager, Verb.RELOAD, 0, device);
    assertThat(answer().code()).isEqualTo(1);
    assertThat(answer().reason()).startsWith("s0 is no longrun: ");
  }

  @Test
  void nothingIsStartedAnyMoreWhenAllIsBeingStopped() {
    int web = longrun();
    Manager manager = manager(1);
    ask(manager, Verb.START, 0, web);
    moved(manager, web, true, up(7));
    ask(manager, Verb.END, 0);
    done.clear();
    ask(manager, Verb.START, 0, web);
    assertThat(answer().reason()).isEqualTo("everything is being stopped");
  }

  private static TraceRecord.Changed changed(
      String name, Stage stage, boolean ready, boolean wantedUp) {
    int pid = stage == Stage.UP ? 0 : 7;
    return new TraceRecord.Changed(
        NOW,
        name,
        stage,
        ready,
        wantedUp,
        pid,
        0,
        TraceRecord.NO_STATUS,
        Moment.NEVER,
        Moment.NEVER,
        "");
  }

  private static List<String> steps(
      Plan plan, Map<String, TraceRecord.Changed> present, Verb verb, int node) {
    DryRun dryRun = new DryRun(plan, present);
    assertThat(dryRun.ask(verb, List.of(node))).isZero();
    return dryRun.steps().stream()
        .map(step -> (step.deed() == DryRun.Deed.START ? "+" : "-") + step.service())
        .toList();
  }

  private int oneshot(OnFailure onFailure, OnLoss onLoss) {
    return oneshot(onFailure, onLoss, Retry.NEVER, 0);
  }

  private int oneshot(OnFailure onFailure, OnLoss onLoss, Retry retry, long upMillis) {
    return add(new Work.Oneshot(PROGRAM, null, retry), onFailure, onLoss, upMillis, 0);
  }

  private int longrun() {
    return longrun(0);
  }

  private int essential() {
    int node = longrun();
    Definition plain = services.get(node);
    services.set(
        node,
        new Definition(
            plain.name(), NOWHERE, plain.work(), List.of(), plain.settings().asEssential()));
    return node;
  }

  private int longrun(long downMillis) {
    Work work = new Work.Longrun(PROGRAM, PROGRAM, 0, new Readiness.None(), Restart.S6, Stop.S6);
    return add(work, OnFailure.NOTHING, OnLoss.KEEP, 0, downMillis);
  }

  private int add(Work work, OnFailure onFailure, OnLoss onLoss, long upMillis, long downMillis) {
    Settings settings =
        new Settings(
            null,
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            Attributes.NONE,
            upMillis,
            downMillis,
            false,
            onFailure,
            onLoss,
            new Log.None(),
            List.of());
    services.add(new Definition("s" + services.size(), NOWHERE, work, List.of(), settings));
    return services.size() - 1;
  }

  private Manager manager(long... durations) {
    return new Manager(plan(), durations);
  }

  private Plan plan() {
    int[] from = edges.stream().mapToInt(Plan.Edge::from).toArray();
    int[] to = edges.stream().mapToInt(Plan.Edge::to).toArray();
    return new Plan(services, List.of(), edges, Graph.of(services.size(), from, to));
  }

  private void ask(Manager manager, Verb verb, int jobs, Integer... nodes) {
    manager.on(new ManagerEvent.Asked(1, verb, List.of(nodes), jobs, 0), now);
    settle(manager);
  }

  private void end(Manager manager, int node, int pid, int waitStatus) {
    manager.on(new ManagerEvent.Spawned(node, pid), now);
    settle(manager);
    manager.on(new ManagerEvent.Ended(node, pid, waitStatus), now);
    settle(manager);
  }

  private void settle(Manager manager, long nanos) {
    now = new Moment(nanos, nanos);
    settle(manager);
  }

  private void settle(Manager manager) {
    do {
      done.addAll(manager.settle(now));
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

  /** The last one. */
  private TraceRecord.Answered answer() {
    TraceRecord.Answered last = null;
    for (ManagerEffect effect : done) {
      if (effect instanceof ManagerEffect.Tell(TraceRecord.Answered answered)) {
        last = answered;
      }
    }
    return Objects.requireNonNull(last);
  }

  private String reason(int node) {
    return told(node).reason();
  }

  private TraceRecord.Changed told(int node) {
    TraceRecord.Changed last = null;
    for (ManagerEffect effect : done) {
      if (effect instanceof ManagerEffect.Tell(TraceRecord.Changed told)
          && told.service().equals("s" + node)) {
        last = told;
      }
    }
    return Objects.requireNonNull(last);
  }
}
