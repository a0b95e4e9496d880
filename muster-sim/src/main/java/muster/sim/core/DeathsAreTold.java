package muster.sim.core;

import java.util.List;
import muster.core.DeathRule;
import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.Step;
import muster.sim.Finding;
import muster.sim.Situation;

/** Each death of run is written down once, and finish is told how it was; no other event is. */
final class DeathsAreTold extends Rule {
  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    List<Effect> told = List.of();
    if (event instanceof Event.Died(int pid, int waitStatus, DeathRule rule)
        && Situation.of(before).up()
        && pid == before.pid()) {
      told =
          List.of(
              new Effect.RecordDeath(now.wallNanos(), waitStatus, rule.deathsKept()),
              new Effect.StartFinish(waitStatus, pid));
      if (step.next().lastWaitStatus() != waitStatus) {
        throw new Finding(this, seat.name + " forgets how it died: " + step.next());
      }
    }
    int found = 0;
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.RecordDeath || effect instanceof Effect.StartFinish) {
        if (found == told.size() || !effect.equals(told.get(found++))) {
          throw new Finding(this, seat.name + ": " + effect + " because of " + event);
        }
      }
    }
    if (found < told.size()) {
      throw new Finding(this, seat.name + " does not ask for " + told.get(found));
    }
  }
}
