package muster.sim.manager;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.manager.ManagerEffect;
import muster.core.manager.ManagerEvent;
import muster.core.trace.TraceRecord;
import muster.core.trace.TraceRecord.Verb;
import muster.sim.Finding;

/**
 * Who is answered that it was done finds it done; who is answered that something failed finds that
 * something did while he waited.
 */
final class AnsweredTruly extends Rule {
  private final Map<Long, ManagerEvent.Asked> open = new HashMap<>();

  /** Requests for which something has gone wrong since they were asked. */
  private final List<Long> excused = new ArrayList<>();

  private boolean ending;

  @Override
  void asked(World world, ManagerEvent.Asked asked) {
    for (ManagerEvent.Asked other : open.values()) {
      if (opposes(asked.verb(), other.verb())) {
        excused.add(other.request());
      }
    }
    open.put(asked.request(), asked);
    if (ending || held(world) || world.seats.stream().anyMatch(Seat::overdue)) {
      excused.add(asked.request());
    }
    ending |= asked.ends();
  }

  private static boolean opposes(Verb verb, Verb earlier) {
    return switch (verb) {
      case START -> earlier == Verb.STOP || earlier == Verb.PRUNE;
      case STOP, PRUNE -> earlier == Verb.START || earlier == Verb.RESTART;
      case RESTART -> true;
      case RELOAD, END, HURRY -> false;
    };
  }

  private static boolean held(World world) {
    return world.seats.stream().anyMatch(s -> s.definition.settings().essential() && s.lives());
  }

  @Override
  void settled(World world, List<ManagerEffect> effects, Moment now) {
    for (ManagerEffect effect : effects) {
      if (effect instanceof ManagerEffect.Tell(TraceRecord.Asked asked)) {
        ending |= asked.verb() == Verb.END || asked.verb() == Verb.HURRY;
      } else if (effect instanceof ManagerEffect.Tell(TraceRecord.Changed told)) {
        excuse(world, told);
      }
    }
    for (ManagerEffect effect : effects) {
      if (effect
          instanceof ManagerEffect.Tell(TraceRecord.Answered(_, long request, int code, _))) {
        ManagerEvent.Asked asked = open.remove(request);
        if (asked != null) {
          check(world, asked, code);
        }
      }
    }
  }

  private void excuse(World world, TraceRecord.Changed told) {
    Seat seat = world.seat(told.service());
    for (ManagerEvent.Asked asked : open.values()) {
      boolean excuse =
          switch (asked.verb()) {
            case START ->
                asked.nodes().contains(seat.node)
                    && (told.stage() == Stage.FAILED
                        || !told.wantedUp()
                        || seat.waitsInVain()
                        || seat.overdue());
            case RESTART ->
                told.stage() == Stage.FAILED
                    || !told.wantedUp()
                    || seat.waitsInVain()
                    || seat.overdue();
            case STOP, PRUNE -> told.wantedUp() || seat.overdue() || seat.serves();
            case RELOAD -> true;
            case END, HURRY -> seat.overdue();
          };
      if (excuse) {
        excused.add(asked.request());
      }
    }
  }

  private void checkPruned(World world, ManagerEvent.Asked asked) {
    Set<Integer> kept = AllIsAsAsked.closure(world, asked.nodes(), true);
    for (Seat seat : world.seats) {
      if (!kept.contains(seat.node) && !seat.gone()) {
        throw new Finding(this, asked + " is answered 0, and there is " + seat.told);
      }
    }
  }

  private void check(World world, ManagerEvent.Asked asked, int code) {
    for (int node : asked.nodes()) {
      Seat seat = world.seats.get(node);
      boolean good =
          switch (asked.verb()) {
            case START, RESTART -> seat.serves();
            case STOP -> seat.gone() && !seat.overdue();
            case PRUNE, RELOAD, END, HURRY -> true;
          };
      if (code == 0 && !good) {
        throw new Finding(this, asked + " is answered 0, and there is " + seat.told);
      }
      if (!good) {
        excused.add(asked.request());
      }
    }
    if (code == 0 && asked.verb() == Verb.PRUNE && !held(world)) {
      checkPruned(world, asked);
    }
    if (code == 1 && !ending && asked.verb() != Verb.RELOAD && !excused.contains(asked.request())) {
      throw new Finding(this, asked + " is answered 1, and nothing has failed");
    }
  }
}
