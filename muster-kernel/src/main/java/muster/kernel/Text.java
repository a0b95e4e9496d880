package muster.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Strings on their way to C: the bytes, a NUL, and where they are. The strings of one call lie side
 * by side in a block that the next call overwrites.
 */
final class Text {
  private final Memory memory;
  private byte[] bytes = new byte[256];
  private long address;
  private int used;

  Text(Memory memory) {
    this.memory = memory;
  }

  /** Forgets the strings of the call before and makes room for {@code size} bytes. */
  void begin(int size) {
    address = memory.reserve(size);
    used = 0;
  }

  /** Leaves {@code size} bytes out, for pointers. @return their index in the block */
  int skip(int size) {
    int at = used;
    used += size;
    return at;
  }

  long addressOf(int index) {
    return address + index;
  }

  void putLong(int index, long value) {
    memory.bytes().putLong(index, value);
  }

  /** Copies addresses that another block begins with. */
  void putPointers(int index, ByteBuffer from, int count) {
    memory.bytes().put(index, from, 0, count * Long.BYTES);
  }

  /** Adds a string. @return its address, or −EINVAL when it is no byte string */
  long put(String text) {
    int length = text.length();
    if (bytes.length <= length) {
      bytes = new byte[length + 256];
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == 0 || c > 255) {
        return -Errno.EINVAL;
      }
      bytes[i] = (byte) c;
    }
    bytes[length] = 0;
    memory.bytes().put(used, bytes, 0, length + 1);
    long at = address + used;
    used += length + 1;
    return at;
  }

  /** The usual case: one string. @return its address, or −EINVAL */
  long only(String text) {
    begin(text.length() + 1);
    return put(text);
  }

  /** How many bytes {@link #putAll} needs for the strings alone. */
  static long sizeOf(List<String> strings) {
    long size = 0;
    for (int i = 0; i < strings.size(); i++) {
      size += strings.get(i).length() + 1L;
    }
    return size;
  }

  /** Puts strings, and their addresses from {@code index} on. @return 0 or −EINVAL */
  int putAll(List<String> strings, int index) {
    for (int i = 0; i < strings.size(); i++) {
      long at = put(strings.get(i));
      if (at < 0) {
        return (int) at;
      }
      putLong(index + i * Long.BYTES, at);
    }
    return 0;
  }

  /** The string that ends at the first NUL or at {@code limit}. */
  static String read(ByteBuffer from, int start, int limit) {
    int end = start;
    while (end < limit && from.get(end) != 0) {
      end++;
    }
    byte[] copy = new byte[end - start];
    from.get(start, copy);
    return new String(copy, StandardCharsets.ISO_8859_1);
  }

  /** Splits what /proc has as strings that each end in NUL. */
  static List<String> split(byte[] bytes) {
    List<String> strings = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        strings.add(new String(bytes, start, i - start, StandardCharsets.ISO_8859_1));
        start = i + 1;
      }
    }
    return strings;
  }
}
