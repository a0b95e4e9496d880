package muster.kernel;

import java.util.List;
import muster.kernel.contract.Behaviour;
import muster.kernel.contract.KernelContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, on the machine that the tests run on. Programs are lines of sh. */
class LinuxKernelContractTest extends KernelContract {
  private static final LinuxKernel KERNEL = new LinuxKernel(new String[0], Integer.MAX_VALUE);

  private final Playground playground = new Playground(kernel());
  private final Loopback loopback = new Loopback();

  @BeforeEach
  void begin() {
    // As the daemon does: the JVM and whoever started it leave descriptors open for children.
    kernel().closeOnExecFrom(3);
    playground.open();
  }

  @AfterEach
  void end() {
    loopback.end();
    playground.close();
  }

  @Override
  public Kernel kernel() {
    return KERNEL;
  }

  @Override
  public String directory() {
    return playground.directory();
  }

  @Override
  public Endpoint echo(int domain) {
    return loopback.echo(domain);
  }

  @Override
  public Endpoint nobody() {
    return loopback.nobody();
  }

  @Override
  public List<String> program(Behaviour behaviour) {
    return Shell.program(behaviour);
  }
}
