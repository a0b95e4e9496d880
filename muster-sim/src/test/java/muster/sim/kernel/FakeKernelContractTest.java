package muster.sim.kernel;

import java.util.List;
import muster.kernel.Endpoint;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.contract.Behaviour;
import muster.kernel.contract.KernelContract;

/** The contract that the real kernel keeps, so that the fake cannot lie. */
class FakeKernelContractTest extends KernelContract {
  private static final int LOOPBACK = 0x7f000001;
  private static final int ECHO_PORT = 7;

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
  public Endpoint echo(int domain) {
    Endpoint at =
        domain == Linux.AF_INET
            ? new Endpoint.Inet4(LOOPBACK, ECHO_PORT)
            : new Endpoint.Inet6(0, 1, ECHO_PORT);
    machine.network.listen(
        at,
        connection ->
            connection.onInput(text -> {
              connection.send(text);
              connection.close();
            }));
    return at;
  }

  @Override
  public Endpoint nobody() {
    return new Endpoint.Inet4(LOOPBACK, ECHO_PORT + 1);
  }

  @Override
  public List<String> program(Behaviour behaviour) {
    String name = behaviour.getClass().getSimpleName() + Integer.toHexString(behaviour.hashCode());
    machine.disk.program(machine.disk.directory("/bin"), name, Programs.of(behaviour));
    return List.of("/bin/" + name);
  }
}
