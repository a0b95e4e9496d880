package muster.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import muster.kernel.Libc.Function;

/**
 * A block of native memory that is used again and again: it grows when a call needs more, loses its
 * content then, and is never given back. It comes from malloc and not from an arena: nothing zeroes
 * it, so pages that no call touched cost nothing, and no cleaner watches it.
 */
final class Memory {
  private static final Function MALLOC = new Function("malloc");
  private static final Function FREE = new Function("free");

  private final Libc libc;
  private int capacity;
  private long address;
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  Memory(Libc libc) {
    this.libc = libc;
  }

  /**
   * At least {@code size} bytes, aligned to 16. The address holds until the next call with more.
   */
  long reserve(int size) {
    if (size > capacity) {
      grow(size);
    }
    return address;
  }

  @SuppressWarnings("restricted")
  private void grow(int size) {
    if (address != 0) {
      libc.raw(FREE, address, 0, 0, 0, 0, 0);
    }
    capacity = Math.max(size, (int) Math.min(2L * capacity, Integer.MAX_VALUE));
    address = libc.raw(MALLOC, capacity, 0, 0, 0, 0, 0);
    if (address == 0) {
      capacity = 0;
      throw new OutOfMemoryError("malloc");
    }
    bytes =
        MemorySegment.ofAddress(address)
            .reinterpret(capacity)
            .asByteBuffer()
            .order(ByteOrder.nativeOrder());
  }

  /** The block as Java sees it; index 0 is what {@link #reserve} returned. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** Sets bytes to 0. Only for the small structures of single calls. */
  void clear(int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      bytes.putLong(at, 0);
    }
    for (; at < to; at++) {
      bytes.put(at, (byte) 0);
    }
  }
}
