/** The program {@code muster}. */
module muster.cli {
  requires static org.jspecify;
  requires muster.daemon;

  exports muster.cli;
}
