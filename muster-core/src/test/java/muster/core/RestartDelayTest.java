package muster.core;

import static muster.core.Moment.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import muster.core.State.Readiness;
import muster.core.State.StartFailure;
import org.junit.jupiter.api.Test;

/** When a service starts again by itself; all times are seconds of a clock that starts at 0. */
class RestartDelayTest {
  private static final int PID = 100;

  @Test
  void aServiceThatWasNeverReadyWaitsASecondFromItsFullStop() {
    Service service = up(new Readiness.Awaited());
    service = step(service, new Event.Died(PID, 0, DeathRule.DEFAULT), 10);
    service = step(service, new Event.FinishStarted(101), 10);
    service = step(service, new Event.Died(101, 0, DeathRule.DEFAULT), 14);
    assertStarts(service, 15);
  }

  @Test
  void aServiceThatWasReadyWaitsASecondFromReadiness() {
    Service service = up(new Readiness.Said(10 * SECOND));
    service = step(service, new Event.Died(PID, 0, DeathRule.DEFAULT), 10);
    service = step(service, new Event.FinishFailed(true), 10);
    assertStarts(service, 11);
  }

  @Test
  void aServiceThatWasReadyForMoreThanASecondStartsAtOnce() {
    Service service = up(new Readiness.Said(2 * SECOND));
    service = step(service, new Event.Died(PID, 0, DeathRule.DEFAULT), 10);
    service = step(service, new Event.FinishFailed(false), 10);
    assertThat(service.deadline()).isEqualTo(3 * SECOND);
    assertThat(step(service, new Event.Tick(), 10).state()).isInstanceOf(State.Spawning.class);
  }

  @Test
  void aFailedStartIsTriedAgainAfterATimeThatDependsOnWhy() {
    assertRetry(StartFailure.LOCKED, seconds -> seconds + SECOND);
    assertRetry(StartFailure.NOT_EXECUTABLE, seconds -> seconds + 10 * SECOND);
    assertRetry(StartFailure.NO_RESOURCES, seconds -> seconds + 60 * SECOND);
    assertRetry(StartFailure.CONTRADICTION, _ -> Moment.NEVER);
  }

  @Test
  void aRequestDoesNotWait() {
    Service resting =
        new Service(new Wanted(true, false), new State.Down(99 * SECOND), 0, 0, 0, Restarts.NONE);
    Service failed = resting.in(new State.Backoff(Moment.NEVER, StartFailure.CONTRADICTION));
    for (Service service : new Service[] {resting, failed}) {
      for (Event event : new Event[] {new Event.Up(false), new Event.Up(true), new Event.Once()}) {
        assertThat(step(service, event, 1).state()).isInstanceOf(State.Spawning.class);
      }
    }
  }

  @Test
  void whatIsToStopIsKilledInItsTimeAndAgainEveryFiveSeconds() {
    SignalRule rule = new SignalRule(15, 1, 3 * SECOND, true, false);
    Service service = step(up(new Readiness.Silent()), new Event.Down(false, rule), 10);
    assertThat(service.deadline()).isEqualTo(13 * SECOND);
    Step kill = ServiceMachine.step(service, new Event.Tick(), at(14));
    assertThat(kill.effects()).containsExactly(new Effect.Signal(PID, 9, true));
    assertThat(kill.next().deadline()).isEqualTo(19 * SECOND);
  }

  @Test
  void aStopThatWasAskedForDuringTheStartIsMadeUpForWithItsOwnTimer() {
    SignalRule rule = new SignalRule(12, 1, 3 * SECOND, false, false);
    Service service = step(Service.fresh(true, at(1)), new Event.Tick(), 1);
    service = step(service, new Event.Down(false, rule), 2);
    Step started = ServiceMachine.step(service, new Event.Started(PID, true), at(4));
    assertThat(started.next().deadline()).isEqualTo(7 * SECOND);
    assertThat(started.effects())
        .containsExactly(
            new Effect.WriteStatus(started.next().want(true).status()),
            new Effect.Notify("u"),
            new Effect.Signal(PID, 12, false),
            new Effect.Signal(PID, 18, false),
            new Effect.WriteStatus(started.next().status()));
  }

  private static void assertRetry(StartFailure why, LongFunction<Long> expected) {
    Service service = step(Service.fresh(true, at(1)), new Event.Tick(), 1);
    service = step(service, new Event.StartFailed(why), 5);
    assertThat(service.state()).isEqualTo(new State.Backoff(expected.apply(5 * SECOND), why));
  }

  private static void assertStarts(Service service, long second) {
    assertThat(service.deadline()).isEqualTo(second * SECOND);
    Moment before = new Moment(second * SECOND - 1, 0);
    Step early = ServiceMachine.step(service, new Event.Tick(), before);
    assertThat(early).isEqualTo(Step.stay(service));
    assertThat(step(service, new Event.Tick(), second).state()).isInstanceOf(State.Spawning.class);
  }

  private static Service up(Readiness readiness) {
    State.Up up = new State.Up(PID, readiness, false, Moment.NEVER, false);
    return new Service(new Wanted(true, false), up, 0, 0, 0, Restarts.NONE);
  }

  private static Service step(Service service, Event event, long second) {
    return ServiceMachine.step(service, event, at(second)).next();
  }

  private static Moment at(long second) {
    return new Moment(second * SECOND, 0);
  }
}
