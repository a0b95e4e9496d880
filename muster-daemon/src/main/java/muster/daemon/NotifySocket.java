package muster.daemon;

import java.util.function.Consumer;
import muster.core.manager.Notice;
import muster.kernel.Endpoint;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.Sender;

/**
 * Where one service says what it has to say, as to systemd: NOTIFY_SOCKET names its path. It is
 * there before the service is started and until that is down.
 *
 * <p>Anybody may send to it, because a service's user is not ours; only what its own processes say
 * is heard.
 */
final class NotifySocket {
  /** The variable in which a service finds it. */
  static final String VARIABLE = "NOTIFY_SOCKET";

  /** systemd takes no more either; the rest of a longer one is not read. */
  private static final int DATAGRAM_BYTES = 4096;

  /** How many are read before others have their turn. */
  private static final int BATCH = 16;

  private static final int ANYBODY_WRITES = 0666;

  private final Kernel kernel;
  private final Loop loop;
  private final String path;
  private final Consumer<Notice> listener;
  private final byte[] datagram = new byte[DATAGRAM_BYTES];
  private final Sender sender = new Sender();
  private int fd = -1;
  private int ticket;
  private int leader;

  /**
   * @param path absolute, of at most {@link Endpoint.Local#PATH_BYTES} bytes
   */
  NotifySocket(Kernel kernel, Loop loop, String path, Consumer<Notice> listener) {
    this.kernel = kernel;
    this.loop = loop;
    this.path = path;
    this.listener = listener;
  }

  /**
   * Makes the socket, in the place of one that was left there.
   *
   * @return 0 or −errno
   */
  int open() {
    int socket = kernel.socket(Linux.AF_UNIX, Linux.SOCK_DGRAM | Linux.O_NONBLOCK, 0);
    if (socket < 0) {
      return socket;
    }
    kernel.unlink(path);
    int result = kernel.tellSenders(socket);
    if (result >= 0) {
      result = kernel.bind(socket, new Endpoint.Local(path));
    }
    if (result >= 0) {
      result = kernel.chmodAt(Linux.AT_FDCWD, path, ANYBODY_WRITES);
    }
    if (result >= 0) {
      result = loop.watch(socket, false, this::readable);
    }
    if (result < 0) {
      kernel.close(socket);
      return result;
    }
    fd = socket;
    ticket = result;
    return 0;
  }

  /** The process whose session the service is; until that is known, nobody is heard. */
  void listenTo(int pid) {
    leader = pid;
  }

  void close() {
    if (fd >= 0) {
      loop.unwatchAndClose(ticket, fd);
      fd = -1;
      kernel.unlink(path);
    }
  }

  private void readable() {
    for (int i = 0; i < BATCH && fd >= 0; i++) {
      int count = kernel.receive(fd, datagram, sender);
      if (count == -Errno.EAGAIN) {
        return;
      }
      if (count > 0 && leader > 0 && Processes.isOf(kernel, sender, leader)) {
        Notices.parse(datagram, count).forEach(listener);
      }
    }
  }
}
