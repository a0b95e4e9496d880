package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.kernel.ChildStatus;
import muster.kernel.Endpoint;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.Ready;
import muster.kernel.Signals;
import muster.kernel.Spawn;
import muster.kernel.Spawn.FileAction;

/** What the tests of the contract stand on. All waiting is the kernel's, none is by the clock. */
public interface Fixture {
  /** Longer than anything takes that ends at all. */
  int DEADLINE_MILLIS = 30_000;

  Kernel kernel();

  /** An absolute path; the directory is there and empty when a test begins. */
  String directory();

  /** The arguments of a program; the first one is what to execute. Tests may append more. */
  List<String> program(Behaviour behaviour);

  /** Somebody on the loopback who sends back the first that comes, and closes. */
  Endpoint echo(int domain);

  /** An address of IPv4 on the loopback where nobody listens. */
  Endpoint nobody();

  default String path(String name) {
    return directory() + "/" + name;
  }

  /** For calls that must succeed. */
  default int done(int result) {
    assertThat(result)
        .withFailMessage(() -> "failed: " + Errno.text(-result))
        .isGreaterThanOrEqualTo(0);
    return result;
  }

  // ---- files and streams --------------------------------------------------------------------

  default byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  default int write(int fd, String text) {
    return kernel().write(fd, bytes(text), 0, text.length());
  }

  default String read(int fd, int most) {
    byte[] buffer = new byte[most];
    int count = done(kernel().read(fd, buffer, 0, most));
    return new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
  }

  /** Reading one byte, for those who want to see it fail. */
  default int readOne(int fd) {
    return kernel().read(fd, new byte[1], 0, 1);
  }

  /** Makes a file with a content. @return its path */
  default String file(String name, String content) {
    int fd = create(name);
    assertThat(write(fd, content)).isEqualTo(content.length());
    done(kernel().close(fd));
    return path(name);
  }

  default int create(String name) {
    return done(kernel().open(path(name), Linux.O_RDWR | Linux.O_CREAT | Linux.O_EXCL, 0644));
  }

  default String content(String path) {
    int fd = done(kernel().open(path, Linux.O_RDONLY, 0));
    String text = read(fd, 4096);
    done(kernel().close(fd));
    return text;
  }

  default FileStatus status(String path) {
    FileStatus status = new FileStatus();
    done(kernel().stat(path, status));
    return status;
  }

  default int[] pipe(int flags) {
    int[] ends = new int[2];
    done(kernel().pipe(ends, flags));
    return ends;
  }

  /** Writes until the pipe takes no more. @return how many bytes it took */
  default int fill(int nonblockingWriter) {
    byte[] page = new byte[4096];
    int total = 0;
    int count;
    while ((count = kernel().write(nonblockingWriter, page, 0, page.length)) > 0) {
      total += count;
    }
    assertThat(count).isEqualTo(-Errno.EAGAIN);
    return total;
  }

  // ---- waiting --------------------------------------------------------------------------------

  /** What a descriptor is ready for, after at most so long. */
  default int poll(int fd, int events, int timeoutMillis) {
    Kernel kernel = kernel();
    int epoll = done(kernel.epollCreate());
    done(kernel.epollControl(epoll, Linux.EPOLL_CTL_ADD, fd, events, 7));
    Ready ready = new Ready(1);
    int count;
    do {
      count = kernel.epollWait(epoll, ready, timeoutMillis);
    } while (count == -Errno.EINTR);
    done(count);
    done(kernel.close(epoll));
    if (count == 0) {
      return 0;
    }
    assertThat(ready.data[0]).isEqualTo(7);
    return ready.events[0];
  }

  default boolean readable(int fd) {
    return (poll(fd, Linux.EPOLLIN, 0) & Linux.EPOLLIN) != 0;
  }

  /** Waits until a descriptor is ready for what is asked, or hung up. */
  default int await(int fd, int events) {
    int found = poll(fd, events, DEADLINE_MILLIS);
    assertThat(found).withFailMessage("descriptor %d never became ready", fd).isNotZero();
    return found;
  }

  default String readToEnd(int fd) {
    StringBuilder text = new StringBuilder();
    while (true) {
      await(fd, Linux.EPOLLIN);
      String more = read(fd, 4096);
      if (more.isEmpty()) {
        return text.toString();
      }
      text.append(more);
    }
  }

  // ---- processes ------------------------------------------------------------------------------

  default Spawn request(List<String> arguments, FileAction... actions) {
    return new Spawn(
        arguments.getFirst(),
        arguments,
        List.of(),
        List.of(),
        Linux.AT_FDCWD,
        true,
        0,
        List.of(actions));
  }

  default int start(Behaviour behaviour, FileAction... actions) {
    return done(kernel().spawn(request(program(behaviour), actions)));
  }

  default List<String> program(Behaviour behaviour, String... more) {
    List<String> arguments = new ArrayList<>(program(behaviour));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** Waits until a child is a zombie, and leaves it one. */
  default void awaitDeath(int pid) {
    int pidfd = done(kernel().pidfdOpen(pid));
    await(pidfd, Linux.EPOLLIN);
    done(kernel().close(pidfd));
  }

  /** Waits for a child's end and reaps it. @return its wait status */
  default int reap(int pid) {
    awaitDeath(pid);
    ChildStatus status = new ChildStatus();
    assertThat(kernel().waitid(Linux.P_PID, pid, Linux.WNOHANG, status)).isEqualTo(pid);
    assertThat(status.pid).isEqualTo(pid);
    return status.waitStatus;
  }

  default void end(int pid) {
    done(kernel().kill(pid, Signals.KILL));
    assertThat(reap(pid)).isEqualTo(Signals.KILL);
  }

  /** Runs the program that tells of itself. @return its lines */
  default List<String> describe(Spawn request) {
    int[] ends = pipe(0);
    List<FileAction> actions = new ArrayList<>(request.actions());
    actions.add(new FileAction.Dup(ends[1], 1));
    int pid =
        done(
            kernel()
                .spawn(
                    new Spawn(
                        request.path(),
                        request.arguments(),
                        request.environment(),
                        request.extraEnvironment(),
                        request.directory(),
                        request.newSession(),
                        request.defaultSignals(),
                        actions)));
    done(kernel().close(ends[1]));
    String text = readToEnd(ends[0]);
    done(kernel().close(ends[0]));
    assertThat(reap(pid)).isZero();
    return text.lines().toList();
  }

  /** The lines of a description that begin with a word, without it. */
  default List<String> told(List<String> lines, String word) {
    List<String> found = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(word + " ")) {
        found.add(line.substring(word.length() + 1));
      }
    }
    return found;
  }
}
