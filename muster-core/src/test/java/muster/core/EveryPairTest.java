package muster.core;

import static muster.core.Pairs.NOW;
import static muster.core.Pairs.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import muster.core.Pairs.Pair;
import muster.core.wire.Status;
import org.junit.jupiter.api.Test;

/** What holds for every state and every event, tried with each of them. */
class EveryPairTest {

  @Test
  void everyKindOfStateAndOfEventIsTried() {
    assertThat(names(Pairs.states())).isEqualTo(kinds(State.class));
    assertThat(names(Pairs.events())).isEqualTo(kinds(Event.class));
  }

  @Test
  void nothingThrowsAndEveryStepIsComplete() {
    Pairs.forEach(pair -> {
      Step step = pair.step();
      assertThat(step.next()).as("%s", pair).isNotNull();
      assertThat(step.next().status()).as("%s", pair).isNotNull();
      assertThat(step.effects()).as("%s", pair).doesNotContainNull();
    });
  }

  @Test
  void signalsGoOnlyToTheProcessOfTheState() {
    Pairs.forEach(pair -> {
      Step step = pair.step();
      for (Effect.Signal signal : all(step, Effect.Signal.class)) {
        assertThat(signal.pid())
            .as("%s", pair)
            .isPositive()
            .isIn(pair.service().pid(), born(pair.event()), step.next().pid());
      }
    });
  }

  @Test
  void anEventAboutAnotherProcessChangesNothing() {
    for (Service service : Pairs.services()) {
      for (Event event : Pairs.aboutProcess(STALE)) {
        assertStays(new Pair(service, event));
      }
    }
  }

  @Test
  void anAnswerThatNobodyWaitsForChangesNothing() {
    for (Service service : Pairs.services()) {
      for (Event event : Pairs.answers()) {
        if (!isAnswer(service, event)) {
          assertStays(new Pair(service, event));
        }
      }
    }
  }

  @Test
  void whatIsGoneStaysGone() {
    Pairs.forEach(pair -> {
      if (pair.service().state() instanceof State.Gone) {
        assertStays(pair);
      }
    });
  }

  @Test
  void supervisionIsReleasedExactlyWhenItIsOverAndThenNothingFollows() {
    Pairs.forEach(pair -> {
      Step step = pair.step();
      boolean over = is(step.next(), State.Gone.class) && !is(pair.service(), State.Gone.class);
      assertThat(all(step, Effect.Release.class)).as("%s", pair).hasSize(over ? 1 : 0);
      if (over) {
        assertThat(step.effects())
            .as("%s", pair)
            .endsWith(new Effect.Notify("x"), new Effect.Release());
      }
    });
  }

  @Test
  void theStatusOnDiskIsThatOfTheServiceWheneverItChanges() {
    Pairs.forEach(pair -> {
      Step step = pair.step();
      List<Effect.WriteStatus> written = all(step, Effect.WriteStatus.class);
      boolean untold =
          is(step.next(), State.Gone.class) || is(step.next(), State.FinishSpawning.class);
      boolean left = is(step.next(), State.Gone.class) && born(pair.event()) != 0;
      if (!written.isEmpty() && !left) {
        assertThat(written.getLast().status()).as("%s", pair).isEqualTo(step.next().status());
      } else if (!untold) {
        assertThat(step.next().status()).as("%s", pair).isEqualTo(pair.service().status());
      }
    });
  }

  @Test
  void theStatusIsWrittenBeforeTheEventThatTellsOfIt() {
    Pairs.forEach(pair -> {
      Status written = null;
      for (Effect effect : pair.step().effects()) {
        if (effect instanceof Effect.WriteStatus(Status status)) {
          written = status;
        } else if (effect instanceof Effect.Notify(String events) && !events.equals("x")) {
          assertThat(written).as("%s before %s", pair, events).isNotNull();
        }
      }
    });
  }

  @Test
  void aStartIsAskedForExactlyWhenItIsAwaited() {
    Pairs.forEach(pair -> {
      Step step = pair.step();
      boolean anew = pair.event() instanceof Event.StartFailed; // and u waited for the answer
      boolean starts =
          anew
              ? is(step.next(), State.Spawning.class) && isAnswer(pair)
              : entered(pair, step, State.Spawning.class);
      assertThat(all(step, Effect.Start.class)).as("%s", pair).hasSize(starts ? 1 : 0);
      assertThat(all(step, Effect.StartFinish.class))
          .as("%s", pair)
          .hasSize(entered(pair, step, State.FinishSpawning.class) ? 1 : 0);
    });
  }

  @Test
  void aRequestWaitsForTheAnswerThatIsAwaited() {
    for (Service service : Pairs.services()) {
      for (Event.Request request : Pairs.requests()) {
        if (awaits(service)) {
          List<Event.Request> waiting = new ArrayList<>(waiting(service));
          waiting.add(request);
          Pair pair = new Pair(service, request);
          assertThat(pair.step())
              .as("%s", pair)
              .isEqualTo(Step.stay(waitingWith(service, waiting)));
        }
      }
    }
  }

  @Test
  void whatWaitedIsDoneAsIfItCameAfterTheAnswer() {
    Pairs.forEach(pair -> {
      if (isAnswer(pair)) {
        Service alone = waitingWith(pair.service(), List.of());
        Step step = ServiceMachine.step(alone, pair.event(), NOW);
        List<Effect> effects = new ArrayList<>(step.effects());
        for (Event.Request request : waiting(pair.service())) {
          step = ServiceMachine.step(step.next(), request, NOW);
          effects.addAll(step.effects());
        }
        assertThat(pair.step()).as("%s", pair).isEqualTo(new Step(step.next(), effects));
      }
    });
  }

  @Test
  void requestsDoNotPileUpForEver() {
    for (Service service : Pairs.services()) {
      if (awaits(service)) {
        Step step = Step.stay(service);
        for (int i = 0; i < 1_000; i++) {
          step = ServiceMachine.step(step.next(), new Event.Up(false), NOW);
        }
        assertThat(waiting(step.next())).hasSizeLessThan(100);
        assertThat(step.effects()).hasOnlyElementsOfType(Effect.Warn.class).hasSize(1);
      }
    }
  }

  @Test
  void onlyOnceStartsWhatIsNotWantedUp() {
    Pairs.forEach(pair -> {
      Step step = pair.step();
      boolean once =
          pair.event() instanceof Event.Once || waiting(pair.service()).contains(new Event.Once());
      if (!all(step, Effect.Start.class).isEmpty() && !once) {
        assertThat(step.next().wanted().up()).as("%s", pair).isTrue();
      }
    });
  }

  @Test
  void afterATickTheNextDeadlineIsLaterSoThatTheLoopCanSleep() {
    Pairs.forEach(pair -> {
      if (pair.event() instanceof Event.Tick) {
        assertThat(pair.step().next().deadline()).as("%s", pair).isGreaterThan(NOW.nanos());
      }
    });
  }

  @Test
  void aTickBeforeTheDeadlineChangesNothing() {
    Pairs.forEach(pair -> {
      if (pair.event() instanceof Event.Tick && pair.service().deadline() > NOW.nanos()) {
        assertStays(pair);
      }
    });
  }

  @Test
  void whatLeavesKeepsLeaving() {
    Pairs.forEach(pair -> {
      Wanted next = pair.step().next().wanted();
      boolean asked =
          leaves(pair.event())
              || isAnswer(pair) && waiting(pair.service()).stream().anyMatch(EveryPairTest::leaves);
      if (pair.service().wanted().leaving()) {
        assertThat(next.leaving()).as("%s", pair).isTrue();
      } else if (!asked) {
        assertThat(next.leaving()).as("%s", pair).isFalse();
      }
    });
  }

  @Test
  void theWallClockDecidesNothing() {
    Moment otherWall = new Moment(NOW.nanos(), 17);
    Pairs.forEach(pair -> {
      Step here = pair.step();
      Step there = pair.step(otherWall);
      assertThat(there.next().state()).as("%s", pair).isEqualTo(here.next().state());
      assertThat(there.next().wanted()).as("%s", pair).isEqualTo(here.next().wanted());
      assertThat(there.effects().stream().map(Effect::getClass).toList())
          .as("%s", pair)
          .isEqualTo(here.effects().stream().map(Effect::getClass).toList());
    });
  }

  /** The process that an answer tells of; 0 when there is none. */
  private static int born(Event event) {
    return switch (event) {
      case Event.Started(int pid, _) -> pid;
      case Event.FinishStarted(int pid) -> pid;
      default -> 0;
    };
  }

  private static boolean leaves(Event event) {
    return event instanceof Event.Leave || event instanceof Event.Terminate;
  }

  private static boolean isAnswer(Pair pair) {
    return isAnswer(pair.service(), pair.event());
  }

  private static boolean isAnswer(Service service, Event event) {
    return switch (event) {
      case Event.Started _, Event.StartFailed _ -> is(service, State.Spawning.class);
      case Event.FinishStarted _, Event.FinishFailed _ -> is(service, State.FinishSpawning.class);
      default -> false;
    };
  }

  private static boolean awaits(Service service) {
    return is(service, State.Spawning.class) || is(service, State.FinishSpawning.class);
  }

  private static List<Event.Request> waiting(Service service) {
    return switch (service.state()) {
      case State.Spawning(var waiting) -> waiting;
      case State.FinishSpawning(_, _, var waiting) -> waiting;
      default -> List.of();
    };
  }

  private static Service waitingWith(Service service, List<Event.Request> waiting) {
    return service.in(
        service.state() instanceof State.FinishSpawning(Next next, long timeout, _)
            ? new State.FinishSpawning(next, timeout, waiting)
            : new State.Spawning(waiting));
  }

  private static void assertStays(Pair pair) {
    assertThat(pair.step()).as("%s", pair).isEqualTo(Step.stay(pair.service()));
  }

  private static boolean is(Service service, Class<? extends State> kind) {
    return kind.isInstance(service.state());
  }

  private static boolean entered(Pair pair, Step step, Class<? extends State> kind) {
    return is(step.next(), kind) && !is(pair.service(), kind);
  }

  private static <E extends Effect> List<E> all(Step step, Class<E> kind) {
    return step.effects().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Set<String> names(List<?> things) {
    Set<String> names = new TreeSet<>();
    things.forEach(thing -> names.add(thing.getClass().getSimpleName()));
    return names;
  }

  /** The records that a sealed type permits, through the sealed types between. */
  private static Set<String> kinds(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Class<?> kind : type.getPermittedSubclasses()) {
      if (kind.isSealed()) {
        names.addAll(kinds(kind));
      } else {
        names.add(kind.getSimpleName());
      }
    }
    return names;
  }
}
