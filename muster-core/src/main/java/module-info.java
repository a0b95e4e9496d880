/** The pure policy of Muster. */
module muster.core {
  requires static transitive org.jspecify;
  requires transitive muster.plan;

  exports muster.core;
  exports muster.core.manager;
  exports muster.core.trace;
  exports muster.core.wire;
}
