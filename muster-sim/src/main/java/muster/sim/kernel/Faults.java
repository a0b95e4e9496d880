package muster.sim.kernel;

/** Chance, as the kernel meets it. */
public interface Faults {
  Faults NONE =
      new Faults() {
        @Override
        public int error(SystemCall call, String path) {
          return 0;
        }

        @Override
        public long latency(SystemCall call) {
          return 0;
        }
      };

  /**
   * @return 0, or −errno to fail with before anything is done
   */
  int error(SystemCall call, String path);

  /** How long a call takes. */
  long latency(SystemCall call);
}
