package muster.sim.core;

import java.util.ArrayList;
import java.util.List;
import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.ServiceMachine;
import muster.core.State;
import muster.core.Step;
import muster.sim.Finding;
import muster.sim.Happening;
import muster.sim.Outcome;
import muster.sim.Situation;
import muster.sim.core.World.Kind;
import muster.sim.core.World.Letter;

/**
 * One run of the core: services, a loop as the daemon's, and a world in which everything takes a
 * while and much goes wrong. First a safety phase with faults, then a liveness phase without.
 */
public final class CoreSimulation {
  private static final long SECOND = Moment.SECOND;
  private static final long FAULTS_END = 60 * SECOND;

  /** Longer than the longest pause of the core, a minute, and all that can follow it. */
  private static final long END = FAULTS_END + 100 * SECOND;

  private static final long WAKING_MAX = 2 * Moment.MILLISECOND;
  private static final int EVENTS_MAX = 100_000;

  private final World world;
  private final Performer performer;
  private final Client client;
  private final List<Rule> rules = Rules.all();
  private long pausedUntil;
  private long events;

  private CoreSimulation(long seed, Coverage coverage, boolean traced) {
    world = new World(seed, coverage, traced);
    client = new Client(world);
    performer = new Performer(world, client, rules);
  }

  /** Runs a seed; a failing one is run again for its trace. */
  public static Outcome run(long seed, Coverage coverage) {
    Outcome outcome = run(seed, coverage, false);
    return outcome.good() ? outcome : run(seed, new Coverage(), true);
  }

  /** Runs a seed, with its trace when that is wanted. */
  public static Outcome run(long seed, Coverage coverage, boolean traced) {
    CoreSimulation simulation = new CoreSimulation(seed, coverage, traced);
    String finding = null;
    try {
      simulation.run();
    } catch (Finding found) {
      finding = found.getMessage();
    } catch (RuntimeException thrown) {
      finding = "NothingThrows: " + thrown;
    }
    return new Outcome(seed, simulation.events, finding, simulation.world.trace.toString());
  }

  // ---- the world and the loop ---------------------------------------------------------------

  private void run() {
    for (Seat seat : world.seats) {
      seat.downFile = world.chance.oneIn(4);
      client.plan(seat, FAULTS_END);
      begin(seat);
    }
    for (int steps = world.chance.below(4); steps > 0; steps--) {
      world.agenda.add(world.chance.between(0, FAULTS_END), world::stepWallClock);
    }
    world.agenda.add(FAULTS_END, this::endFaults);
    while (world.now < END) {
      long wake = wakesAt();
      if (world.agenda.nextAt() <= wake) {
        world.now = Math.max(world.now, Math.min(world.agenda.nextAt(), END));
        if (world.now < END) {
          world.agenda.happen();
        }
      } else {
        world.now = Math.min(wake, END);
        turn();
      }
    }
    rules.forEach(rule -> rule.ended(world));
  }

  /** When the loop's next turn is. It may have been paused: the whole machine can be. */
  private long wakesAt() {
    long wake = Moment.NEVER;
    for (Seat seat : world.seats) {
      wake = Math.min(wake, seat.service.deadline());
    }
    if (!world.inbox.isEmpty()) {
      wake = world.now;
    }
    if (wake == Moment.NEVER) {
      return wake;
    }
    wake = Math.max(wake, world.now) + world.chance.latency(WAKING_MAX);
    return Math.max(wake, pausedUntil);
  }

  private void endFaults() {
    world.faults = false;
    world.say("-", () -> "the faults end");
    Lives lives = new Lives(world);
    for (Child process : List.copyOf(world.processes)) {
      lives.heal(process);
    }
    world.in(20 * SECOND, () -> world.seats.forEach(client::lastWord));
  }

  // ---- turns --------------------------------------------------------------------------------

  private void turn() {
    Moment now = world.moment();
    boolean ticksFirst = world.chance.oneIn(2);
    if (ticksFirst) {
      ticks(now);
    }
    while (!world.inbox.isEmpty()) {
      deliver(world.inbox.remove(nextLetter()), now);
    }
    ticks(now);
    rules.forEach(rule -> rule.turned(world, now));
    if (world.strikes(Fault.LOOP_PAUSED, 150)) {
      pausedUntil = world.now + world.chance.latency(20 * SECOND);
      world.say("-", () -> "the loop is paused until " + pausedUntil);
    }
  }

  /** Answers come at once; of what else waits, any may be met first. */
  private int nextLetter() {
    for (int i = 0; i < world.inbox.size(); i++) {
      if (world.inbox.get(i).kind() == Kind.ANSWER) {
        return i;
      }
    }
    return world.chance.below(world.inbox.size());
  }

  private void ticks(Moment now) {
    for (Seat seat : world.seats) {
      if (seat.service.deadline() <= now.nanos() || world.strikes(Fault.SPURIOUS_TICK, 60)) {
        tell(seat, new Event.Tick(), now);
      }
    }
  }

  private void deliver(Letter letter, Moment now) {
    Seat seat = letter.seat();
    if (letter.supervision() != seat.supervision) {
      return;
    }
    int pid = aboutPid(letter.event());
    if (letter.kind() == Kind.STALE && world.find(pid) != null) {
      return;
    }
    if (letter.event() instanceof Event.Died) {
      Child dead = world.find(pid);
      if (dead != null) {
        world.reap(dead);
        stale(seat, letter.event(), pid);
        stale(seat, letter.event(), pid);
      }
    }
    tell(seat, letter.event(), now);
  }

  private static int aboutPid(Event event) {
    if (event instanceof Event.Died(int pid, _, _)) {
      return pid;
    }
    if (event instanceof Event.Ready(int pid)) {
      return pid;
    }
    return event instanceof Event.ReadinessClosed(int pid) ? pid : 0;
  }

  /** Something about a process that is gone comes late. */
  private void stale(Seat seat, Event death, int pid) {
    if (!world.strikes(Fault.STALE_EVENT, 2)) {
      return;
    }
    Event event = world.chance.pick(death, new Event.Ready(pid), new Event.ReadinessClosed(pid));
    int supervision = seat.supervision;
    world.in(world.chance.latency(5 * SECOND), () -> world.tellLate(seat, supervision, event));
  }

  // ---- the core -----------------------------------------------------------------------------

  private void begin(Seat seat) {
    Moment now = world.moment();
    seat.supervision++;
    seat.asked = new Asked(seat.downFile);
    seat.waiting.clear();
    seat.stopAsked = seat.downFile;
    seat.service = Service.fresh(!seat.downFile, now);
    seat.written = seat.service.status(); // it is there before the lock is taken
    rules.forEach(rule -> rule.begins(seat));
    perform(seat, new Event.Tick(), ServiceMachine.begin(seat.service), now);
  }

  private void tell(Seat seat, Event event, Moment now) {
    if (++events > EVENTS_MAX) {
      throw new Finding(this, "more than " + EVENTS_MAX + " events: nothing comes to rest");
    }
    Service before = seat.service;
    world.coverage.pair(Situation.of(before), Happening.of(before, event, now));
    if (event instanceof Event.Answer && !seat.waiting.isEmpty()) {
      answer(seat, event, now);
    } else {
      one(seat, event, now);
    }
    if (seat.service.state() instanceof State.Gone && !(before.state() instanceof State.Gone)) {
      world.in(SECOND, () -> begin(seat)); // as the scanner does
    }
  }

  /**
   * What waited for the answer is as if it came after it: so it is told again, to the service that
   * nothing waits for, and in the end both are the same.
   */
  private void answer(Seat seat, Event event, Moment now) {
    Step whole = ServiceMachine.step(seat.service, event, now);
    List<Event.Request> waited = List.copyOf(seat.waiting);
    seat.waiting.clear();
    seat.service = withoutWaiting(seat.service);
    List<Effect> effects = new ArrayList<>(one(seat, event, now));
    for (Event.Request request : waited) {
      effects.addAll(one(seat, request, now));
    }
    if (!whole.equals(new Step(seat.service, effects))) {
      throw new Finding(
          this, seat.name + ": what waited gives " + whole + ", not " + seat.service + effects);
    }
  }

  private static Service withoutWaiting(Service service) {
    State state =
        service.state() instanceof State.FinishSpawning(var next, long timeoutNanos, _)
            ? new State.FinishSpawning(next, timeoutNanos, List.of())
            : new State.Spawning(List.of());
    return new Service(
        service.wanted(),
        state,
        service.changedAtWall(),
        service.readyAtWall(),
        service.lastWaitStatus(),
        service.restarts());
  }

  private List<Effect> one(Seat seat, Event event, Moment now) {
    if (event instanceof Event.Request request && Situation.of(seat.service).awaits()) {
      seat.waiting.add(request);
    } else {
      hear(seat, event);
    }
    Step step = ServiceMachine.step(seat.service, event, now);
    step(seat, event, step, now);
    return step.effects();
  }

  private void hear(Seat seat, Event event) {
    seat.asked.hear(seat, event);
    if (event instanceof Event.Down || event instanceof Event.Terminate) {
      seat.stopAsked = true;
    } else if (event instanceof Event.Up || event instanceof Event.Once) {
      seat.stopAsked = false;
    }
  }

  private void step(Seat seat, Event event, Step step, Moment now) {
    Service before = seat.service;
    perform(seat, event, step, now);
    seat.service = step.next();
    for (Rule rule : rules) {
      rule.told(seat, before, event, step, now);
    }
  }

  private void perform(Seat seat, Event event, Step step, Moment now) {
    world.say(seat.name, () -> describe(event, step));
    for (Effect effect : step.effects()) {
      for (Rule rule : rules) {
        rule.asks(seat, event, effect, now);
      }
      performer.perform(seat, effect);
    }
  }

  private static String describe(Event event, Step step) {
    Service next = step.next();
    String wanted = next.wanted().up() ? "up" : "down";
    return event + " -> " + next.state() + " wanted " + wanted + " " + step.effects();
  }
}
