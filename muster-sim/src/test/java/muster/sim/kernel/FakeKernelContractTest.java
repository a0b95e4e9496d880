package muster.sim.kernel;

import java.util.List;
import muster.kernel.Kernel;
import muster.kernel.contract.Behaviour;
import muster.kernel.contract.KernelContract;

/** The contract that the real kernel keeps, so that the fake cannot lie. */
class FakeKernelContractTest extends KernelContract {
  private final FakeMachine machine = new FakeMachine();
  private final FakeKernel kernel =
      new FakeKernel(machine, Faults.NONE, 1, List.of("scan"), List.of("PATH=/bin", "EMPTY="));

  FakeKernelContractTest() {
    machine.disk.directory("/test");
  }

  @Override
  public Kernel kernel() {
    return kernel;
  }

  @Override
  public String directory() {
    return "/test";
  }

  @Override
  public List<String> program(Behaviour behaviour) {
    String name = behaviour.getClass().getSimpleName() + Integer.toHexString(behaviour.hashCode());
    machine.disk.program(machine.disk.directory("/bin"), name, Programs.of(behaviour));
    return List.of("/bin/" + name);
  }
}
