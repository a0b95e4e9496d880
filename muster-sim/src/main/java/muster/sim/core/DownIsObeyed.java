package muster.sim.core;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.SignalRule;
import muster.core.Step;
import muster.sim.Finding;
import muster.sim.Situation;
import org.jspecify.annotations.Nullable;

/** A stop is the down signal and then SIGCONT, at once. */
final class DownIsObeyed extends Rule {
  private static final int SIGCONT = 18;

  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    SignalRule stop = stopDueNow(before, event);
    if (stop == null) {
      return;
    }
    int pid = step.next().pid();
    int signalled = step.effects().indexOf(new Effect.Signal(pid, stop.downSignal(), false));
    int resumed = step.effects().lastIndexOf(new Effect.Signal(pid, SIGCONT, false));
    if (signalled < 0 || resumed < signalled) {
      throw new Finding(this, seat.name + " is not stopped by " + event + ": " + step.effects());
    }
  }

  private static @Nullable SignalRule stopDueNow(Service before, Event event) {
    return switch (event) {
      case Event.Down(_, SignalRule rule) when Situation.of(before).up() -> rule;
      case Event.Terminate(SignalRule rule) when Situation.of(before).up() -> rule;
      default -> null;
    };
  }
}
