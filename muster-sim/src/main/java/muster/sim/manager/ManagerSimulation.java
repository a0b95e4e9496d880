package muster.sim.manager;

import java.util.ArrayList;
import java.util.List;
import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.ServiceMachine;
import muster.core.State;
import muster.core.Step;
import muster.core.manager.Manager;
import muster.core.manager.ManagerEffect;
import muster.core.manager.ManagerEvent;
import muster.core.manager.Notice;
import muster.core.trace.TraceRecord;
import muster.core.trace.TraceRecord.Verb;
import muster.sim.Finding;
import muster.sim.Outcome;

/**
 * One run of a manager: a small set of services, a loop as the daemon's, and a world that
 * misbehaves. First a safety phase with faults, then one without, in which all must come to rest;
 * in the end, everything is asked to end.
 */
public final class ManagerSimulation {
  private static final long SECOND = Moment.SECOND;
  private static final long WAKING_MAX = 2 * Moment.MILLISECOND;
  private static final int EVENTS_MAX = 50_000;
  private static final int EVENTS_EACH = 5_000;

  private final World world;
  private final Manager manager;
  private final Lives lives;
  private final Performer performer;
  private final People people;
  private final List<Rule> rules;
  private long pausedUntil;
  private long events;
  private boolean finished;

  private ManagerSimulation(
      long seed, Cast cast, Coverage coverage, List<Rule> rules, boolean traced) {
    this.rules = rules;
    world = new World(seed, cast, coverage, traced);
    long[] durations = new long[world.seats.size()];
    for (int i = 0; i < durations.length; i++) {
      durations[i] = 1L + world.chance.below(100);
    }
    manager = new Manager(world.plan, durations);
    lives = new Lives(world, this);
    performer = new Performer(world, lives, this);
    people = new People(world, this);
  }

  /** Runs a seed; a failing one is run again for its trace. */
  public static Outcome run(long seed, Coverage coverage) {
    Outcome outcome = run(seed, coverage, false);
    return outcome.good() ? outcome : run(seed, new Coverage(), true);
  }

  /** Runs a seed, with its trace when that is wanted. */
  public static Outcome run(long seed, Coverage coverage, boolean traced) {
    return run(seed, new Cast.ByChance(), coverage, Rules.all(), traced);
  }

  /** Runs a seed of somebody's own set. */
  public static Outcome run(
      long seed, Cast.Own cast, Coverage coverage, Survey survey, boolean traced) {
    List<Rule> rules = new ArrayList<>(Rules.all());
    rules.add(new Surveyor(survey, seed));
    return run(seed, cast, coverage, rules, traced);
  }

  private static Outcome run(
      long seed, Cast cast, Coverage coverage, List<Rule> rules, boolean traced) {
    ManagerSimulation simulation = new ManagerSimulation(seed, cast, coverage, rules, traced);
    String finding = null;
    try {
      simulation.run();
    } catch (Finding found) {
      finding = found.getMessage();
    } catch (RuntimeException thrown) {
      finding = "NothingThrows: " + thrown + " at " + thrown.getStackTrace()[0];
    }
    return new Outcome(seed, simulation.events, finding, simulation.world.trace.toString());
  }

  // ---- the world and the loop ---------------------------------------------------------------

  private void run() {
    describePlan();
    people.plan(world.pace.faultsEnd());
    for (int steps = world.chance.below(3); steps > 0; steps--) {
      world.agenda.add(world.chance.between(0, world.pace.faultsEnd()), world::stepWallClock);
    }
    world.agenda.add(world.pace.faultsEnd(), this::endFaults);
    world.agenda.add(world.pace.rest(), this::rested);
    while (world.now < world.pace.end() && !finished) {
      long wake = wakesAt();
      if (world.agenda.nextAt() <= wake) {
        world.now = Math.max(world.now, Math.min(world.agenda.nextAt(), world.pace.end()));
        if (world.now < world.pace.end()) {
          world.agenda.happen();
        }
      } else {
        world.now = Math.min(wake, world.pace.end());
        turn();
      }
    }
    rules.forEach(rule -> rule.ended(world));
  }

  private void describePlan() {
    for (Seat seat : world.seats) {
      world.say(seat.name(), () -> seat.definition.work() + " " + seat.definition.settings());
    }
    world
        .plan
        .edges()
        .forEach(edge ->
            world.say(
                world.plan.name(edge.to()),
                () -> edge.kind() + " " + world.plan.name(edge.from())));
  }

  /** When the loop's next turn is. It may have been paused: the whole machine can be. */
  private long wakesAt() {
    long wake = manager.deadline();
    for (Seat seat : world.seats) {
      wake = Math.min(wake, seat.service.deadline());
    }
    if (!world.inbox.isEmpty() || !world.answers.isEmpty()) {
      wake = world.now;
    }
    if (wake == Moment.NEVER) {
      return wake;
    }
    return Math.max(Math.max(wake, world.now) + world.chance.latency(WAKING_MAX), pausedUntil);
  }

  private void endFaults() {
    world.faults = false;
    world.say("-", () -> "the faults end");
    lives.healAll();
  }

  private void rested() {
    if (!manager.ending()) {
      rules.forEach(rule -> rule.rested(world));
      people.ask(Verb.END);
    }
  }

  private void turn() {
    Moment now = world.moment();
    while (!world.inbox.isEmpty()) {
      answer();
      world.inbox.remove(world.chance.below(world.inbox.size())).run();
      answer();
    }
    answer();
    for (Seat seat : world.seats) {
      if (seat.service.deadline() <= now.nanos()) {
        step(seat, new Event.Tick());
        answer();
      }
    }
    int settlings = 0;
    do {
      settle(now);
      if (++settlings > 10 + 2 * world.seats.size()) {
        throw new Finding(this, "it settles for ever");
      }
    } while (manager.hasMore() || !world.answers.isEmpty());
    rules.forEach(rule -> rule.turned(world, now));
    if (world.strikes(Fault.LOOP_PAUSED, 100)) {
      pausedUntil = world.now + world.chance.latency(10 * SECOND);
    }
  }

  private void answer() {
    while (!world.answers.isEmpty()) {
      world.answers.remove().run();
    }
  }

  private void settle(Moment now) {
    answer();
    List<ManagerEffect> effects = manager.settle(now);
    world.ending = manager.ending();
    for (ManagerEffect effect : effects) {
      if (effect instanceof ManagerEffect.Tell(TraceRecord told)) {
        world.say("told", told::toString);
      } else {
        world.say("do", effect::toString);
      }
    }
    rules.forEach(rule -> rule.settled(world, effects, now));
    for (ManagerEffect effect : effects) {
      rules.forEach(rule -> rule.asks(world, effect));
      performer.perform(effect);
      finished |= effect instanceof ManagerEffect.Finish;
    }
  }

  // ---- what happens -------------------------------------------------------------------------

  void asked(ManagerEvent.Asked asked) {
    rules.forEach(rule -> rule.asked(world, asked));
    world.say("ask", asked::toString);
    for (Seat seat : world.seats) {
      if (asked.ends() || asked.nodes().contains(seat.node)) {
        world.coverage.met(seat.stage(), Occasion.of(asked.verb()));
      }
    }
    tell(asked);
  }

  void tell(Seat seat, Occasion occasion, ManagerEvent event) {
    world.coverage.met(seat.stage(), occasion);
    world.say(seat.name(), () -> seat.stage() + " " + event);
    tell(event);
  }

  private void tell(ManagerEvent event) {
    if (++events > EVENTS_MAX + (long) EVENTS_EACH * world.seats.size()) {
      throw new Finding(this, "more than " + (events - 1) + " events: nothing comes to rest");
    }
    manager.on(event, world.moment());
  }

  void trouble(Seat seat, State.StartFailure why) {
    tell(new ManagerEvent.Troubled(seat.node, "cannot start " + seat.name() + ": " + why));
  }

  void stranger(Seat seat, Event event) {
    world.say(seat.name(), () -> "a stranger says " + event);
    rules.forEach(rule -> rule.stranger(world, seat));
    step(seat, event);
  }

  /** Something that a machine is to hear in the loop's next turn. */
  void toMachine(Seat seat, Event event) {
    int supervision = seat.supervision;
    world.inbox.add(() -> {
      if (supervision == seat.supervision) {
        step(seat, event);
      }
    });
  }

  /** Something that a process says of itself. */
  void says(Child run, Notice notice) {
    world.inbox.add(() -> {
      rules.forEach(rule -> rule.heard(world, run, notice));
      int node = run.seat.node;
      tell(run.seat, Occasion.SAYS, new ManagerEvent.Heard(node, run.pid, notice));
    });
  }

  void died(Child process, int waitStatus) {
    world.inbox.add(() -> {
      world.reap(process);
      Seat seat = process.seat;
      switch (process.role) {
        case RUN, FINISH -> step(seat, new Event.Died(process.pid, waitStatus, seat.death));
        case DO, UNDO ->
            tell(
                seat,
                waitStatus == 0 ? Occasion.DONE : Occasion.FAILED,
                new ManagerEvent.Ended(seat.node, process.pid, waitStatus));
      }
    });
  }

  /** A machine is told something, and the manager if that moves it. */
  void step(Seat seat, Event event) {
    Service before = seat.service;
    Step step = ServiceMachine.step(before, event, world.moment());
    seat.service = step.next();
    for (Effect effect : step.effects()) {
      performer.perform(seat, effect);
    }
    if (!seat.service.equals(before)) {
      world.say(seat.name(), () -> event.toString());
      moved(seat);
    }
  }

  private void moved(Seat seat) {
    tell(seat, Occasion.of(seat.service), new ManagerEvent.Moved(seat.node, seat.service));
  }

  /** It begins again a second later, as the scanner does it. */
  void supervisionEnded(Seat seat) {
    seat.supervision++;
    world.in(
        SECOND,
        () ->
            world.inbox.add(() -> {
              world.fault(Fault.SUPERVISION_BEGAN_AGAIN);
              if (!seat.downFile) {
                rules.forEach(rule -> rule.stranger(world, seat)); // one has removed it
              }
              seat.service = Service.fresh(!seat.downFile, world.moment());
              moved(seat);
            }));
  }
}
