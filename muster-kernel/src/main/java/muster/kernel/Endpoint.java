package muster.kernel;

/** The address of a socket. */
public sealed interface Endpoint {
  /**
   * IPv4.
   *
   * @param address its first number is in the highest byte
   * @param port 0 to 65535
   */
  record Inet4(int address, int port) implements Endpoint {}

  /**
   * IPv6, without a scope.
   *
   * @param high the first half of the address, as it is written
   * @param port 0 to 65535
   */
  record Inet6(long high, long low, int port) implements Endpoint {}

  /**
   * A socket in the file system. A path of more than {@link #PATH_BYTES} bytes is ENAMETOOLONG, an
   * empty one is EINVAL.
   */
  record Local(String path) implements Endpoint {
    /** As unix(7) says, less the NUL. */
    public static final int PATH_BYTES = 107;
  }
}
