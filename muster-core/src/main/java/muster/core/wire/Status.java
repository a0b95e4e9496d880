package muster.core.wire;

import org.jspecify.annotations.Nullable;

/**
 * The content of {@code supervise/status}, 35 bytes. Source: s6's libs6 svstatus, s6 2.11.
 *
 * @param changedAtWall start or death of {@code run}, nanoseconds since 1970
 * @param readyAtWall last change of readiness, nanoseconds since 1970
 * @param pid of {@code run}, of {@code finish} while finishing, else 0
 * @param waitStatus of the last {@code run} that ended
 */
public record Status(
    long changedAtWall,
    long readyAtWall,
    int pid,
    int waitStatus,
    boolean paused,
    boolean finishing,
    boolean wantedUp,
    boolean ready) {

  public static final int BYTES = 35;

  private static final int AT_READY = 12;
  private static final int AT_PID = 24;
  private static final int AT_WAIT_STATUS = 32;
  private static final int AT_FLAGS = 34;
  private static final int PAUSED = 1;
  private static final int FINISHING = 2;
  private static final int WANTED_UP = 4;
  private static final int READY = 8;

  public byte[] encode() {
    byte[] out = new byte[BYTES];
    Tai64n.put(out, 0, changedAtWall);
    Tai64n.put(out, AT_READY, readyAtWall);
    Bytes.putLong(out, AT_PID, pid);
    Bytes.putShort(out, AT_WAIT_STATUS, waitStatus);
    out[AT_FLAGS] =
        (byte)
            ((paused ? PAUSED : 0)
                | (finishing ? FINISHING : 0)
                | (wantedUp ? WANTED_UP : 0)
                | (ready ? READY : 0));
    return out;
  }

  /**
   * @return null for what is no status: of another length, or with a pid or a time that is none
   */
  public static @Nullable Status decode(byte[] in) {
    if (in.length != BYTES || !Tai64n.valid(in, 0) || !Tai64n.valid(in, AT_READY)) {
      return null;
    }
    long pid = Bytes.getLong(in, AT_PID);
    if (pid < 0 || pid > Integer.MAX_VALUE) {
      return null;
    }
    int flags = in[AT_FLAGS];
    return new Status(
        Tai64n.get(in, 0),
        Tai64n.get(in, AT_READY),
        (int) pid,
        Bytes.getShort(in, AT_WAIT_STATUS),
        (flags & PAUSED) != 0,
        (flags & FINISHING) != 0,
        (flags & WANTED_UP) != 0,
        (flags & READY) != 0);
  }
}
