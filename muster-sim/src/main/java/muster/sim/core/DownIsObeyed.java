package muster.sim.core;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.Settings;
import muster.core.Step;
import muster.sim.Finding;
import org.jspecify.annotations.Nullable;

/** A stop is the down signal and SIGCONT at once, or as soon as the start under way is done. */
final class DownIsObeyed extends Rule {
  private static final int SIGCONT = 18;

  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    Settings stop = stopDueNow(seat, before, event);
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

  private static @Nullable Settings stopDueNow(Seat seat, Service before, Event event) {
    Situation situation = Situation.of(before);
    if (event instanceof Event.Down(_, Settings settings) && situation.up()) {
      return settings;
    }
    if (event instanceof Event.Terminate(Settings settings) && situation.up()) {
      return settings;
    }
    boolean starts = event instanceof Event.Started && situation.awaitsStart();
    return starts ? seat.asked.stopAtStart : null;
  }
}
