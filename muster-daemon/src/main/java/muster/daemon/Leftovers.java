package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.core.wire.Instance;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.Ready;
import muster.kernel.Signals;

/**
 * What a daemon that was killed has left running. There are never two instances of a service, so
 * what its records name is killed before anything is started. A record names a process by boot id,
 * pid and start time together: one that has got the pid since is not touched.
 */
final class Leftovers {
  /** A process that does not go even so is stuck in the kernel; it is said, and not waited for. */
  private static final int WAIT_MILLIS = 5000;

  private static final int RECORD_BYTES_MAX = 512;

  private record Leftover(String name, int pid, int pidfd) {}

  private final Kernel kernel;
  private final Messages messages;
  private final String boot;
  private final List<Leftover> processes = new ArrayList<>();

  private Leftovers(Kernel kernel, Messages messages, String boot) {
    this.kernel = kernel;
    this.messages = messages;
    this.boot = boot;
  }

  /** Ends all of them. */
  static void end(Kernel kernel, Messages messages, String boot, RuntimeDirectory run) {
    Leftovers all = new Leftovers(kernel, messages, boot);
    for (String name : list(kernel, run, RuntimeDirectory.SERVICES)) {
      all.find(run, name, RuntimeDirectory.SERVICES + "/" + name + "/" + Instance.FILE);
    }
    for (String name : list(kernel, run, RuntimeDirectory.ONESHOTS)) {
      all.find(run, name, RuntimeDirectory.ONESHOTS + "/" + name);
    }
    all.kill();
  }

  private static List<String> list(Kernel kernel, RuntimeDirectory run, String directory) {
    List<String> names = new ArrayList<>();
    kernel.listAt(run.fd, directory, names);
    return names;
  }

  private void find(RuntimeDirectory run, String name, String record) {
    Files.Content content = Files.read(kernel, run.fd, record, RECORD_BYTES_MAX);
    Instance instance = content.error < 0 ? null : Instance.decode(content.bytes);
    if (instance == null || instance.pid() == 0 || !instance.boot().equals(boot)) {
      return;
    }
    int pidfd = kernel.pidfdOpen(instance.pid()); // first: so that it is still the same below
    if (pidfd < 0) {
      return;
    }
    if (instance.startedAt(Processes.startTicks(kernel, instance.pid()))) {
      processes.add(new Leftover(name, instance.pid(), pidfd));
    } else {
      kernel.close(pidfd);
    }
  }

  private void kill() {
    if (processes.isEmpty()) {
      return;
    }
    messages.warn(
        "an earlier daemon has died and left "
            + processes.size()
            + " processes: killing them before anything is started");
    for (Leftover process : processes) {
      kernel.killGroup(process.pid(), Signals.KILL);
      kernel.pidfdSendSignal(process.pidfd(), Signals.KILL);
    }
    int epoll = kernel.epollCreate();
    for (Leftover process : processes) {
      await(epoll, process);
      kernel.close(process.pidfd());
    }
    kernel.close(epoll);
  }

  private void await(int epoll, Leftover process) {
    kernel.epollControl(epoll, Linux.EPOLL_CTL_ADD, process.pidfd(), Linux.EPOLLIN, 0);
    if (kernel.epollWait(epoll, new Ready(1), WAIT_MILLIS) == 0) {
      messages.warn(process.name() + ": process " + process.pid() + " does not go");
    }
    kernel.epollControl(epoll, Linux.EPOLL_CTL_DEL, process.pidfd(), 0, 0);
  }
}
