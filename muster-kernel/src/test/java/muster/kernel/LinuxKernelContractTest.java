package muster.kernel;

import java.util.List;
import muster.kernel.contract.Behaviour;
import muster.kernel.contract.KernelContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, on the machine that the tests run on. Programs are lines of sh. */
final class LinuxKernelContractTest extends KernelContract {
  private static final LinuxKernel KERNEL = new LinuxKernel();

  static {
    // As the daemon does: the JVM and whoever started it leave descriptors open for children.
    KERNEL.closeOnExecFrom(3);
  }

  private final Playground playground = new Playground(KERNEL);

  @BeforeEach
  void begin() {
    playground.open();
  }

  @AfterEach
  void end() {
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
  public List<String> program(Behaviour behaviour) {
    return Shell.program(behaviour);
  }
}
