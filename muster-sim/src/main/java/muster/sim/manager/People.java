package muster.sim.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import muster.core.Event;
import muster.core.Moment;
import muster.core.manager.ManagerEvent;
import muster.core.trace.TraceRecord.Verb;

/** People ask the manager for things, and strangers the machines, at any time. */
final class People {
  private static final int KILL = 9;

  private final World world;
  private final ManagerSimulation simulation;
  private long requests;

  People(World world, ManagerSimulation simulation) {
    this.world = world;
    this.simulation = simulation;
  }

  /** All that will be asked for until the faults end. */
  void plan(long until) {
    switch (world.cast) {
      case Cast.ByChance _ -> world.in(0, () -> ask(Verb.START));
      case Cast.Own(_, List<Integer> first, Set<Integer> failing) -> {
        world.in(0, () -> ask(Verb.START, first, 0, 0));
        if (!failing.isEmpty()) {
          return; // only that is of interest
        }
      }
    }
    for (int n = world.chance.below(9); n > 0; n--) {
      long at =
          world.chance.oneIn(2) ? world.chance.latency(until) : world.chance.between(0, until);
      boolean burst = world.chance.oneIn(5);
      Verb verb = verb();
      world.agenda.add(
          at,
          () -> {
            ask(verb);
            if (burst) {
              world.fault(Fault.COMMANDS_AT_ONCE);
              ask(verb());
            }
          });
    }
    if (world.chance.oneIn(4)) {
      Verb verb = world.chance.pick(Verb.END, Verb.END, Verb.HURRY);
      long at = world.chance.latency(until);
      world.agenda.add(at, () -> ask(verb));
      if (world.chance.oneIn(2)) {
        world.agenda.add(at + world.chance.latency(until), () -> ask(Verb.HURRY));
      }
    }
    if (world.chance.oneIn(2)) {
      for (int n = world.chance.below(12); n > 0; n--) {
        world.agenda.add(world.chance.between(0, until), this::command);
      }
    }
  }

  private Verb verb() {
    return world.chance.pick(
        Verb.START,
        Verb.START,
        Verb.START,
        Verb.STOP,
        Verb.STOP,
        Verb.PRUNE,
        Verb.RESTART,
        Verb.RESTART,
        Verb.RELOAD);
  }

  void ask(Verb verb) {
    List<Integer> nodes = new ArrayList<>();
    int oneIn = world.chance.pick(1, 2, 3);
    for (Seat seat : world.seats) {
      if (world.chance.oneIn(oneIn) && verb != Verb.END && verb != Verb.HURRY) {
        nodes.add(seat.node);
      }
    }
    int jobs = world.chance.pick(0, 0, 1, 2, 3);
    long timeout = world.chance.oneIn(4) ? world.chance.latency(10 * Moment.SECOND) : 0;
    ask(verb, nodes, jobs, timeout);
  }

  private void ask(Verb verb, List<Integer> nodes, int jobs, long timeout) {
    ManagerEvent.Asked asked = new ManagerEvent.Asked(++requests, verb, nodes, jobs, timeout);
    world.inbox.add(() -> simulation.asked(asked));
  }

  /** A byte to the control FIFO of a longrun. */
  private void command() {
    Seat seat = world.seats.get(world.chance.below(world.seats.size()));
    if (!seat.isLongrun()) {
      return;
    }
    boolean lasting = world.chance.oneIn(2);
    Event event =
        switch (world.chance.below(10)) {
          case 0, 1 -> new Event.Up(lasting);
          case 2 -> new Event.Down(lasting, seat.signals);
          case 3, 4 -> new Event.Once();
          case 5 -> new Event.AtMostOnce(lasting);
          case 6, 7 -> new Event.Leave();
          default -> new Event.Kill(KILL, false);
        };
    world.fault(event instanceof Event.Kill ? Fault.STRANGER_KILLS : Fault.STRANGER_COMMANDS);
    if (event instanceof Event.Leave && world.chance.oneIn(2)) {
      seat.downFile = false; // somebody removes it
    }
    int supervision = seat.supervision;
    world.inbox.add(() -> {
      if (supervision == seat.supervision) {
        simulation.stranger(seat, event);
      }
    });
  }
}
