package muster.core;

import java.util.ArrayList;
import java.util.List;
import muster.core.State.Readiness;
import muster.core.wire.WaitStatus;

/**
 * The policy for one service: s6-supervise's, with the requests to the kernel as states of their
 * own. The state is outside, the event inside; events that change nothing are listed.
 *
 * <p>Source: s6-supervise(8) and servicedir(5) of s6 2.11; differences are in docs/semantics.md.
 */
public final class ServiceMachine {
  private static final int SIGINT = 2;
  private static final int SIGKILL = 9;
  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;

  /** {@code finish} says with it: never again. */
  private static final int FAILED_FOR_GOOD = 125;

  /** Between two SIGKILLs to a process that does not go. */
  private static final long KILL_AGAIN = 5 * Moment.SECOND;

  /** Requests that wait for an answer: as many as one read of a control FIFO brings. */
  private static final int WAITING_MAX = 64;

  private ServiceMachine() {}

  /** Supervision begins. The status is there already: it became visible with the lock. */
  public static Step begin(Service service) {
    return Step.of(service, new Effect.Notify("s"));
  }

  public static Step step(Service service, Event event, Moment now) {
    return switch (service.state()) {
      case State.Down down -> fromDown(service, down.startAt(), event, now);
      case State.Backoff backoff -> fromDown(service, backoff.retryAt(), event, now);
      case State.Spawning spawning -> fromSpawning(service, spawning, event, now);
      case State.Up up -> fromUp(service, up, event, now);
      case State.FinishSpawning spawning -> fromFinishSpawning(service, spawning, event, now);
      case State.Finishing finishing -> fromFinishing(service, finishing, event, now);
      case State.Gone _ -> Step.stay(service);
    };
  }

  // ---- no process ---------------------------------------------------------------------------

  private static Step fromDown(Service s, long startAt, Event event, Moment now) {
    return switch (event) {
      case Event.Tick _ when s.wanted().up() && now.nanos() >= startAt -> start(s);
      case Event.Once _ -> asked(s.want(false)).after(write(s.want(false)));
      case Event.Up(boolean lasting) -> asked(s.want(true)).after(want(s, true, lasting));
      case Event.Down(boolean lasting, _) -> wantDown(s, lasting);
      case Event.AtMostOnce(boolean lasting) -> wantDown(s, lasting);
      case Event.Leave _, Event.Terminate _, Event.Abandon _, Event.Interrupt _ -> gone(s);
      case Event.Tick _,
          Event.Kill _,
          Event.Hurry _,
          Event.Pause _,
          Event.Resume _,
          Event.Started _,
          Event.StartFailed _,
          Event.Ready _,
          Event.ReadinessClosed _,
          Event.Died _,
          Event.FinishStarted _,
          Event.FinishFailed _ ->
          Step.stay(s);
    };
  }

  /** Somebody wishes it: what it did before does not count. */
  private static Step asked(Service s) {
    return start(s.restarts(Restarts.NONE));
  }

  private static Step start(Service s) {
    return Step.of(s.in(new State.Spawning(List.of())), new Effect.Start());
  }

  // ---- a start is under way -----------------------------------------------------------------

  private static Step fromSpawning(Service s, State.Spawning spawning, Event event, Moment now) {
    return switch (event) {
      case Event.Started(int pid, boolean channel) ->
          answered(started(s, pid, channel, now), spawning.waiting(), now);
      case Event.StartFailed(State.StartFailure why) -> {
        Service failed = s.in(new State.Backoff(why.retryAt(now), why));
        yield answered(Step.stay(failed), spawning.waiting(), now);
      }
      case Event.Request _ when spawning.waiting().size() == WAITING_MAX -> refused(s);
      case Event.Request request -> {
        List<Event.Request> waiting = with(spawning.waiting(), request);
        yield Step.stay(s.in(new State.Spawning(waiting)));
      }
      case Event.Tick _,
          Event.Ready _,
          Event.ReadinessClosed _,
          Event.Died _,
          Event.FinishStarted _,
          Event.FinishFailed _ ->
          Step.stay(s);
    };
  }

  private static Step started(Service s, int pid, boolean channel, Moment now) {
    Readiness readiness = channel ? new Readiness.Awaited() : new Readiness.Silent();
    Service next = s.in(new State.Up(pid, readiness, false, Moment.NEVER, false)).changed(now);
    return Step.of(next, write(next), new Effect.Notify("u"));
  }

  /** s6 starts processes within a step, and reads what is asked of it meanwhile afterwards. */
  private static Step answered(Step answer, List<Event.Request> waiting, Moment now) {
    Step all = answer;
    for (Event.Request request : waiting) {
      all = all.then(step(all.next(), request, now));
    }
    return all;
  }

  private static List<Event.Request> with(List<Event.Request> waiting, Event.Request request) {
    List<Event.Request> more = new ArrayList<>(waiting);
    more.add(request);
    return List.copyOf(more);
  }

  private static Step refused(Service s) {
    return Step.of(
        s,
        new Effect.Warn(
            "too many commands while a process is being started: ignoring one; send it again"));
  }

  // ---- run runs -----------------------------------------------------------------------------

  private static Step fromUp(Service s, State.Up up, Event event, Moment now) {
    return switch (event) {
      case Event.Died(int pid, int waitStatus, DeathRule rule) when pid == up.pid() ->
          died(s, up, waitStatus, rule, now);
      case Event.Ready(int pid)
          when pid == up.pid() && up.readiness() instanceof Readiness.Awaited ->
          ready(s, up, now);
      case Event.ReadinessClosed(int pid)
          when pid == up.pid() && up.readiness() instanceof Readiness.Awaited ->
          Step.of(s.in(up.ready(new Readiness.Silent())), new Effect.CloseReadiness());
      case Event.Tick _ when now.nanos() >= up.killAt() ->
          Step.of(
              s.in(up.killAt(now.plus(KILL_AGAIN), up.killGroup())),
              new Effect.Signal(up.pid(), SIGKILL, up.killGroup()));
      case Event.Kill(int signal, boolean group) ->
          Step.of(s, new Effect.Signal(up.pid(), signal, group));
      case Event.Hurry _ -> Step.of(s, new Effect.Signal(up.pid(), SIGKILL, true));
      case Event.Pause(boolean group) -> paused(s, up, SIGSTOP, group);
      case Event.Resume(boolean group) -> paused(s, up, SIGCONT, group);
      case Event.Once _ -> wantDown(s, false);
      case Event.AtMostOnce(boolean lasting) -> wantDown(s, lasting);
      case Event.Up(boolean lasting) -> wantUp(s, lasting);
      case Event.Down(boolean lasting, SignalRule rule) ->
          lasting
              ? stop(s, up, rule, now).after(new Effect.KeepDown(true))
              : stop(s, up, rule, now);
      case Event.Terminate(SignalRule rule) -> stop(s.leave(), up, rule, now);
      case Event.Leave _ -> Step.of(s.leave(), new Effect.DetachStdio());
      case Event.Abandon _ -> gone(s);
      case Event.Interrupt _ -> gone(s).after(new Effect.Signal(up.pid(), SIGINT, true));
      case Event.Died _,
          Event.Ready _,
          Event.ReadinessClosed _,
          Event.Tick _,
          Event.Started _,
          Event.StartFailed _,
          Event.FinishStarted _,
          Event.FinishFailed _ ->
          Step.stay(s);
    };
  }

  private static Step ready(Service s, State.Up up, Moment now) {
    Service next = s.in(up.ready(new Readiness.Said(now.nanos()))).readyChanged(now);
    return Step.of(next, new Effect.CloseReadiness(), write(next), new Effect.Notify("U"));
  }

  private static Step paused(Service s, State.Up up, int signal, boolean group) {
    Service next = s.in(up.paused(signal == SIGSTOP));
    return Step.of(next, new Effect.Signal(up.pid(), signal, group), write(next));
  }

  /** The down signal, then SIGCONT so that a paused process hears it, then SIGKILL in its time. */
  private static Step stop(Service s, State.Up up, SignalRule rule, Moment now) {
    long after = rule.killAfterNanos();
    long killAt = after == 0 ? Moment.NEVER : now.plus(after);
    Service next = s.want(false).in(up.paused(false).killAt(killAt, rule.killGroup()));
    return Step.of(
        next,
        new Effect.Signal(up.pid(), rule.downSignal(), rule.signalGroup()),
        new Effect.Signal(up.pid(), SIGCONT, rule.signalGroup()),
        write(next));
  }

  private static Step died(Service s, State.Up up, int waitStatus, DeathRule rule, Moment now) {
    Next after = rule.restart().after(s.restarts(), up, waitStatus, now);
    boolean restarts = s.wanted().up() && !(after instanceof Next.Never);
    Service counted = restarts ? s.restarts(rule.restart().counted(s.restarts(), up, now)) : s;
    Service next =
        counted
            .ended(waitStatus)
            .changed(now)
            .in(new State.FinishSpawning(after, rule.finishTimeoutNanos(), List.of()));
    return Step.of(
        next,
        new Effect.CloseReadiness(),
        new Effect.RecordDeath(now.wallNanos(), waitStatus, rule.deathsKept()),
        new Effect.StartFinish(waitStatus, up.pid()));
  }

  // ---- run is dead, finish is not there yet -------------------------------------------------

  private static Step fromFinishSpawning(
      Service s, State.FinishSpawning spawning, Event event, Moment now) {
    return switch (event) {
      case Event.FinishStarted(int pid) ->
          answered(finishStarted(s, spawning, pid, now), spawning.waiting(), now);
      case Event.FinishFailed(boolean absent) ->
          answered(noFinish(s, spawning, absent, now), spawning.waiting(), now);
      case Event.Request _ when spawning.waiting().size() == WAITING_MAX -> refused(s);
      case Event.Request request -> {
        List<Event.Request> waiting = with(spawning.waiting(), request);
        yield Step.stay(
            s.in(new State.FinishSpawning(spawning.next(), spawning.timeoutNanos(), waiting)));
      }
      case Event.Tick _,
          Event.Started _,
          Event.StartFailed _,
          Event.Ready _,
          Event.ReadinessClosed _,
          Event.Died _ ->
          Step.stay(s);
    };
  }

  /** s6 forks before it looks for {@code finish}: without one there is a {@code d} of its own. */
  private static Step noFinish(
      Service s, State.FinishSpawning spawning, boolean absent, Moment now) {
    return absent
        ? down(s, spawning.next(), "D", now).after(write(s), new Effect.Notify("d"))
        : down(s, spawning.next(), "dD", now);
  }

  private static Step finishStarted(Service s, State.FinishSpawning spawning, int pid, Moment now) {
    long timeout = spawning.timeoutNanos();
    long killAt = timeout == 0 ? Moment.NEVER : now.plus(timeout);
    Service next = s.in(new State.Finishing(pid, spawning.next(), killAt));
    return Step.of(next, write(next), new Effect.Notify("d"));
  }

  // ---- finish runs --------------------------------------------------------------------------

  private static Step fromFinishing(Service s, State.Finishing finishing, Event event, Moment now) {
    return switch (event) {
      case Event.Died(int pid, int waitStatus, _) when pid == finishing.pid() ->
          WaitStatus.exited(waitStatus, FAILED_FOR_GOOD)
              ? down(s, new Next.Never(GivenUp.FINISH_SAID_SO), "D", now)
              : down(s, finishing.next(), "D", now);
      case Event.Tick _ when now.nanos() >= finishing.killAt() -> finishTooLate(s, finishing, now);
      case Event.Hurry _ -> killFinish(s, finishing.pid());
      case Event.Interrupt _ -> gone(s).after(new Effect.Signal(finishing.pid(), SIGINT, true));
      case Event.Abandon _ -> gone(s);
      case Event.Once _ -> wantDown(s, false);
      case Event.AtMostOnce(boolean lasting) -> wantDown(s, lasting);
      case Event.Down(boolean lasting, _) -> wantDown(s, lasting);
      case Event.Up(boolean lasting) -> wantUp(s, lasting);
      case Event.Terminate _ when s.wanted().leaving() -> Step.stay(s);
      case Event.Leave _, Event.Terminate _ -> Step.of(s.leave(), new Effect.DetachStdio());
      case Event.Died _,
          Event.Tick _,
          Event.Kill _,
          Event.Pause _,
          Event.Resume _,
          Event.Started _,
          Event.StartFailed _,
          Event.Ready _,
          Event.ReadinessClosed _,
          Event.FinishStarted _,
          Event.FinishFailed _ ->
          Step.stay(s);
    };
  }

  private static Step finishTooLate(Service s, State.Finishing finishing, Moment now) {
    int pid = finishing.pid();
    State.Finishing later = new State.Finishing(pid, finishing.next(), now.plus(KILL_AGAIN));
    return killFinish(s.in(later), pid)
        .after(new Effect.Warn("finish takes longer than timeout-finish allows: killing it"));
  }

  private static Step killFinish(Service s, int pid) {
    return Step.of(
        s, new Effect.Signal(pid, SIGCONT, false), new Effect.Signal(pid, SIGKILL, false));
  }

  // ---- shared -------------------------------------------------------------------------------

  /** Fully down: told, and then over if it was leaving. */
  private static Step down(Service s, Next next, String events, Moment now) {
    return switch (next) {
      case Next.At(long nanos) -> down(s, new State.Down(nanos), events, now);
      case Next.AfterDown(long pause) -> down(s, new State.Down(now.plus(pause)), events, now);
      case Next.Never(GivenUp why) when s.wanted().up() || why == GivenUp.FINISH_SAID_SO ->
          down(s.want(false), new State.Down(Moment.NEVER, why), givenUp(events), now);
      case Next.Never _ -> down(s, new State.Down(Moment.NEVER), events, now);
    };
  }

  private static Step down(Service s, State.Down state, String events, Moment now) {
    Service next = s.in(state).readyChanged(now);
    Step step = s.wanted().leaving() ? gone(next) : Step.stay(next);
    return step.after(write(next), new Effect.Notify(events));
  }

  /** O before the D: whoever waits for it need not wait any longer. */
  private static String givenUp(String events) {
    return events.substring(0, events.length() - 1).concat("OD");
  }

  private static Step gone(Service s) {
    return Step.of(s.in(new State.Gone()), new Effect.Notify("x"), new Effect.Release());
  }

  private static Step wantDown(Service s, boolean lasting) {
    return Step.stay(s.want(false)).after(want(s, false, lasting));
  }

  private static Step wantUp(Service s, boolean lasting) {
    return Step.stay(s.want(true)).after(want(s, true, lasting));
  }

  /** s6 rewrites the status at each word about what is wanted, also when nothing changes. */
  private static Effect[] want(Service s, boolean up, boolean lasting) {
    Effect status = write(s.want(up));
    return lasting ? new Effect[] {new Effect.KeepDown(!up), status} : new Effect[] {status};
  }

  private static Effect write(Service s) {
    return new Effect.WriteStatus(s.status());
  }
}
