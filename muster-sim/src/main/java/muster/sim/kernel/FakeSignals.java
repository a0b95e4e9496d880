package muster.sim.kernel;

import muster.kernel.Errno;
import muster.kernel.Signals;

/** The kernel's calls about signals to the process under test. */
final class FakeSignals {
  private final FakeMachine machine;
  private final Toll toll;

  FakeSignals(FakeMachine machine, Toll toll) {
    this.machine = machine;
    this.toll = toll;
  }

  int catchSignal(int signal) {
    toll.pay();
    if (uncatchable(signal)) {
      return -Errno.EINVAL;
    }
    Opened.Counter counter = machine.catchSignal(signal);
    for (int fd : machine.descriptors.numbers()) {
      if (machine.descriptors.get(fd) == counter) {
        return fd;
      }
    }
    return machine.descriptors.add(counter);
  }

  int ignoreSignal(int signal) {
    if (uncatchable(signal)) {
      return -Errno.EINVAL;
    }
    machine.ignored |= FakeProcess.bit(signal);
    return 0;
  }

  private static boolean uncatchable(int signal) {
    return signal < 1 || signal > Long.SIZE || signal == Signals.KILL || signal == Signals.STOP;
  }
}
