package muster.daemon;

import java.util.List;
import muster.kernel.Endpoint;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/** A connection to the first of some addresses that takes it. */
final class Connection {
  /** Who wants it. */
  interface Listener {
    void connected();

    /** There is something to read. */
    void arrived();

    /** None of the addresses took it. */
    void refused();
  }

  private static final int NONE = -1;

  private final Kernel kernel;
  private final Loop loop;
  private final List<Endpoint> addresses;
  private final Listener listener;
  private int tried;
  private int fd = NONE;
  private int ticket;
  private boolean connected;

  Connection(Kernel kernel, Loop loop, List<Endpoint> addresses, Listener listener) {
    this.kernel = kernel;
    this.loop = loop;
    this.addresses = addresses;
    this.listener = listener;
  }

  int fd() {
    return fd;
  }

  /** Whoever is told, is told later, unless nothing can be tried. */
  void open() {
    tried = 0;
    next();
  }

  private void next() {
    connected = false;
    while (fd == NONE && tried < addresses.size()) {
      begin(addresses.get(tried));
      tried++;
    }
    if (fd == NONE) {
      listener.refused();
    }
  }

  private void begin(Endpoint to) {
    int domain = to instanceof Endpoint.Inet4 ? Linux.AF_INET : Linux.AF_INET6;
    int socket = kernel.socket(domain, Linux.SOCK_STREAM | Linux.O_NONBLOCK, 0);
    if (socket < 0) {
      return;
    }
    int result = kernel.connect(socket, to);
    if (result == 0 || result == -Errno.EINPROGRESS) {
      result = loop.watchEdges(socket, this::ready);
    }
    if (result < 0) {
      kernel.close(socket);
    } else {
      fd = socket;
      ticket = result;
    }
  }

  private void ready() {
    if (!connected && (kernel.socketError(fd) < 0 || isToItself())) {
      close();
      next();
      return;
    }
    if (!connected) {
      connected = true;
      listener.connected();
    }
    if (fd != NONE) { // what came along with the connection makes no other edge
      listener.arrived();
    }
  }

  /**
   * The kernel gives a connection any free port to come from: on the loopback also the one that it
   * goes to, which nobody listens on. It is connected to itself then.
   */
  private boolean isToItself() {
    int port =
        switch (addresses.get(tried - 1)) {
          case Endpoint.Inet4 inet -> inet.port();
          case Endpoint.Inet6 inet -> inet.port();
          case Endpoint.Local _ -> NONE;
        };
    return kernel.socketPort(fd) == port;
  }

  void close() {
    if (fd != NONE) {
      loop.unwatchAndClose(ticket, fd);
      fd = NONE;
    }
  }
}
