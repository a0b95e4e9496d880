package muster.sim.manager;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import muster.core.Moment;
import muster.core.manager.ManagerEffect;
import muster.core.trace.TraceRecord;
import muster.core.trace.TraceRecord.Verb;
import muster.core.wire.WaitStatus;
import muster.plan.Settings.OnFailure;
import muster.sim.Finding;

/**
 * The end of everything comes when all is down, and has the code of the service because of which
 * everything ends.
 */
final class EndsWithItsCode extends Rule {
  private boolean asked;
  private boolean finished;
  private final Set<Integer> codes = new HashSet<>();

  @Override
  void settled(World world, List<ManagerEffect> effects, Moment now) {
    for (ManagerEffect effect : effects) {
      if (effect instanceof ManagerEffect.Tell(TraceRecord.Asked(_, long request, Verb verb, _))) {
        if (verb == Verb.END || verb == Verb.HURRY) {
          hear(world, request);
        }
      } else if (effect instanceof ManagerEffect.Finish(int code)) {
        finish(world, code);
      }
    }
  }

  private void hear(World world, long request) {
    if (request != 0) {
      if (!asked) {
        codes.add(0);
      }
    } else if (asked) {
      throw new Finding(this, "everything is to end a second time");
    } else {
      byItself(world);
    }
    asked = true;
  }

  private void byItself(World world) {
    for (Seat seat : world.seats) {
      if (seat.definition.settings().onFailure() == OnFailure.EXIT && seat.told != null) {
        codes.add(1);
        if (seat.told.waitStatus() != TraceRecord.NO_STATUS) {
          codes.add(code(seat.told.waitStatus()));
        }
      }
    }
  }

  private static int code(int waitStatus) {
    return WaitStatus.signalled(waitStatus)
        ? 128 + WaitStatus.signal(waitStatus)
        : WaitStatus.exitCode(waitStatus);
  }

  private void finish(World world, int code) {
    if (!asked || finished) {
      throw new Finding(this, "it ends, and nobody asked for it");
    }
    finished = true;
    if (!codes.contains(code)) {
      throw new Finding(this, "it ends with " + code + ", not one of " + codes);
    }
    for (Seat seat : world.seats) {
      if (!seat.gone()) {
        throw new Finding(this, "it ends, and there is " + seat.told);
      }
    }
  }

  @Override
  void ended(World world) {
    if (!finished) {
      StringBuilder left = new StringBuilder();
      for (Seat seat : world.seats) {
        if (!seat.gone()) {
          left.append(' ').append(seat.told);
        }
      }
      throw new Finding(this, "it was asked to end and does not:" + left);
    }
  }
}
