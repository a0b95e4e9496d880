package muster.sim.kernel;

import muster.kernel.Endpoint;
import muster.kernel.Errno;
import muster.kernel.Linux;
import muster.kernel.Sender;
import org.jspecify.annotations.Nullable;

/** The kernel's calls on sockets: TCP that connects, and datagrams on paths. */
final class FakeSockets {
  private final FakeMachine machine;
  private final Toll toll;
  private final FakeFiles files;

  FakeSockets(FakeMachine machine, Toll toll, FakeFiles files) {
    this.machine = machine;
    this.toll = toll;
    this.files = files;
  }

  private @Nullable Opened get(int fd) {
    return machine.descriptors.get(fd);
  }

  /** −errno for what is no socket. */
  private int notSocket(int fd) {
    return get(fd) == null ? -Errno.EBADF : -Errno.ENOTSOCK;
  }

  int socket(int domain, int type) {
    toll.pay();
    int nonblocking = type & Linux.O_NONBLOCK;
    int kind = type & ~(Linux.O_NONBLOCK | Linux.O_CLOEXEC);
    boolean inet = domain == Linux.AF_INET || domain == Linux.AF_INET6;
    if (kind == Linux.SOCK_STREAM && (inet || domain == Linux.AF_UNIX)) {
      return machine.descriptors.add(new StreamSocket(machine, nonblocking));
    }
    return kind == Linux.SOCK_DGRAM && domain == Linux.AF_UNIX
        ? machine.descriptors.add(new DatagramSocket(machine, nonblocking))
        : -Errno.EAFNOSUPPORT;
  }

  int connect(int fd, Endpoint to) {
    toll.pay();
    int wrong = refusal(to);
    if (wrong != 0) {
      return wrong;
    }
    return switch (get(fd)) {
      case StreamSocket stream -> connect(stream, to);
      case DatagramSocket datagrams when to instanceof Endpoint.Local(String path) ->
          datagrams.connect(machine.disk.find(machine.workingDirectory, path, true));
      case DatagramSocket _ -> -Errno.EINVAL;
      case null, default -> notSocket(fd);
    };
  }

  private int connect(StreamSocket stream, Endpoint to) {
    int result = stream.connect(to);
    if (stream.nonblocking || result != -Errno.EINPROGRESS) {
      return result;
    }
    while (stream.connecting()) {
      machine.clock.next();
    }
    return stream.takeError();
  }

  int bind(int fd, Endpoint at) {
    toll.pay();
    int wrong = refusal(at);
    if (wrong != 0) {
      return wrong;
    }
    return get(fd) instanceof DatagramSocket datagrams && at instanceof Endpoint.Local(String path)
        ? files.bind(datagrams, path)
        : notSocket(fd);
  }

  /** What no path of a socket can be. */
  private static int refusal(Endpoint endpoint) {
    if (!(endpoint instanceof Endpoint.Local(String path))) {
      return 0;
    }
    if (path.isEmpty() || !Disk.isBytes(path)) {
      return -Errno.EINVAL;
    }
    return path.length() > Endpoint.Local.PATH_BYTES ? -Errno.ENAMETOOLONG : 0;
  }

  int error(int fd) {
    toll.pay();
    return switch (get(fd)) {
      case StreamSocket stream -> stream.takeError();
      case DatagramSocket _ -> 0;
      case null, default -> notSocket(fd);
    };
  }

  int port(int fd) {
    toll.pay();
    return switch (get(fd)) {
      case StreamSocket stream -> stream.port();
      case DatagramSocket _ -> 0;
      case null, default -> notSocket(fd);
    };
  }

  int tellSenders(int fd) {
    toll.pay();
    if (get(fd) instanceof DatagramSocket datagrams) {
      datagrams.tellSenders();
      return 0;
    }
    return get(fd) instanceof StreamSocket ? 0 : notSocket(fd);
  }

  int receive(int fd, byte[] buffer, Sender from) {
    toll.pay();
    if (!(get(fd) instanceof DatagramSocket datagrams)) {
      return notSocket(fd);
    }
    int result = datagrams.receive(buffer, 0, buffer.length, from);
    while (result == -Errno.EAGAIN && !datagrams.nonblocking) {
      machine.clock.next();
      result = datagrams.receive(buffer, 0, buffer.length, from);
    }
    return result;
  }
}
