package muster.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import muster.core.State.Readiness;
import muster.core.State.StartFailure;

/** Every state with every event at every moment that makes a difference: what the rules are for. */
final class Pairs {
  static final long SECOND = Moment.SECOND;

  /** The moment of each step; deadlines lie before it, on it, after it, or are never reached. */
  static final Moment NOW = new Moment(1_000 * SECOND, 1_795_426_248L * SECOND);

  static final int PID = 4711;
  static final int STALE = 4712;

  /** Unlike the defaults in every field, so that a mixed-up field shows. */
  static final SignalRule SIGNALS = new SignalRule(12, 10, 3 * SECOND, true, false);

  static final DeathRule DEATH = new DeathRule(7 * SECOND, 9, RestartRule.S6);

  /** One step that is to be looked at. */
  record Pair(Service service, Event event) {
    Step step() {
      return step(NOW);
    }

    Step step(Moment now) {
      return ServiceMachine.step(service, event, now);
    }
  }

  private static final List<Long> DEADLINES =
      List.of(Long.MIN_VALUE, NOW.nanos() - 1, NOW.nanos(), NOW.nanos() + 1, Moment.NEVER);

  private Pairs() {}

  static void forEach(Consumer<Pair> rule) {
    for (Service service : services()) {
      for (Event event : events()) {
        rule.accept(new Pair(service, event));
      }
    }
  }

  static List<Service> services() {
    List<Service> all = new ArrayList<>();
    for (State state : states()) {
      for (boolean up : new boolean[] {false, true}) {
        for (boolean leaving : new boolean[] {false, true}) {
          all.add(new Service(new Wanted(up, leaving), state, 5, 6, 0x0f, Restarts.NONE));
        }
      }
    }
    return all;
  }

  static List<State> states() {
    List<State> all = new ArrayList<>();
    all.add(new State.Gone());
    all.addAll(awaiting());
    for (long at : DEADLINES) {
      all.add(new State.Down(at));
      for (StartFailure why : StartFailure.values()) {
        all.add(new State.Backoff(at, why));
      }
      for (Readiness readiness : readinesses()) {
        for (boolean paused : new boolean[] {false, true}) {
          all.add(new State.Up(PID, readiness, paused, at, false));
          all.add(new State.Up(PID, readiness, paused, at, true));
        }
      }
      all.add(new State.Finishing(PID, new Next.AfterDown(SECOND), at));
      all.add(new State.Finishing(PID, new Next.At(NOW.nanos() - 1), at));
    }
    return all;
  }

  /** The states that wait for the kernel's answer, with each request that can wait with them. */
  private static List<State> awaiting() {
    List<List<Event.Request>> waitings = new ArrayList<>();
    waitings.add(List.of());
    requests().forEach(request -> waitings.add(List.of(request)));
    waitings.add(List.of(new Event.Down(false, SIGNALS), new Event.Up(false)));
    waitings.add(List.of(new Event.Up(false), new Event.Up(false), new Event.Leave()));
    List<State> all = new ArrayList<>();
    for (List<Event.Request> waiting : waitings) {
      all.add(new State.Spawning(waiting));
      for (long timeout : new long[] {0, SECOND}) {
        all.add(new State.FinishSpawning(new Next.AfterDown(SECOND), timeout, waiting));
        all.add(new State.FinishSpawning(new Next.At(NOW.nanos() + 1), timeout, waiting));
      }
    }
    return all;
  }

  private static List<Readiness> readinesses() {
    return List.of(
        new Readiness.Silent(),
        new Readiness.Awaited(),
        new Readiness.Said(NOW.nanos() - 2 * SECOND),
        new Readiness.Said(NOW.nanos()));
  }

  static List<Event> events() {
    List<Event> all = new ArrayList<>(answers());
    all.addAll(aboutProcess(PID));
    all.addAll(aboutProcess(STALE));
    all.add(new Event.Tick());
    all.addAll(requests());
    return all;
  }

  /** What only a state that asked for it can be told. */
  static List<Event> answers() {
    List<Event> all = new ArrayList<>();
    all.add(new Event.Started(PID, false));
    all.add(new Event.Started(PID, true));
    for (StartFailure why : StartFailure.values()) {
      all.add(new Event.StartFailed(why));
    }
    all.add(new Event.FinishStarted(PID));
    all.add(new Event.FinishFailed(true));
    all.add(new Event.FinishFailed(false));
    return all;
  }

  static List<Event> aboutProcess(int pid) {
    return List.of(
        new Event.Ready(pid),
        new Event.ReadinessClosed(pid),
        new Event.Died(pid, 0, DEATH),
        new Event.Died(pid, 125 << 8, DEATH),
        new Event.Died(pid, 9, DeathRule.DEFAULT));
  }

  static List<Event.Request> requests() {
    List<Event.Request> all = new ArrayList<>();
    for (boolean flag : new boolean[] {false, true}) {
      all.add(new Event.Kill(15, flag));
      all.add(new Event.Pause(flag));
      all.add(new Event.Resume(flag));
      all.add(new Event.AtMostOnce(flag));
      all.add(new Event.Up(flag));
      all.add(new Event.Down(flag, SIGNALS));
      all.add(new Event.Down(flag, SignalRule.DEFAULT));
    }
    all.add(new Event.Hurry());
    all.add(new Event.Once());
    all.add(new Event.Leave());
    all.add(new Event.Terminate(SIGNALS));
    all.add(new Event.Terminate(SignalRule.DEFAULT));
    all.add(new Event.Abandon());
    all.add(new Event.Interrupt());
    return all;
  }
}
