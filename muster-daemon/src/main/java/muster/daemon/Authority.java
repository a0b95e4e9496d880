package muster.daemon;

import java.util.List;
import muster.kernel.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * HOST:PORT as somebody wrote it. Names are not looked up: that would wait for a server somewhere;
 * only localhost is known, which is both loopbacks.
 */
final class Authority {
  private static final int LOOPBACK = 0x7f000001;
  private static final int PORT_MAX = 65_535;
  private static final int BYTE_MAX = 255;
  private static final int GROUPS = 8;
  private static final int GROUP_DIGITS = 4;
  private static final int GROUPS_OF_HALF = 4;
  private static final int HEX = 16;

  private Authority() {}

  /**
   * @param defaultPort of an address that has none; −1 when it must have one
   * @return what to try, in this order; none when it is no address
   */
  static List<Endpoint> endpoints(String text, int defaultPort) {
    int bracket = text.lastIndexOf(']');
    int colon = text.indexOf(':', bracket + 1);
    String host = colon < 0 ? text : text.substring(0, colon);
    int port = colon < 0 ? defaultPort : (int) Decimal.parse(text.substring(colon + 1), PORT_MAX);
    if (port < 0) {
      return List.of();
    }
    if (host.equalsIgnoreCase("localhost")) {
      return List.of(new Endpoint.Inet4(LOOPBACK, port), new Endpoint.Inet6(0, 1, port));
    }
    Endpoint endpoint = host.startsWith("[") ? inet6(host, port) : inet4(host, port);
    return endpoint == null ? List.of() : List.of(endpoint);
  }

  private static @Nullable Endpoint inet4(String host, int port) {
    long address = quad(host);
    return address < 0 ? null : new Endpoint.Inet4((int) address, port);
  }

  /**
   * @return −1 when it is not four numbers with dots between
   */
  private static long quad(String host) {
    String[] parts = host.split("\\.", -1);
    long address = parts.length == Integer.BYTES ? 0 : -1;
    for (int i = 0; i < parts.length && address >= 0; i++) {
      long part = Decimal.parse(parts[i], BYTE_MAX);
      address = part < 0 ? -1 : address << Byte.SIZE | part;
    }
    return address;
  }

  /** In brackets; one {@code ::} stands for as many zeros as are missing. Source: RFC 4291, 2.2. */
  private static @Nullable Endpoint inet6(String host, int port) {
    if (!host.endsWith("]")) {
      return null;
    }
    String text = host.substring(1, host.length() - 1);
    int gap = text.indexOf("::");
    long[] groups = new long[GROUPS];
    int before = gap < 0 ? fill(text, true, groups) : fill(text.substring(0, gap), false, groups);
    if (gap < 0) {
      return before == GROUPS ? endpoint(groups, port) : null;
    }
    long[] behind = new long[GROUPS];
    int after = fill(text.substring(gap + 2), true, behind);
    if (before < 0 || after < 0 || before + after >= GROUPS) {
      return null;
    }
    System.arraycopy(behind, 0, groups, GROUPS - after, after);
    return endpoint(groups, port);
  }

  /**
   * @param atEnd whether the address ends here, where it may have an address of IPv4
   * @return how many groups there are, or −1
   */
  private static int fill(String text, boolean atEnd, long[] groups) {
    if (text.isEmpty()) {
      return 0;
    }
    int count = 0;
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean last = atEnd && i == parts.length - 1;
      if (last && parts[i].indexOf('.') >= 0) {
        long quad = quad(parts[i]);
        if (quad < 0 || count + 2 > GROUPS) {
          return -1;
        }
        groups[count++] = quad >> Short.SIZE;
        groups[count++] = quad & 0xffff;
      } else {
        long group = group(parts[i]);
        if (group < 0 || count == GROUPS) {
          return -1;
        }
        groups[count++] = group;
      }
    }
    return count;
  }

  private static long group(String text) {
    long value = text.isEmpty() || text.length() > GROUP_DIGITS ? -1 : 0;
    for (int i = 0; i < text.length() && value >= 0; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, HEX) : -1;
      value = digit < 0 ? -1 : value * HEX + digit;
    }
    return value;
  }

  private static Endpoint endpoint(long[] groups, int port) {
    return new Endpoint.Inet6(half(groups, 0), half(groups, GROUPS_OF_HALF), port);
  }

  private static long half(long[] groups, int from) {
    long half = 0;
    for (int i = from; i < from + GROUPS_OF_HALF; i++) {
      half = half << Short.SIZE | groups[i];
    }
    return half;
  }
}
