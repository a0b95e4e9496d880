package muster.sim.manager;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.State.StartFailure;
import muster.core.manager.ManagerEffect;
import muster.core.manager.ManagerEvent;
import muster.sim.Finding;
import org.jspecify.annotations.Nullable;

/** Does in the simulated world what the manager and the machines ask for. */
final class Performer {
  private static final long START_MAX = 200 * Moment.MILLISECOND;
  private static final long SLOW = 10 * Moment.MILLISECOND;
  private static final int KILL = 9;

  private final World world;
  private final Lives lives;
  private final ManagerSimulation simulation;

  Performer(World world, Lives lives, ManagerSimulation simulation) {
    this.world = world;
    this.lives = lives;
    this.simulation = simulation;
  }

  // ---- what the manager asks for ------------------------------------------------------------

  /** All but what it tells. */
  void perform(ManagerEffect effect) {
    switch (effect) {
      case ManagerEffect.Start(int node) -> machine(node, new Event.Up(false));
      case ManagerEffect.Stop(int node) ->
          machine(node, new Event.Down(false, world.seats.get(node).signals));
      case ManagerEffect.Kill(int node) -> machine(node, new Event.Kill(KILL, true));
      case ManagerEffect.Hurry(int node) -> machine(node, new Event.Hurry());
      case ManagerEffect.Reload(int node) ->
          machine(node, new Event.Kill(world.seats.get(node).signals.reloadSignal(), false));
      case ManagerEffect.RunUp(int node) -> spawn(world.seats.get(node), Child.Role.DO);
      case ManagerEffect.RunDown(int node) -> spawn(world.seats.get(node), Child.Role.UNDO);
      case ManagerEffect.Signal(int node, int pid, int signal) -> signal(node, pid, signal);
      case ManagerEffect.Tell _, ManagerEffect.Finish _ -> {}
    }
  }

  private void machine(int node, Event event) {
    simulation.step(world.seats.get(node), event);
  }

  private void spawn(Seat seat, Child.Role role) {
    if (seat.spawning || seat.process != null) {
      throw new Finding(this, seat.name() + " is started a second time");
    }
    seat.spawning = true;
    boolean fails = world.strikes(Fault.ONESHOT_NOT_SPAWNED, 12);
    soon(() -> {
      seat.spawning = false;
      if (fails) {
        simulation.tell(
            seat, Occasion.SPAWN_FAILED, new ManagerEvent.SpawnFailed(seat.node, "no memory"));
      } else {
        Child program = world.fork(seat, role);
        simulation.tell(seat, Occasion.SPAWNED, new ManagerEvent.Spawned(seat.node, program.pid));
        lives.oneshot(program);
      }
    });
  }

  private void signal(int node, int pid, int signal) {
    Child process = world.find(pid);
    if (process == null || process.seat.node != node) {
      throw new Finding(this, "signal " + signal + " to pid " + pid + ", which is not its own");
    }
    lives.signal(pid, signal);
  }

  // ---- what machines ask for ----------------------------------------------------------------

  void perform(Seat seat, Effect effect) {
    switch (effect) {
      case Effect.Start _ -> start(seat);
      case Effect.StartFinish _ -> startFinish(seat);
      case Effect.Signal(int pid, int signal, _) -> lives.signal(pid, signal);
      case Effect.KeepDown(boolean down) -> seat.downFile = down;
      case Effect.Release _ -> simulation.supervisionEnded(seat);
      case Effect.WriteStatus _,
          Effect.Notify _,
          Effect.RecordDeath _,
          Effect.CloseReadiness _,
          Effect.DetachStdio _,
          Effect.Warn _ -> {}
    }
  }

  private void start(Seat seat) {
    StartFailure why = world.mustFail(seat) ? StartFailure.NOT_EXECUTABLE : whyNot();
    soon(() -> {
      if (why != null) {
        simulation.trouble(seat, why);
        simulation.step(seat, new Event.StartFailed(why));
      } else {
        Child run = world.fork(seat, Child.Role.RUN);
        simulation.step(seat, new Event.Started(run.pid, seat.notifies()));
        lives.run(run);
      }
    });
  }

  private @Nullable StartFailure whyNot() {
    if (world.strikes(Fault.START_NOT_EXECUTABLE, 20)) {
      return StartFailure.NOT_EXECUTABLE;
    }
    if (world.strikes(Fault.START_WITHOUT_RESOURCES, 20)) {
      return StartFailure.NO_RESOURCES;
    }
    if (world.strikes(Fault.START_LOCKED_OUT, 20)) {
      return StartFailure.LOCKED;
    }
    return world.strikes(Fault.START_CONTRADICTED, 20) ? StartFailure.CONTRADICTION : null;
  }

  private void startFinish(Seat seat) {
    soon(() -> {
      if (seat.hasFinish) {
        Child finish = world.fork(seat, Child.Role.FINISH);
        simulation.step(seat, new Event.FinishStarted(finish.pid));
        lives.finish(finish);
      } else {
        simulation.step(seat, new Event.FinishFailed(true));
      }
    });
  }

  /**
   * The answer comes at once, as the kernel gives it, or after a while in which much may happen.
   */
  private void soon(Runnable answer) {
    if (world.chance.oneIn(2)) {
      world.answers.add(answer);
      return;
    }
    long takes = world.takes(START_MAX);
    if (takes > SLOW) {
      world.fault(Fault.SLOW_START);
    }
    world.in(takes, () -> world.answers.add(answer));
  }
}
