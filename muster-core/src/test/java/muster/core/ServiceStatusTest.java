package muster.core;

import static muster.core.Moment.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.core.State.Readiness;
import muster.core.State.StartFailure;
import muster.core.wire.Status;
import org.junit.jupiter.api.Test;

/**
 * What people are told of a service: the status of each state, and which event moves which stamp.
 */
class ServiceStatusTest {
  private static final int PAUSED = 1;
  private static final int FINISHING = 2;
  private static final int WANTED_UP = 4;
  private static final int READY = 8;
  private static final int PID = 100;
  private static final Moment LATER = new Moment(50 * SECOND, 7_777);

  private static final State UP = up(new Readiness.Awaited(), false);
  private static final State FINISH_SPAWNING =
      new State.FinishSpawning(new Next.At(0), 0, List.of());
  private static final State FINISH = new State.Finishing(PID, new Next.At(0), Moment.NEVER);

  @Test
  void eachStateHasTheFlagsThatS6WouldWrite() {
    assertFlags(new State.Down(0), 0, READY);
    assertFlags(new State.Backoff(0, StartFailure.LOCKED), 0, READY);
    assertFlags(new State.Spawning(List.of()), 0, READY);
    assertFlags(UP, PID, 0);
    assertFlags(up(new Readiness.Silent(), false), PID, 0);
    assertFlags(up(new Readiness.Said(1), false), PID, READY);
    assertFlags(up(new Readiness.Said(1), true), PID, READY | PAUSED);
    assertFlags(up(new Readiness.Awaited(), true), PID, PAUSED);
    assertFlags(FINISH_SPAWNING, 0, FINISHING);
    assertFlags(FINISH, PID, FINISHING);
    assertFlags(new State.Gone(), 0, READY);
  }

  @Test
  void aServiceThatNobodyStartedIsDownAndReadySinceNow() {
    assertThat(Service.fresh(true, LATER).status())
        .isEqualTo(new Status(7_777, 7_777, 0, 0, false, false, true, true));
    assertThat(Service.fresh(true, LATER).deadline()).isEqualTo(LATER.nanos());
    assertThat(Service.fresh(false, LATER).deadline()).isEqualTo(Moment.NEVER);
  }

  @Test
  void supervisionBeginsWithTheWordBecauseTheStatusCameWithTheLock() {
    Service service = Service.fresh(true, LATER);
    assertThat(ServiceMachine.begin(service).effects()).containsExactly(new Effect.Notify("s"));
  }

  @Test
  void startAndDeathMoveTheOneStampAndReadinessAndFullStopTheOther() {
    assertStamps(new State.Spawning(List.of()), new Event.Started(PID, true), 7_777, 2);
    assertStamps(UP, new Event.Ready(PID), 1, 7_777);
    assertStamps(UP, new Event.ReadinessClosed(PID), 1, 2);
    assertStamps(UP, new Event.Pause(false), 1, 2);
    assertStamps(UP, new Event.Down(false, SignalRule.DEFAULT), 1, 2);
    assertStamps(UP, new Event.Died(PID, 0, DeathRule.DEFAULT), 7_777, 2);
    assertStamps(FINISH_SPAWNING, new Event.FinishStarted(PID), 1, 2);
    assertStamps(FINISH_SPAWNING, new Event.FinishFailed(true), 1, 7_777);
    assertStamps(FINISH, new Event.Died(PID, 0, DeathRule.DEFAULT), 1, 7_777);
    assertStamps(new State.Down(0), new Event.Tick(), 1, 2);
    assertStamps(new State.Down(0), new Event.Up(false), 1, 2);
  }

  @Test
  void howRunEndedIsKeptAndHowFinishEndedIsNot() {
    Service died = step(UP, new Event.Died(PID, 9, DeathRule.DEFAULT)).next();
    assertThat(died.lastWaitStatus()).isEqualTo(9);
    Service finished = step(FINISH, new Event.Died(PID, 3 << 8, DeathRule.DEFAULT)).next();
    assertThat(finished.lastWaitStatus()).isEqualTo(15);
  }

  @Test
  void aDeathIsToldToTheTallyAndToFinishAsItWas() {
    DeathRule rule = new DeathRule(3 * SECOND, 7, RestartRule.S6);
    Step step = step(UP, new Event.Died(PID, 0x8b, rule));
    assertThat(step.effects())
        .isEqualTo(
            List.of(
                new Effect.CloseReadiness(),
                new Effect.RecordDeath(7_777, 0x8b, 7),
                new Effect.StartFinish(0x8b, PID)));
    Service finishing =
        ServiceMachine.step(step.next(), new Event.FinishStarted(101), LATER).next();
    assertThat(finishing.deadline()).isEqualTo(LATER.nanos() + 3 * SECOND);
  }

  @Test
  void aFinishWithoutATimeoutIsNeverKilled() {
    Service service = service(FINISH_SPAWNING);
    Service finishing = ServiceMachine.step(service, new Event.FinishStarted(101), LATER).next();
    assertThat(finishing.deadline()).isEqualTo(Moment.NEVER);
  }

  private static void assertFlags(State state, int pid, int flags) {
    for (boolean wantedUp : new boolean[] {false, true}) {
      Service service = new Service(new Wanted(wantedUp, false), state, 1, 2, 15, Restarts.NONE);
      Status status = service.status();
      assertThat(status.encode()[34])
          .as("%s", state)
          .isEqualTo((byte) (flags | (wantedUp ? WANTED_UP : 0)));
      assertThat(status.pid()).as("%s", state).isEqualTo(pid);
      assertThat(status.waitStatus()).isEqualTo(15);
    }
  }

  private static void assertStamps(State state, Event event, long changed, long ready) {
    Service next = step(state, event).next();
    assertThat(next.changedAtWall()).as("changed by %s", event).isEqualTo(changed);
    assertThat(next.readyAtWall()).as("ready by %s", event).isEqualTo(ready);
  }

  private static Step step(State state, Event event) {
    return ServiceMachine.step(service(state), event, LATER);
  }

  private static Service service(State state) {
    return new Service(new Wanted(true, false), state, 1, 2, 15, Restarts.NONE);
  }

  private static State up(Readiness readiness, boolean paused) {
    return new State.Up(PID, readiness, paused, Moment.NEVER, false);
  }
}
