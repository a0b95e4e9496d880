package muster.sim.daemon;

import muster.sim.Finding;
import muster.sim.kernel.FakeMachine.MachineListener;
import muster.sim.kernel.FakeProcess;
import org.jspecify.annotations.Nullable;

/** Sees processes come and go, and whom signals reach. */
final class Witness implements MachineListener {
  private final DaemonWorld world;

  Witness(DaemonWorld world) {
    this.world = world;
  }

  @Override
  public void spawned(FakeProcess process, String program) {
    for (Site site : world.sites) {
      if (site.directory.equals(process.directory)) {
        world.say(site.name, () -> program + " is pid " + process.pid);
        site.spawned(process, program);
      }
    }
  }

  @Override
  public void signalled(int pid, @Nullable FakeProcess process, int signal) {
    world.say("-", () -> "signal " + signal + " to pid " + pid);
    if (process == null) {
      throw new Finding(this, "signal " + signal + " to pid " + pid + ", which nobody has");
    }
  }

  @Override
  public void died(FakeProcess process) {
    world.say("-", () -> "pid " + process.pid + " dies with " + process.waitStatus());
    world.machine.clock.in(DaemonWorld.SECOND, () -> mustBeReaped(process));
  }

  private void mustBeReaped(FakeProcess dead) {
    if (!dead.reaped()) {
      throw new Finding(this, "pid " + dead.pid + " has been dead for a second, unnoticed");
    }
  }
}
