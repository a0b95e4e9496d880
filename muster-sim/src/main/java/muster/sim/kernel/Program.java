package muster.sim.kernel;

/** What a process of the simulated machine does from its first instant on. */
public interface Program {
  void start(FakeProcess self);
}
