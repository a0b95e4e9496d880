/** The program {@code muster}. */
module muster.cli {
  requires static transitive org.jspecify;
  requires muster.core;
  requires muster.daemon;
  requires muster.kernel;
  requires muster.plan;
  requires muster.sim;
  requires muster.sources;
  requires muster.view;

  exports muster.cli;
}
