/** The pure policy of Muster; needs nothing but the JDK. */
module muster.core {
  requires static transitive org.jspecify;

  exports muster.core;
  exports muster.core.wire;
}
