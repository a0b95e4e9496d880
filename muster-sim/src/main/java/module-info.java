/** The simulator of the core and of the daemon; it ships, it is not test code. */
module muster.sim {
  requires static transitive org.jspecify;
  requires transitive muster.daemon;

  exports muster.sim;
  exports muster.sim.core;
  exports muster.sim.daemon;
  exports muster.sim.kernel;
  exports muster.sim.manager;
}
