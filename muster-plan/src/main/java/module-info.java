/**
 * What a set of services is, in which order it starts, and what is wrong with it. Offline and pure:
 * needs nothing but the JDK.
 */
module muster.plan {
  requires static transitive org.jspecify;

  exports muster.plan;
  exports muster.plan.graph;
}
