package muster.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that come while the kernel is at a start: s6 would read them when it is done. */
class WaitingRequestTest {
  private static final Moment NOW = Pairs.NOW;
  private static final int PID = Pairs.PID;
  private static final SignalRule SIGNALS = SignalRule.DEFAULT;
  private static final int SIGINT = 2;
  private static final int SIGHUP = 1;

  private final List<Effect> effects = new ArrayList<>();
  private Service service = Service.fresh(true, NOW);

  @Test
  void anInterruptReachesTheProcessThatWasBeingStarted() {
    tell(new Event.Tick(), new Event.Interrupt());
    assertThat(service.state()).isInstanceOf(State.Spawning.class);
    tell(new Event.Started(PID, false));
    assertThat(effects)
        .endsWith(
            new Effect.Notify("u"),
            new Effect.Signal(PID, SIGINT, true),
            new Effect.Notify("x"),
            new Effect.Release());
  }

  @Test
  void anInterruptReachesTheFinishThatWasBeingStarted() {
    tell(
        new Event.Tick(), new Event.Started(PID, false), new Event.Died(PID, 0, DeathRule.DEFAULT));
    tell(new Event.Interrupt(), new Event.FinishStarted(PID + 1));
    assertThat(effects).contains(new Effect.Signal(PID + 1, SIGINT, true));
  }

  @Test
  void anyOtherSignalReachesIt() {
    tell(new Event.Tick(), new Event.Kill(SIGHUP, false), new Event.Pause(false));
    tell(new Event.Started(PID, false));
    assertThat(effects).contains(new Effect.Signal(PID, SIGHUP, false));
    assertThat(service.status().paused()).isTrue();
  }

  @Test
  void downAndThenUpRestartsIt() {
    tell(new Event.Tick(), new Event.Down(false, SIGNALS), new Event.Up(false));
    tell(new Event.Started(PID, false));
    assertThat(effects).contains(new Effect.Signal(PID, SIGNALS.downSignal(), false));
    assertThat(service.wanted().up()).isTrue();
  }

  @Test
  void whatLeavesIsGoneWhenItsStartFails() {
    tell(new Event.Tick(), new Event.Leave());
    tell(new Event.StartFailed(State.StartFailure.NO_RESOURCES));
    assertThat(service.state()).isInstanceOf(State.Gone.class);
  }

  @Test
  void upStartsAgainWhatCouldNotBeStarted() {
    tell(new Event.Tick(), new Event.Up(false));
    tell(new Event.StartFailed(State.StartFailure.NO_RESOURCES));
    assertThat(service.state()).isEqualTo(new State.Spawning(List.of()));
    assertThat(effects.stream().filter(new Effect.Start()::equals)).hasSize(2);
  }

  private void tell(Event... events) {
    for (Event event : events) {
      Step step = ServiceMachine.step(service, event, NOW);
      service = step.next();
      effects.addAll(step.effects());
    }
  }
}
