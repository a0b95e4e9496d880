/** The only native code of Muster; needs nothing but the JDK. */
module muster.kernel {
  requires static transitive org.jspecify;
  requires jdk.unsupported; // sun.misc.Signal, for the signals that the JVM handles itself

  exports muster.kernel;
}
