package muster.sim.kernel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Linux;
import muster.kernel.Sender;
import org.jspecify.annotations.Nullable;

/** A datagram socket that has a path, or sends to one. */
final class DatagramSocket extends Opened {
  private static final int MODE = Linux.S_IFSOCK | 0777;

  /** Of /proc/sys/net/unix/max_dgram_qlen, one more than which fit. */
  private static final int QUEUE = 11;

  /** A message, and the process that sent it. */
  private static final class Letter {
    final byte[] content;
    final int pid;

    Letter(byte[] content, int pid) {
      this.content = content;
      this.pid = pid;
    }
  }

  private final FakeMachine machine;
  private final Deque<Letter> queue = new ArrayDeque<>();
  private @Nullable DatagramSocket peer;
  private boolean bound;
  private boolean tellsSenders;
  private long edges;

  DatagramSocket(FakeMachine machine, int nonblocking) {
    super(Linux.O_RDWR | nonblocking);
    this.machine = machine;
  }

  int bind(Disk.Place place, int permissions) {
    if (bound) {
      return -Errno.EINVAL;
    }
    Node.Socket made = new Node.Socket(machine.disk.freshInode(), permissions, this);
    int result = machine.disk.put(place, made);
    bound = result == 0;
    return result == -Errno.EEXIST ? -Errno.EADDRINUSE : result;
  }

  int connect(Disk.Place place) {
    Node node = place.node();
    if (node == null) {
      return place.missing();
    }
    if (!(node instanceof Node.Socket socket) || !socket.owner.open()) {
      return -Errno.ECONNREFUSED;
    }
    peer = socket.owner;
    return 0;
  }

  void tellSenders() {
    tellsSenders = true;
  }

  /**
   * @return 0 or −errno
   */
  int deliver(byte[] content, int pid) {
    if (!open()) {
      return -Errno.ECONNREFUSED;
    }
    if (queue.size() >= QUEUE) {
      return -Errno.EAGAIN;
    }
    queue.add(new Letter(content, pid));
    edges++;
    return 0;
  }

  int receive(byte[] buffer, int offset, int length, Sender from) {
    Letter letter = queue.poll();
    if (letter == null) {
      return -Errno.EAGAIN;
    }
    int count = Math.min(length, letter.content.length);
    System.arraycopy(letter.content, 0, buffer, offset, count);
    from.pid = tellsSenders ? letter.pid : 0;
    from.uid = tellsSenders ? 0 : -1;
    from.gid = tellsSenders ? 0 : -1;
    return count;
  }

  @Override
  int read(byte[] buffer, int offset, int length) {
    return receive(buffer, offset, length, new Sender());
  }

  @Override
  int write(byte[] data, int offset, int length) {
    return write(data, offset, length, machine.ownPid);
  }

  /** As a process does that has a copy of the descriptor. */
  int write(byte[] data, int offset, int length, int pid) {
    DatagramSocket to = peer;
    if (to == null) {
      return -Errno.ENOTCONN;
    }
    int result = to.deliver(Arrays.copyOfRange(data, offset, offset + length), pid);
    return result < 0 ? result : length;
  }

  @Override
  int stat(FileStatus out) {
    out.mode = MODE;
    return 0;
  }

  @Override
  int ready() {
    return (queue.isEmpty() ? 0 : Linux.EPOLLIN) | Linux.EPOLLOUT;
  }

  @Override
  long edges() {
    return edges;
  }

  /** Sends from a process of the simulated world. @return 0 or −errno */
  static int send(FakeMachine machine, String path, byte[] content, int pid) {
    Disk.Place place = machine.disk.find(machine.disk.root, path, true);
    return place.node() instanceof Node.Socket socket
        ? socket.owner.deliver(content, pid)
        : place.missing() != 0 ? place.missing() : -Errno.ECONNREFUSED;
  }
}
