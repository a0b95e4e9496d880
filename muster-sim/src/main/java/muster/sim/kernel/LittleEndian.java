package muster.sim.kernel;

/** Counts as eventfd(2) and timerfd(2) tell them. */
final class LittleEndian {
  private static final int BYTES = 8;

  private LittleEndian() {}

  static void put(byte[] out, int at, long value) {
    for (int i = 0; i < BYTES; i++) {
      out[at + i] = (byte) (value >>> (8 * i));
    }
  }

  static long get(byte[] in, int at) {
    long value = 0;
    for (int i = BYTES - 1; i >= 0; i--) {
      value = (value << 8) | (in[at + i] & 0xff);
    }
    return value;
  }
}
