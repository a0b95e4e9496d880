/** The only native code of Muster; needs nothing but the JDK. */
module muster.kernel {
  requires static org.jspecify;

  exports muster.kernel;
}
