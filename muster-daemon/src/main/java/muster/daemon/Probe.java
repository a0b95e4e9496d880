package muster.daemon;

/**
 * Finds out that a service serves, which it tells once, on the loop's thread. It is for one start:
 * the next one has a new probe.
 */
interface Probe {
  /** For readiness that somebody else hears of. */
  Probe NONE =
      new Probe() {
        @Override
        public void begin() {}

        @Override
        public void cancel() {}
      };

  /** The service runs. */
  void begin();

  /** It does not matter any more. Nothing is told after that, and nothing is left open. */
  void cancel();
}
