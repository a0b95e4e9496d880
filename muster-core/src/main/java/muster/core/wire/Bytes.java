package muster.core.wire;

/** Big-endian numbers in byte arrays. */
final class Bytes {
  private Bytes() {}

  static void putShort(byte[] out, int at, int value) {
    out[at] = (byte) (value >>> 8);
    out[at + 1] = (byte) value;
  }

  static void putInt(byte[] out, int at, int value) {
    putShort(out, at, value >>> 16);
    putShort(out, at + 2, value);
  }

  static void putLong(byte[] out, int at, long value) {
    putInt(out, at, (int) (value >>> 32));
    putInt(out, at + 4, (int) value);
  }

  static int getShort(byte[] in, int at) {
    return ((in[at] & 0xff) << 8) | (in[at + 1] & 0xff);
  }

  static int getInt(byte[] in, int at) {
    return (getShort(in, at) << 16) | getShort(in, at + 2);
  }

  static long getLong(byte[] in, int at) {
    return ((long) getInt(in, at) << 32) | (getInt(in, at + 4) & 0xffff_ffffL);
  }
}
