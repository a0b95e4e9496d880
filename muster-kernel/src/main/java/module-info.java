/** The only native code of Muster; needs nothing but the JDK. */
module muster.kernel {
  requires static transitive org.jspecify;

  exports muster.kernel;
}
