package muster.sim.daemon;

import java.util.function.Consumer;
import muster.sim.Finding;
import muster.sim.kernel.FakeMachine.MachineListener;
import muster.sim.kernel.FakeProcess;
import org.jspecify.annotations.Nullable;

/** Sees processes come and go, and whom signals reach. */
final class Witness implements MachineListener {
  private final DaemonWorld world;
  private final Consumer<Site> finishing;

  /**
   * @param finishing is told whose {@code finish} has begun
   */
  Witness(DaemonWorld world, Consumer<Site> finishing) {
    this.world = world;
    this.finishing = finishing;
  }

  @Override
  public void spawned(FakeProcess process, String program) {
    for (Site site : world.sites) {
      if (site.directory.equals(process.directory)) {
        world.say(site.name, () -> program + " is pid " + process.pid);
        site.spawned(process, program.equals("./run"));
        if (program.equals("./finish")) {
          finishing.accept(site);
        }
        return;
      }
    }
  }

  @Override
  public void signalled(int pid, @Nullable FakeProcess process, int signal) {
    world.say("-", () -> "signal " + signal + " to pid " + pid);
    if (process == null) {
      throw new Finding(this, "signal " + signal + " to pid " + pid + ", which nobody has");
    }
    for (Site site : world.sites) {
      if (site.directory.equals(process.directory)) {
        site.signalled(process, signal);
      }
    }
  }

  @Override
  public void died(FakeProcess process) {
    world.say("-", () -> "pid " + process.pid + " dies with " + process.waitStatus());
    world.sites.forEach(site -> site.died(process));
    world.expect(
        this,
        DaemonWorld.SEEN,
        process::reaped,
        () -> "pid " + process.pid + " has been dead for a second, unnoticed");
  }
}
