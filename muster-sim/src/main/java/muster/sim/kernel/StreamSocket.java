package muster.sim.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import muster.kernel.Endpoint;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/** A TCP socket of the process under test, which only ever connects. */
final class StreamSocket extends Opened {
  private static final int MODE = Linux.S_IFSOCK | 0777;

  private enum State {
    IDLE,
    CONNECTING,
    CONNECTED,
    /** Refused, or broken off. */
    BROKEN
  }

  private final FakeMachine machine;
  private State state = State.IDLE;
  private @Nullable FakeConnection peer;
  private byte[] incoming = {};
  private boolean peerEnded;
  private int error;
  private int port;
  private long edges;

  StreamSocket(FakeMachine machine, int nonblocking) {
    super(Linux.O_RDWR | nonblocking);
    this.machine = machine;
  }

  /**
   * @return −EINPROGRESS when it is under way
   */
  int connect(Endpoint to) {
    switch (state) {
      case CONNECTING -> {
        return -Errno.EALREADY;
      }
      case CONNECTED -> {
        return -Errno.EISCONN;
      }
      case IDLE, BROKEN -> {}
    }
    if (to instanceof Endpoint.Local local) {
      return localRefusal(local);
    }
    state = State.CONNECTING;
    port = machine.network.freshPort();
    if (!machine.network.isSilent(to)) {
      machine.clock.in(FakeNetwork.LATENCY, () -> decide(to));
    }
    return -Errno.EINPROGRESS;
  }

  /** Streams on paths are not simulated, but for that nobody is there. */
  private int localRefusal(Endpoint.Local local) {
    Disk.Place place = machine.disk.find(machine.workingDirectory, local.path(), true);
    Node node = place.node();
    if (node == null) {
      return place.missing();
    }
    boolean datagrams = node instanceof Node.Socket socket && socket.owner.open();
    return datagrams ? -Errno.EPROTOTYPE : -Errno.ECONNREFUSED;
  }

  int port() {
    return port;
  }

  boolean connecting() {
    return state == State.CONNECTING;
  }

  private void decide(Endpoint to) {
    if (!open()) {
      return;
    }
    edges++;
    FakeNetwork.Server server = machine.network.at(to);
    if (server == null) {
      state = State.BROKEN;
      error = Errno.ECONNREFUSED;
      return;
    }
    state = State.CONNECTED;
    FakeConnection connection = new FakeConnection(this);
    peer = connection;
    server.accepted(connection);
  }

  /**
   * @return 0 or −errno
   */
  int takeError() {
    int taken = -error;
    error = 0;
    return taken;
  }

  // ---- what the peer does -------------------------------------------------------------------

  void arrived(byte[] bytes) {
    int before = incoming.length;
    incoming = Arrays.copyOf(incoming, before + bytes.length);
    System.arraycopy(bytes, 0, incoming, before, bytes.length);
    edges++;
  }

  void ended() {
    peerEnded = true;
    edges++;
  }

  void broken() {
    state = State.BROKEN;
    error = Errno.ECONNRESET;
    edges++;
  }

  // ---- what its holder does -----------------------------------------------------------------

  @Override
  int read(byte[] buffer, int offset, int length) {
    if (error != 0) {
      return takeError();
    }
    if (incoming.length > 0) {
      int count = Math.min(length, incoming.length);
      System.arraycopy(incoming, 0, buffer, offset, count);
      incoming = Arrays.copyOfRange(incoming, count, incoming.length);
      return count;
    }
    return switch (state) {
      case IDLE -> -Errno.ENOTCONN;
      case BROKEN -> 0;
      case CONNECTING -> -Errno.EAGAIN;
      case CONNECTED -> peerEnded ? 0 : -Errno.EAGAIN;
    };
  }

  @Override
  int write(byte[] data, int offset, int length) {
    if (error != 0) {
      return takeError();
    }
    FakeConnection to = peer;
    if (state == State.CONNECTING) {
      return -Errno.EAGAIN;
    }
    if (state != State.CONNECTED || to == null) {
      return -Errno.EPIPE;
    }
    String text = new String(data, offset, length, StandardCharsets.ISO_8859_1);
    machine.clock.in(FakeNetwork.LATENCY, () -> to.written(text));
    return length;
  }

  @Override
  int stat(FileStatus out) {
    out.mode = MODE;
    return 0;
  }

  @Override
  int ready() {
    int input = incoming.length > 0 || peerEnded ? Linux.EPOLLIN : 0;
    return switch (state) {
      case IDLE -> Linux.EPOLLOUT | Linux.EPOLLHUP;
      case CONNECTING -> 0;
      case CONNECTED -> input | Linux.EPOLLOUT;
      case BROKEN ->
          Linux.EPOLLIN | Linux.EPOLLOUT | Linux.EPOLLHUP | (error != 0 ? Linux.EPOLLERR : 0);
    };
  }

  @Override
  long edges() {
    return edges;
  }

  @Override
  void closed() {
    FakeConnection of = peer;
    if (of != null) {
      machine.clock.in(FakeNetwork.LATENCY, of::closedByClient);
    }
  }
}
