package muster.core;

import static muster.core.Pairs.NOW;
import static muster.core.Pairs.PID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody does not want to wait: what a service still has is killed, and nothing else happens. */
class HurryTest {
  private static final int SIGKILL = 9;
  private static final int SIGCONT = 18;

  @Test
  void whatIsThereIsKilledAndNothingElseChanges() {
    for (Service service : Pairs.services()) {
      if (service.state() instanceof State.Spawning
          || service.state() instanceof State.FinishSpawning) {
        continue; // it waits, as all requests do
      }
      Step step = ServiceMachine.step(service, new Event.Hurry(), NOW);
      assertThat(step.next()).isEqualTo(service);
      assertThat(step.effects())
          .as("%s", service)
          .isEqualTo(
              switch (service.state()) {
                case State.Up _ -> List.of(new Effect.Signal(PID, SIGKILL, true));
                case State.Finishing _ ->
                    List.of(
                        new Effect.Signal(PID, SIGCONT, false),
                        new Effect.Signal(PID, SIGKILL, false));
                default -> List.of();
              });
    }
  }

  @Test
  void aFinishThatWasAskedForIsKilledAsSoonAsItIsThere() {
    Next next = new Next.At(NOW.nanos());
    State spawning = new State.FinishSpawning(next, 0, List.of(new Event.Hurry()));
    Service service = Service.fresh(false, NOW).in(spawning);
    Step step = ServiceMachine.step(service, new Event.FinishStarted(PID), NOW);
    assertThat(step.next().state()).isEqualTo(new State.Finishing(PID, next, Moment.NEVER));
    assertThat(step.effects()).endsWith(new Effect.Signal(PID, SIGKILL, false));
  }
}
