package muster.sim.core;

import java.util.List;
import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.State.StartFailure;
import org.jspecify.annotations.Nullable;

/** Does what the core asks for, in a world where everything takes a while and much goes wrong. */
final class Performer {
  private static final int SIGKILL = 9;
  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;
  private static final long START_MAX = 3 * Moment.SECOND;
  private static final long SLOW = Moment.SECOND / 2;

  private final World world;
  private final Lives lives;
  private final Client client;
  private final List<Rule> rules;

  Performer(World world, Client client, List<Rule> rules) {
    this.world = world;
    this.lives = new Lives(world);
    this.client = client;
    this.rules = rules;
  }

  void perform(Seat seat, Effect effect) {
    switch (effect) {
      case Effect.Start _ -> start(seat);
      case Effect.StartFinish _ -> startFinish(seat);
      case Effect.Signal(int pid, int signal, _) -> signal(pid, signal);
      case Effect.WriteStatus(var status) -> seat.written = status;
      case Effect.KeepDown(boolean down) -> seat.downFile = down;
      case Effect.Release _ -> release(seat);
      case Effect.Notify _,
          Effect.RecordDeath _,
          Effect.CloseReadiness _,
          Effect.DetachStdio _,
          Effect.Warn _ -> {}
    }
  }

  // ---- starts -------------------------------------------------------------------------------

  private void start(Seat seat) {
    long takes = takes(Fault.SLOW_START);
    if (world.faults && world.chance.oneIn(4)) {
      client.commandWithin(seat, takes);
    }
    StartFailure why = whyNot();
    int supervision = seat.supervision;
    if (why != null) {
      Event answer = new Event.StartFailed(why);
      world.in(takes, () -> world.answer(seat, supervision, answer));
      return;
    }
    world.in(
        takes,
        () -> {
          Child run = born(seat, true);
          world.answer(seat, supervision, new Event.Started(run.pid, seat.notifies));
          lives.run(run);
        });
  }

  private @Nullable StartFailure whyNot() {
    if (world.strikes(Fault.START_NOT_EXECUTABLE, 25)) {
      return StartFailure.NOT_EXECUTABLE;
    }
    if (world.strikes(Fault.START_WITHOUT_RESOURCES, 25)) {
      return StartFailure.NO_RESOURCES;
    }
    if (world.strikes(Fault.START_LOCKED_OUT, 25)) {
      return StartFailure.LOCKED;
    }
    if (world.strikes(Fault.START_CONTRADICTED, 25)) {
      return StartFailure.CONTRADICTION;
    }
    return null;
  }

  private void startFinish(Seat seat) {
    long takes = takes(Fault.SLOW_FINISH_START);
    if (world.faults && world.chance.oneIn(4)) {
      client.commandWithin(seat, takes);
    }
    int supervision = seat.supervision;
    boolean broken = world.strikes(Fault.FINISH_WITHOUT_RESOURCES, 12);
    if (broken || !seat.hasFinish) {
      if (!broken) {
        world.fault(Fault.FINISH_ABSENT);
      }
      Event answer = new Event.FinishFailed(!broken);
      world.in(takes, () -> world.answer(seat, supervision, answer));
      return;
    }
    world.in(
        takes,
        () -> {
          Child finish = born(seat, false);
          world.answer(seat, supervision, new Event.FinishStarted(finish.pid));
          lives.finish(finish);
        });
  }

  private long takes(Fault slow) {
    long takes = world.chance.latency(START_MAX);
    if (takes > SLOW) {
      world.fault(slow);
    }
    return world.faults ? takes : Math.min(takes, Moment.MILLISECOND);
  }

  private Child born(Seat seat, boolean isRun) {
    Child before = seat.process;
    Child process = world.fork(seat, isRun);
    world.say(seat.name, () -> (isRun ? "run" : "finish") + " is born as pid " + process.pid);
    rules.forEach(rule -> rule.born(process, before));
    return process;
  }

  // ---- signals ------------------------------------------------------------------------------

  private void signal(int pid, int signal) {
    Child process = world.find(pid);
    if (process == null || !process.alive) {
      return; // a zombie hears nothing
    }
    switch (signal) {
      case SIGKILL -> kill(process);
      case SIGSTOP -> process.stopped = true;
      case SIGCONT -> {
        process.stopped = false;
        if (process.askedToStop) {
          lives.stop(process, process.seat.signals.downSignal());
        }
      }
      default -> lives.stop(process, signal);
    }
  }

  private void kill(Child process) {
    if (!process.killed) {
      process.killed = true;
      world.in(process.killNanos, () -> world.die(process, SIGKILL));
    }
  }

  // ---- the end of a supervision -------------------------------------------------------------

  private void release(Seat seat) {
    Child left = seat.process;
    if (left != null) {
      left.abandoned = true;
      seat.process = null;
      world.fault(Fault.LEFT_RUNNING);
      if (!left.alive) {
        world.processes.remove(left);
      }
    }
  }
}
