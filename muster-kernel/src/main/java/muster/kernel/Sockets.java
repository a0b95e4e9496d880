package muster.kernel;

import java.nio.ByteBuffer;
import muster.kernel.Libc.Function;

/** Sockets. Source: the kernel's uapi headers; the numbers are those of asm-generic. */
final class Sockets {
  private static final Function SOCKET = new Function("socket");
  private static final Function CONNECT = new Function("connect");
  private static final Function BIND = new Function("bind");
  private static final Function GETSOCKNAME = new Function("getsockname");
  private static final Function GETSOCKOPT = new Function("getsockopt");
  private static final Function SETSOCKOPT = new Function("setsockopt");
  private static final Function RECVMSG = new Function("recvmsg");

  private static final int SOL_SOCKET = 1;
  private static final int SO_ERROR = 4;
  private static final int SO_PASSCRED = 16;

  // struct sockaddr_in, sockaddr_in6, sockaddr_un. Source: ip(7), ipv6(7), unix(7).
  private static final int PORT = 2;
  private static final int INET4_ADDRESS = 4;
  private static final int INET4_BYTES = 16;
  private static final int INET6_ADDRESS = 8;
  private static final int INET6_BYTES = 28;
  private static final int LOCAL_PATH = 2;
  private static final int ADDRESS_BYTES = 112;

  // What recvmsg needs lies in one block: struct msghdr, iovec, a cmsghdr with a struct ucred, the
  // data. All have the same layout on 64-bit machines. Source: recv(2), cmsg(3), unix(7).
  private static final int MSG_IOV = 16;
  private static final int MSG_IOVLEN = 24;
  private static final int MSG_CONTROL = 32;
  private static final int MSG_CONTROLLEN = 40;
  private static final int IOVEC = 56;
  private static final int CONTROL = 72;

  /**
   * Just enough for the credentials, which come first: so the kernel closes descriptors that
   * somebody sends along.
   */
  private static final int CONTROL_BYTES = 32;

  private static final int CMSG_LEVEL = CONTROL + 8;
  private static final int CMSG_TYPE = CONTROL + 12;
  private static final int CMSG_DATA = CONTROL + 16;
  private static final int DATA = CONTROL + CONTROL_BYTES;
  private static final int SCM_CREDENTIALS = 2;

  private final Libc libc;
  private final Memory memory;

  Sockets(Libc libc, Memory memory) {
    this.libc = libc;
    this.memory = memory;
  }

  int socket(int domain, int type, int protocol) {
    return libc.call(SOCKET, domain, type | Linux.O_CLOEXEC, protocol);
  }

  int connect(int fd, Endpoint to) {
    int length = marshal(to);
    return length < 0 ? length : libc.call(CONNECT, fd, memory.reserve(ADDRESS_BYTES), length);
  }

  int bind(int fd, Endpoint at) {
    int length = marshal(at);
    return length < 0 ? length : libc.call(BIND, fd, memory.reserve(ADDRESS_BYTES), length);
  }

  /** Puts an address at the start of the block. @return its length, or −errno */
  private int marshal(Endpoint endpoint) {
    memory.reserve(ADDRESS_BYTES);
    memory.clear(0, ADDRESS_BYTES);
    // Not a switch over patterns, for the reason that Spawner has.
    if (endpoint instanceof Endpoint.Inet4 inet4) {
      family(Linux.AF_INET, inet4.port());
      bigEndian(INET4_ADDRESS, inet4.address(), Integer.BYTES);
      return INET4_BYTES;
    }
    if (endpoint instanceof Endpoint.Inet6 inet6) {
      family(Linux.AF_INET6, inet6.port());
      bigEndian(INET6_ADDRESS, inet6.high(), Long.BYTES);
      bigEndian(INET6_ADDRESS + Long.BYTES, inet6.low(), Long.BYTES);
      return INET6_BYTES;
    }
    return local(((Endpoint.Local) endpoint).path());
  }

  private void family(int family, int port) {
    memory.bytes().putShort(0, (short) family);
    bigEndian(PORT, port, Short.BYTES);
  }

  private void bigEndian(int at, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      memory.bytes().put(at + i, (byte) (value >> (Byte.SIZE * (bytes - 1 - i))));
    }
  }

  private int local(String path) {
    // An empty path would be no path but a name that the kernel makes up.
    if (path.isEmpty() || path.length() > Endpoint.Local.PATH_BYTES) {
      return path.isEmpty() ? -Errno.EINVAL : -Errno.ENAMETOOLONG;
    }
    memory.bytes().putShort(0, (short) Linux.AF_UNIX);
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == 0 || c > 255) {
        return -Errno.EINVAL;
      }
      memory.bytes().put(LOCAL_PATH + i, (byte) c);
    }
    return LOCAL_PATH + path.length() + 1;
  }

  int error(int fd) {
    long at = memory.reserve(2 * Integer.BYTES);
    memory.bytes().putInt(Integer.BYTES, Integer.BYTES);
    int result = libc.call(GETSOCKOPT, fd, SOL_SOCKET, SO_ERROR, at, at + Integer.BYTES);
    return result < 0 ? result : -memory.bytes().getInt(0);
  }

  int port(int fd) {
    long at = memory.reserve(ADDRESS_BYTES + Integer.BYTES);
    memory.clear(0, INET6_BYTES);
    memory.bytes().putInt(ADDRESS_BYTES, ADDRESS_BYTES);
    int result = libc.call(GETSOCKNAME, fd, at, at + ADDRESS_BYTES);
    int high = memory.bytes().get(PORT) & 0xff;
    int low = memory.bytes().get(PORT + 1) & 0xff;
    return result < 0 ? result : high << Byte.SIZE | low;
  }

  int tellSenders(int fd) {
    long at = memory.reserve(Integer.BYTES);
    memory.bytes().putInt(0, 1);
    return libc.call(SETSOCKOPT, fd, SOL_SOCKET, SO_PASSCRED, at, Integer.BYTES);
  }

  int receive(int fd, byte[] buffer, Sender from) {
    long at = memory.reserve(DATA + buffer.length);
    memory.clear(0, DATA);
    ByteBuffer message = memory.bytes();
    message.putLong(MSG_IOV, at + IOVEC);
    message.putLong(MSG_IOVLEN, 1);
    message.putLong(MSG_CONTROL, at + CONTROL);
    message.putLong(MSG_CONTROLLEN, CONTROL_BYTES);
    message.putLong(IOVEC, at + DATA);
    message.putLong(IOVEC + Long.BYTES, buffer.length);
    int count = libc.call(RECVMSG, fd, at, 0);
    if (count < 0) {
      return count;
    }
    boolean told =
        message.getLong(MSG_CONTROLLEN) > 0
            && message.getInt(CMSG_LEVEL) == SOL_SOCKET
            && message.getInt(CMSG_TYPE) == SCM_CREDENTIALS;
    from.pid = told ? message.getInt(CMSG_DATA) : 0;
    from.uid = told ? message.getInt(CMSG_DATA + Integer.BYTES) : -1;
    from.gid = told ? message.getInt(CMSG_DATA + 2 * Integer.BYTES) : -1;
    message.get(DATA, buffer, 0, count);
    return count;
  }
}
