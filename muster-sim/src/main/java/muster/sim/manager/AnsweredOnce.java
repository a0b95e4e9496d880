package muster.sim.manager;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.core.Moment;
import muster.core.manager.ManagerEffect;
import muster.core.manager.ManagerEvent;
import muster.core.trace.TraceRecord;
import muster.sim.Finding;

/** Each request is answered once: in its time, and in the end. */
final class AnsweredOnce extends Rule {
  private final Map<Long, Long> open = new HashMap<>();

  @Override
  void asked(World world, ManagerEvent.Asked asked) {
    long at = asked.timeoutNanos() == 0 ? Moment.NEVER : world.now + asked.timeoutNanos();
    open.put(asked.request(), at);
  }

  @Override
  void settled(World world, List<ManagerEffect> effects, Moment now) {
    for (ManagerEffect effect : effects) {
      if (effect instanceof ManagerEffect.Tell(TraceRecord.Asked(_, long request, _, _))
          && request == 0) {
        open.put(request, Moment.NEVER);
      } else if (effect
          instanceof ManagerEffect.Tell(TraceRecord.Answered(_, long request, int code, _))) {
        Long at = open.remove(request);
        if (at == null) {
          throw new Finding(this, "request " + request + " is not open, and is answered");
        }
        if (code == 2 && at > now.nanos()) {
          throw new Finding(this, "request " + request + " is answered too early");
        }
        if (code == 2) {
          world.fault(Fault.REQUEST_TIMED_OUT);
        }
      } else if (effect instanceof ManagerEffect.Finish && !open.isEmpty()) {
        throw new Finding(this, "it ends, and has not answered " + open.keySet());
      }
    }
    open.forEach((request, at) -> {
      if (at <= now.nanos()) {
        throw new Finding(this, "request " + request + " should have been answered");
      }
    });
  }

  @Override
  void rested(World world) {
    if (!open.isEmpty()) {
      throw new Finding(this, "nobody answers " + open.keySet());
    }
  }
}
