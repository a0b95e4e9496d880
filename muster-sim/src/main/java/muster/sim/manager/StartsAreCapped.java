package muster.sim.manager;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.manager.ManagerEffect;
import muster.core.manager.ManagerEvent;
import muster.core.trace.TraceRecord;
import muster.sim.Finding;

/**
 * Nothing is started while as many are starting as the open requests allow. One at most is started
 * in a settling.
 */
final class StartsAreCapped extends Rule {
  private final Map<Long, Integer> jobs = new HashMap<>();

  @Override
  void asked(World world, ManagerEvent.Asked asked) {
    if (asked.jobs() > 0) {
      jobs.put(asked.request(), asked.jobs());
    }
  }

  @Override
  void settled(World world, List<ManagerEffect> effects, Moment now) {
    int started = 0;
    for (ManagerEffect effect : effects) {
      if (effect instanceof ManagerEffect.RunUp
          || effect instanceof ManagerEffect.Start(int node)
              && world.seats.get(node).service.pid() == 0) {
        started++;
      }
    }
    if (started > 1) {
      throw new Finding(this, started + " are started in one settling");
    }
    if (started == 1 && !jobs.isEmpty()) {
      int cap = jobs.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
      long starting = world.seats.stream().filter(s -> s.stage() == Stage.STARTING).count();
      if (starting > cap) {
        throw new Finding(this, starting + " are starting, and " + cap + " may");
      }
    }
    for (ManagerEffect effect : effects) {
      if (effect instanceof ManagerEffect.Tell(TraceRecord.Answered(_, long request, _, _))) {
        jobs.remove(request);
      }
    }
  }
}
