package muster.sim.manager;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.manager.ManagerEffect;
import muster.core.trace.TraceRecord;
import muster.plan.Retry;
import muster.plan.Work;
import muster.sim.Finding;

/**
 * A oneshot that fails is tried again as often as it may be, after its pauses, and not oftener; it
 * has failed when no try is left. Comes after the records were read.
 */
final class TriesAgain extends Rule {
  /** A pause may be shortened by an eighth. */
  private static final int SHORTER_PART = 8;

  /**
   * How many tries there have been since it was asked to start, when the last one failed, and since
   * when.
   */
  private record Tries(int count, long failedAt, long since) {
    static final Tries NONE = new Tries(0, 0, 0);
  }

  private final Map<Seat, Tries> tries = new HashMap<>();

  @Override
  void settled(World world, List<ManagerEffect> effects, Moment now) {
    for (ManagerEffect effect : effects) {
      if (effect instanceof ManagerEffect.RunUp(int node)) {
        begun(world, world.seats.get(node), now);
      } else if (effect instanceof ManagerEffect.Tell(TraceRecord.Changed told)) {
        Seat seat = world.seat(told.service());
        if (seat.definition.work() instanceof Work.Oneshot oneshot) {
          changed(world, seat, told, oneshot.retry());
        }
      }
    }
  }

  private void begun(World world, Seat seat, Moment now) {
    boolean first = seat.told != null && seat.told.restarts() == 0;
    Tries before = first ? Tries.NONE : tries.getOrDefault(seat, Tries.NONE);
    if (before.count > 0 && seat.definition.work() instanceof Work.Oneshot(_, _, Retry retry)) {
      world.fault(Fault.ONESHOT_TRIED_AGAIN);
      long pause = Math.min(retry.delayMillis() << (before.count - 1), retry.delayMaxMillis());
      pause -= before.count == 1 ? 0 : pause / SHORTER_PART;
      if (before.count > retry.times()) {
        throw new Finding(this, seat.name() + " is tried too often");
      }
      if (now.nanos() < before.failedAt + pause * Moment.MILLISECOND) {
        throw new Finding(this, seat.name() + " is tried again too early");
      }
    }
    long since = before.count == 0 ? now.nanos() : before.since;
    tries.put(seat, new Tries(before.count + 1, 0, since));
  }

  private void changed(World world, Seat seat, TraceRecord.Changed told, Retry retry) {
    Tries before = tries.getOrDefault(seat, Tries.NONE);
    switch (told.stage()) {
      case STARTING, STOPPING, FINISHING -> {}
      case BACKOFF -> {
        if (told.restarts() != before.count) {
          throw new Finding(this, told + " after " + before.count + " tries");
        }
        long failedAt = before.failedAt == 0 ? told.at().nanos() : before.failedAt;
        tries.put(seat, new Tries(before.count, failedAt, before.since));
      }
      case DOWN, WAITING, UP -> tries.remove(seat);
      case FAILED -> {
        failed(world, seat, told, before, retry);
        tries.remove(seat);
      }
    }
  }

  /** All of them together have one limit. */
  @Override
  void turned(World world, Moment now) {
    tries.forEach((seat, tried) -> {
      long limit = seat.definition.settings().upMillis() * Moment.MILLISECOND;
      boolean goesOn = seat.stage() == Stage.STARTING || seat.stage() == Stage.BACKOFF;
      boolean late = tried.count > 0 && limit > 0 && now.nanos() >= tried.since + limit;
      if (goesOn && late && !hasFollowers(world, seat)) {
        throw new Finding(this, seat.name() + " takes longer than it may: " + seat.told);
      }
    });
  }

  /** It may be on its way down, after them. */
  private static boolean hasFollowers(World world, Seat seat) {
    return world.plan.edges().stream()
        .anyMatch(edge -> edge.from() == seat.node && world.seats.get(edge.to()).lives());
  }

  private void failed(World world, Seat seat, TraceRecord.Changed told, Tries before, Retry retry) {
    boolean byItself = before.count > 0 && !told.reason().startsWith("took longer");
    if (!byItself || told.reason().startsWith("needs ")) {
      return;
    }
    if (before.count <= retry.times()) {
      throw new Finding(this, seat.name() + " was to be tried again: " + told);
    }
    if (retry.times() > 0) {
      world.fault(Fault.ONESHOT_FAILS_AFTER_ALL_TRIES);
    }
  }
}
