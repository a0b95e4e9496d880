package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import muster.kernel.Endpoint;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Linux;
import muster.kernel.Sender;
import muster.kernel.Spawn.FileAction;
import org.junit.jupiter.api.Test;

/** Sockets: connections to others, and datagrams on paths. */
public interface SocketContract extends Fixture {
  private int stream(int domain) {
    return done(kernel().socket(domain, Linux.SOCK_STREAM | Linux.O_NONBLOCK, 0));
  }

  private int datagrams() {
    return done(kernel().socket(Linux.AF_UNIX, Linux.SOCK_DGRAM | Linux.O_NONBLOCK, 0));
  }

  private Endpoint local(String name) {
    return new Endpoint.Local(path(name));
  }

  /** One that has a path and tells who sent what it gets. */
  private int receiver(String name) {
    int fd = datagrams();
    done(kernel().tellSenders(fd));
    done(kernel().bind(fd, local(name)));
    return fd;
  }

  private int sender(String name) {
    int fd = datagrams();
    done(kernel().connect(fd, local(name)));
    return fd;
  }

  private String receive(int fd, int most, Sender from) {
    byte[] buffer = new byte[most];
    int count = done(kernel().receive(fd, buffer, from));
    return new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
  }

  /** How an attempt to connect ends: 0 or −errno. */
  private int outcome(int fd, Endpoint to) {
    int result = kernel().connect(fd, to);
    if (result == -Errno.EINPROGRESS) {
      await(fd, Linux.EPOLLOUT);
      result = kernel().socketError(fd);
    }
    return result;
  }

  // ---- connections ----------------------------------------------------------------------------

  @Test
  default void whoListensCanBeTalkedTo() {
    for (int domain : new int[] {Linux.AF_INET, Linux.AF_INET6}) {
      int fd = stream(domain);
      assertThat(outcome(fd, echo(domain))).isZero();
      assertThat(kernel().socketError(fd)).isZero();
      assertThat(readOne(fd)).isEqualTo(-Errno.EAGAIN);
      assertThat(write(fd, "words")).isEqualTo(5);
      await(fd, Linux.EPOLLIN);
      assertThat(read(fd, 10)).isEqualTo("words");
    }
  }

  @Test
  default void aConnectionComesFromAPort() {
    int fd = stream(Linux.AF_INET);
    assertThat(kernel().socketPort(fd)).isZero();
    assertThat(outcome(fd, echo(Linux.AF_INET))).isZero();
    assertThat(kernel().socketPort(fd)).isBetween(1024, 65535);
    assertThat(kernel().socketPort(create("a"))).isEqualTo(-Errno.ENOTSOCK);
    assertThat(kernel().socketPort(999)).isEqualTo(-Errno.EBADF);
  }

  @Test
  default void aServerThatClosesIsTheEndOfTheInput() {
    int fd = stream(Linux.AF_INET);
    assertThat(outcome(fd, echo(Linux.AF_INET))).isZero();
    assertThat(write(fd, "bye")).isEqualTo(3);
    assertThat(readToEnd(fd)).isEqualTo("bye");
  }

  @Test
  default void whereNobodyListensAConnectionIsRefused() {
    int fd = stream(Linux.AF_INET);
    int result = kernel().connect(fd, nobody());
    assertThat(result).isIn(-Errno.EINPROGRESS, -Errno.ECONNREFUSED);
    if (result == -Errno.EINPROGRESS) {
      assertThat(await(fd, Linux.EPOLLOUT) & Linux.EPOLLERR).isNotZero();
      assertThat(kernel().socketError(fd)).isEqualTo(-Errno.ECONNREFUSED);
    }
    assertThat(kernel().socketError(fd)).isZero();
  }

  @Test
  default void aSocketThatWaitsConnectsAtOnce() {
    int fd = done(kernel().socket(Linux.AF_INET, Linux.SOCK_STREAM, 0));
    assertThat(kernel().connect(fd, echo(Linux.AF_INET))).isZero();
    assertThat(kernel().connect(fd, nobody())).isEqualTo(-Errno.EISCONN);
    int other = done(kernel().socket(Linux.AF_INET, Linux.SOCK_STREAM, 0));
    assertThat(kernel().connect(other, nobody())).isEqualTo(-Errno.ECONNREFUSED);
  }

  @Test
  default void edgesTellOfAConnectionAndOfWhatComes() {
    int fd = stream(Linux.AF_INET);
    int result = kernel().connect(fd, echo(Linux.AF_INET));
    assertThat(result).isIn(0, -Errno.EINPROGRESS);
    int both = Linux.EPOLLIN | Linux.EPOLLOUT | Linux.EPOLLET;
    assertThat(await(fd, both)).isEqualTo(Linux.EPOLLOUT);
    write(fd, "x");
    await(fd, Linux.EPOLLIN);
    assertThat(await(fd, both)).isEqualTo(Linux.EPOLLIN | Linux.EPOLLOUT);
  }

  @Test
  default void aSocketThatIsNotConnectedNeitherReadsNorWrites() {
    int fd = stream(Linux.AF_INET);
    assertThat(readOne(fd)).isEqualTo(-Errno.ENOTCONN);
    assertThat(write(fd, "x")).isEqualTo(-Errno.EPIPE);
  }

  @Test
  default void whatIsNoSocketSaysSo() {
    int file = create("a");
    assertThat(kernel().socketError(file)).isEqualTo(-Errno.ENOTSOCK);
    assertThat(kernel().tellSenders(file)).isEqualTo(-Errno.ENOTSOCK);
    assertThat(kernel().connect(file, nobody())).isEqualTo(-Errno.ENOTSOCK);
    assertThat(kernel().bind(file, local("s"))).isEqualTo(-Errno.ENOTSOCK);
    assertThat(kernel().receive(file, new byte[1], new Sender())).isEqualTo(-Errno.ENOTSOCK);
    assertThat(kernel().connect(999, nobody())).isEqualTo(-Errno.EBADF);
    assertThat(kernel().socket(99, Linux.SOCK_STREAM, 0)).isEqualTo(-Errno.EAFNOSUPPORT);
  }

  @Test
  default void aSocketIsClosedOnExec() {
    stream(Linux.AF_INET);
    assertThat(told(describe(request(program(new Behaviour.Describe()))), "descriptor"))
        .containsExactly("0", "1", "2");
  }

  // ---- datagrams --------------------------------------------------------------------------------

  @Test
  default void datagramsComeOneByOneWithWhoSentThem() {
    int fd = receiver("s");
    int sender = sender("s");
    write(sender, "READY=1");
    write(sender, "");
    write(sender, "more");
    Sender from = new Sender();
    assertThat(receive(fd, 100, from)).isEqualTo("READY=1");
    assertThat(from.pid).isEqualTo(kernel().getpid());
    assertThat(from.uid).isEqualTo(kernel().getuid());
    assertThat(from.gid).isEqualTo(kernel().getegid());
    assertThat(receive(fd, 100, from)).isEmpty();
    assertThat(receive(fd, 100, from)).isEqualTo("more");
    assertThat(kernel().receive(fd, new byte[1], from)).isEqualTo(-Errno.EAGAIN);
  }

  @Test
  default void aDatagramThatDoesNotFitIsCut() {
    int fd = receiver("s");
    int sender = sender("s");
    write(sender, "long words");
    write(sender, "x");
    assertThat(receive(fd, 4, new Sender())).isEqualTo("long");
    assertThat(receive(fd, 4, new Sender())).isEqualTo("x");
  }

  @Test
  default void aDatagramMakesItReadable() {
    int fd = receiver("s");
    assertThat(readable(fd)).isFalse();
    write(sender("s"), "x");
    assertThat(readable(fd)).isTrue();
    receive(fd, 1, new Sender());
    assertThat(readable(fd)).isFalse();
  }

  @Test
  default void theSenderIsNotToldUnlessThatWasAskedFor() {
    int fd = datagrams();
    done(kernel().bind(fd, local("s")));
    write(sender("s"), "x");
    Sender from = new Sender();
    from.pid = 7;
    assertThat(receive(fd, 1, from)).isEqualTo("x");
    assertThat(from.pid).isZero();
  }

  @Test
  default void aChildsDatagramIsTheChilds() {
    int fd = receiver("s");
    int pid = start(new Behaviour.Write(5, "READY=1"), new FileAction.Dup(sender("s"), 5));
    await(fd, Linux.EPOLLIN);
    Sender from = new Sender();
    assertThat(receive(fd, 100, from)).isEqualTo("READY=1");
    assertThat(from.pid).isEqualTo(pid);
    assertThat(reap(pid)).isZero();
  }

  @Test
  default void aPathIsForOneSocketAndStaysWhenThatIsClosed() {
    int fd = receiver("s");
    FileStatus status = new FileStatus();
    done(kernel().stat(path("s"), status));
    assertThat(status.isSocket()).isTrue();
    assertThat(kernel().bind(datagrams(), local("s"))).isEqualTo(-Errno.EADDRINUSE);
    done(kernel().close(fd));
    assertThat(kernel().bind(datagrams(), local("s"))).isEqualTo(-Errno.EADDRINUSE);
    assertThat(kernel().connect(datagrams(), local("s"))).isEqualTo(-Errno.ECONNREFUSED);
    assertThat(kernel().connect(datagrams(), local("none"))).isEqualTo(-Errno.ENOENT);
    done(kernel().unlink(path("s")));
    done(kernel().bind(datagrams(), local("s")));
  }

  @Test
  default void aPathThatIsNoSocketRefuses() {
    file("a", "");
    assertThat(kernel().connect(datagrams(), local("a"))).isEqualTo(-Errno.ECONNREFUSED);
    receiver("s");
    assertThat(kernel().connect(stream(Linux.AF_UNIX), local("s"))).isEqualTo(-Errno.EPROTOTYPE);
    assertThat(open("s", Linux.O_RDONLY)).isEqualTo(-Errno.ENXIO);
  }

  private int open(String name, int flags) {
    return kernel().open(path(name), flags | Linux.O_NONBLOCK, 0);
  }

  @Test
  default void pathsOfSocketsAreShort() {
    String longest = path("s".repeat(Endpoint.Local.PATH_BYTES - path("").length()));
    done(kernel().bind(datagrams(), new Endpoint.Local(longest)));
    done(kernel().connect(datagrams(), new Endpoint.Local(longest)));
    assertThat(kernel().bind(datagrams(), new Endpoint.Local(longest + "s")))
        .isEqualTo(-Errno.ENAMETOOLONG);
    assertThat(kernel().bind(datagrams(), new Endpoint.Local(""))).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().connect(datagrams(), local("a\0b"))).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().connect(datagrams(), local("\u20ac"))).isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void whoHasClosedGetsNoDatagrams() {
    int fd = receiver("s");
    int sender = sender("s");
    done(kernel().close(fd));
    assertThat(write(sender, "x")).isEqualTo(-Errno.ECONNREFUSED);
    assertThat(write(datagrams(), "x")).isEqualTo(-Errno.ENOTCONN);
  }
}
