package muster.core;

import static muster.core.Pairs.NOW;
import static muster.core.Pairs.STALE;
import static org.assertj.core.api.Assertions.assertThat;

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
            .isIn(pair.service().pid(), step.next().pid());
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
        boolean waitedFor =
            switch (event) {
              case Event.Started _, Event.StartFailed _ ->
                  service.state() instanceof State.Spawning;
              default -> service.state() instanceof State.FinishSpawning;
            };
        if (!waitedFor) {
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
      if (!written.isEmpty()) {
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
      assertThat(all(step, Effect.Start.class))
          .as("%s", pair)
          .hasSize(entered(pair, step, State.Spawning.class) ? 1 : 0);
      assertThat(all(step, Effect.StartFinish.class))
          .as("%s", pair)
          .hasSize(entered(pair, step, State.FinishSpawning.class) ? 1 : 0);
    });
  }

  @Test
  void onlyOnceStartsWhatIsNotWantedUp() {
    Pairs.forEach(pair -> {
      Step step = pair.step();
      if (!all(step, Effect.Start.class).isEmpty() && !(pair.event() instanceof Event.Once)) {
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
          pair.event() instanceof Event.Leave || pair.event() instanceof Event.Terminate;
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
