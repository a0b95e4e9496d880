/** The program {@code muster}. */
module muster.cli {
  requires static transitive org.jspecify;
  requires muster.daemon;

  exports muster.cli;
}
