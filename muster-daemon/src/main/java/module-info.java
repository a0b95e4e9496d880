/** The supervisor: the core's policy carried out on a kernel. */
module muster.daemon {
  requires static transitive org.jspecify;
  requires transitive muster.core;
  requires transitive muster.kernel;
  requires transitive muster.plan;

  exports muster.daemon;
}
