package muster.core.wire;

/**
 * The content of {@code supervise/death_tally}: 14 bytes a death, oldest first: the stamp, the exit
 * code (128 + signal after a signal), the signal (0 after an exit). Source: s6-svdt(8), s6 2.11.
 */
public final class DeathTally {
  public static final int RECORD_BYTES = 14;

  private static final int AT_CODE = 12;
  private static final int AT_SIGNAL = 13;

  private DeathTally() {}

  /** Whether a file's bytes are whole records; anything else is corrupt. */
  public static boolean valid(byte[] tally) {
    return tally.length % RECORD_BYTES == 0;
  }

  /**
   * @param tally as it was; a corrupt one counts as empty
   * @param kept how many records there may be afterwards, at least 1
   */
  public static byte[] append(byte[] tally, long wallNanos, int waitStatus, int kept) {
    int before = valid(tally) ? tally.length : 0;
    int from = Math.max(0, before - (kept - 1) * RECORD_BYTES);
    byte[] out = new byte[before - from + RECORD_BYTES];
    System.arraycopy(tally, from, out, 0, before - from);
    System.arraycopy(record(wallNanos, waitStatus), 0, out, before - from, RECORD_BYTES);
    return out;
  }

  /** One death. */
  public static byte[] record(long wallNanos, int waitStatus) {
    byte[] out = new byte[RECORD_BYTES];
    int signal = WaitStatus.signal(waitStatus);
    Tai64n.put(out, 0, wallNanos);
    out[AT_CODE] = (byte) (signal == 0 ? WaitStatus.exitCode(waitStatus) : 128 + signal);
    out[AT_SIGNAL] = (byte) signal;
    return out;
  }

  /**
   * Whether a tally has room for a record at its end.
   *
   * @param size of the file, in bytes
   */
  public static boolean hasRoom(long size, int kept) {
    return size % RECORD_BYTES == 0 && size / RECORD_BYTES < kept;
  }
}
