package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import muster.kernel.ChildStatus;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.Ready;
import muster.kernel.Spawn.FileAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that cannot be meant are errors, never exceptions, and never something else. */
public interface ArgumentContract extends Fixture {

  /** A call and its name. */
  record Call(String name, ToIntFunction<Kernel> body) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Call> callsOnDescriptorMinusOne() {
    return callsOn(-1);
  }

  static List<Call> callsOnDescriptorNobodyHas() {
    return callsOn(900);
  }

  private static List<Call> callsOn(int fd) {
    List<Call> calls = new ArrayList<>();
    calls.add(new Call("close", k -> k.close(fd)));
    calls.add(new Call("read", k -> k.read(fd, new byte[1], 0, 1)));
    calls.add(new Call("write", k -> k.write(fd, new byte[1], 0, 1)));
    calls.add(new Call("fstat", k -> k.fstat(fd, new FileStatus())));
    calls.add(new Call("fchmod", k -> k.fchmod(fd, 0600)));
    calls.add(new Call("fsync", k -> k.fsync(fd)));
    calls.add(new Call("ftruncate", k -> k.ftruncate(fd, 0)));
    calls.add(new Call("lseek", k -> k.lseek(fd, 0, Linux.SEEK_SET)));
    calls.add(new Call("dup", k -> k.dup(fd, 50)));
    calls.add(new Call("dupAbove", k -> k.dupAbove(fd, 3)));
    calls.add(new Call("setNonblocking", k -> k.setNonblocking(fd, true)));
    calls.add(new Call("setCloseOnExec", k -> k.setCloseOnExec(fd, true)));
    calls.add(new Call("lock", k -> k.lock(fd, true)));
    calls.add(new Call("setPipeSize", k -> k.setPipeSize(fd, 4096)));
    calls.add(new Call("openAt", k -> k.openAt(fd, "a", Linux.O_RDONLY, 0)));
    calls.add(new Call("statAt", k -> k.statAt(fd, "a", 0, new FileStatus())));
    calls.add(new Call("mkdirAt", k -> k.mkdirAt(fd, "a", 0700)));
    calls.add(new Call("unlinkAt", k -> k.unlinkAt(fd, "a", 0)));
    calls.add(new Call("renameAt", k -> k.renameAt(fd, "a", "b")));
    calls.add(new Call("epollWait", k -> k.epollWait(fd, new Ready(1), 0)));
    calls.add(new Call("timerfdSet", k -> k.timerfdSet(fd, 1)));
    calls.add(new Call("pidfdSendSignal", k -> k.pidfdSendSignal(fd, 0)));
    return calls;
  }

  @ParameterizedTest
  @MethodSource("muster.kernel.contract.ArgumentContract#callsOnDescriptorMinusOne")
  default void minusOneIsNoDescriptor(Call call) {
    assertThat(call.body().applyAsInt(kernel())).isEqualTo(-Errno.EBADF);
  }

  @ParameterizedTest
  @MethodSource("muster.kernel.contract.ArgumentContract#callsOnDescriptorNobodyHas")
  default void whatIsNotOpenIsNoDescriptor(Call call) {
    assertThat(call.body().applyAsInt(kernel())).isEqualTo(-Errno.EBADF);
  }

  @Test
  default void theWorkingDirectoryIsNoDescriptor() {
    assertThat(kernel().fstat(Linux.AT_FDCWD, new FileStatus())).isEqualTo(-Errno.EBADF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"with\0nul", "\0", "euro \u20ac", "\u0100"})
  default void whatIsNoByteStringIsInvalid(String text) {
    Kernel k = kernel();
    int here = Linux.AT_FDCWD;
    int invalid = -Errno.EINVAL;
    String bad = path(text);
    file("a", "");
    assertThat(k.open(bad, Linux.O_RDONLY, 0)).isEqualTo(invalid);
    assertThat(k.stat(bad, new FileStatus())).isEqualTo(invalid);
    assertThat(k.mkdir(bad, 0700)).isEqualTo(invalid);
    assertThat(k.mkfifo(bad, 0600)).isEqualTo(invalid);
    assertThat(k.unlink(bad)).isEqualTo(invalid);
    assertThat(k.rename(bad, path("b"))).isEqualTo(invalid);
    assertThat(k.rename(path("a"), bad)).isEqualTo(invalid);
    assertThat(k.linkAt(here, path("a"), bad)).isEqualTo(invalid);
    assertThat(k.linkAt(here, bad, path("b"))).isEqualTo(invalid);
    assertThat(k.symlinkAt(bad, here, path("b"))).isEqualTo(invalid);
    assertThat(k.symlinkAt("a", here, bad)).isEqualTo(invalid);
    assertThat(k.readlinkAt(here, bad, new byte[1])).isEqualTo(invalid);
    assertThat(k.chmodAt(here, bad, 0600)).isEqualTo(invalid);
    assertThat(k.chownAt(here, bad, -1, -1)).isEqualTo(invalid);
    assertThat(k.accessAt(here, bad, Linux.F_OK)).isEqualTo(invalid);
    assertThat(k.listAt(here, bad, new ArrayList<>())).isEqualTo(invalid);
    assertThat(k.chdir(bad)).isEqualTo(invalid);
    assertThat(status(path("a")).links).isEqualTo(1);
    List<String> names = new ArrayList<>();
    done(k.listAt(here, directory(), names));
    assertThat(names).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"with\0nul", "euro \u20ac"})
  default void aProcessIsMadeOfByteStringsToo(String bad) {
    Kernel k = kernel();
    List<String> good = program(new Behaviour.Exit(0));
    String path = good.getFirst();
    int here = Linux.AT_FDCWD;
    List<String> none = List.of();
    FileAction open = new FileAction.Open(0, bad, Linux.O_RDONLY, 0);
    assertThat(
            List.of(
                k.spawn(spawn(bad, good, none, none, here, List.of())),
                k.spawn(spawn(path, List.of(path, bad), none, none, here, List.of())),
                k.spawn(spawn(path, good, List.of(bad), none, here, List.of())),
                k.spawn(spawn(path, good, none, List.of(bad), here, List.of())),
                k.spawn(spawn(path, good, none, none, here, List.of(open)))))
        .containsOnly(-Errno.EINVAL);
    assertThat(k.waitid(Linux.P_ALL, 0, Linux.WNOHANG, new ChildStatus())).isEqualTo(-Errno.ECHILD);
  }

  private static muster.kernel.Spawn spawn(
      String path,
      List<String> arguments,
      List<String> environment,
      List<String> extra,
      int directory,
      List<FileAction> actions) {
    return new muster.kernel.Spawn(
        path, arguments, environment, extra, directory, true, 0, actions);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  default void rangesOutsideOfTheArrayAreInvalid(int which) {
    int[][] ranges = {
      {-1, 1}, {0, -1}, {0, 5}, {5, 0}, {3, 2}, {Integer.MAX_VALUE, Integer.MAX_VALUE}
    };
    int offset = ranges[which][0];
    int length = ranges[which][1];
    int fd = create("a");
    assertThat(kernel().read(fd, new byte[4], offset, length)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().write(fd, new byte[4], offset, length)).isEqualTo(-Errno.EINVAL);
    assertThat(status(path("a")).size).isZero();
  }
}
