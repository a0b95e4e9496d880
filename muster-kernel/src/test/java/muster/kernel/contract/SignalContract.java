package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.Signals;
import muster.kernel.Spawn;
import org.junit.jupiter.api.Test;

/** Signals to oneself, as descriptors. A signal that was caught once stays so for all tests. */
public interface SignalContract extends Fixture {

  private int caught(int signal) {
    int fd = done(kernel().catchSignal(signal));
    kernel().read(fd, new byte[8], 0, 8);
    return fd;
  }

  private void take(int fd) {
    await(fd, Linux.EPOLLIN);
    assertThat(kernel().read(fd, new byte[8], 0, 8)).isEqualTo(8);
  }

  private void send(int signal) {
    done(kernel().kill(kernel().getpid(), signal));
  }

  private long bit(int signal) {
    return 1L << (signal - 1);
  }

  @Test
  default void aCaughtSignalIsReadable() {
    for (int signal :
        new int[] {
          Signals.HUP, Signals.INT, Signals.TERM, Signals.USR1, Signals.ALRM, Signals.WINCH
        }) {
      int fd = caught(signal);
      assertThat(kernel().read(fd, new byte[8], 0, 8)).isEqualTo(-Errno.EAGAIN);
      send(signal);
      take(fd);
      assertThat(kernel().read(fd, new byte[8], 0, 8)).isEqualTo(-Errno.EAGAIN);
    }
  }

  @Test
  default void manyUnreadSignalsAreOne() {
    int fd = caught(Signals.USR1);
    for (int i = 0; i < 100; i++) {
      send(Signals.USR1);
    }
    take(fd);
    // One may still be on its way to the thread that takes it.
    while (poll(fd, Linux.EPOLLIN, 50) != 0) {
      take(fd);
    }
    assertThat(readable(fd)).isFalse();
  }

  @Test
  default void signalsAreToldApart() {
    int usr1 = caught(Signals.USR1);
    int alrm = caught(Signals.ALRM);
    assertThat(usr1).isNotEqualTo(alrm);
    send(Signals.ALRM);
    take(alrm);
    assertThat(readable(usr1)).isFalse();
  }

  @Test
  default void catchingAgainIsTheSame() {
    assertThat(caught(Signals.USR1)).isEqualTo(caught(Signals.USR1));
  }

  @Test
  default void aChildsDeathIsASignal() {
    int fd = caught(Signals.CHLD);
    int pid = start(new Behaviour.Exit(0));
    take(fd);
    assertThat(reap(pid)).isZero();
  }

  @Test
  default void whatNobodyCanCatchIsInvalid() {
    for (int signal : new int[] {Signals.KILL, Signals.STOP, 0, -1, 65, 1000}) {
      assertThat(kernel().catchSignal(signal)).isEqualTo(-Errno.EINVAL);
    }
    assertThat(kernel().ignoreSignal(Signals.KILL)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().ignoreSignal(0)).isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void aChildStartsWithTheDefaultOfWhatIsCaught() {
    caught(Signals.TERM);
    int pid = start(new Behaviour.Sleep());
    done(kernel().kill(pid, Signals.TERM));
    assertThat(reap(pid)).isEqualTo(Signals.TERM);
  }

  @Test
  default void ignoringIsInheritedUnlessItIsReset() {
    Kernel kernel = kernel();
    // Nobody catches this one, so the tests of a process that stays are not disturbed.
    int signal = Signals.SYS;
    done(kernel.ignoreSignal(signal));
    assertThat(kernel.ignoredSignals() & bit(signal)).isNotZero();
    send(signal);
    List<String> arguments = program(new Behaviour.Sleep());
    int heir = start(new Behaviour.Sleep());
    done(kernel.kill(heir, signal));
    int pidfd = done(kernel.pidfdOpen(heir));
    assertThat(poll(pidfd, Linux.EPOLLIN, 20)).isZero();
    end(heir);
    Spawn request =
        new Spawn(
            arguments.getFirst(),
            arguments,
            List.of(),
            List.of(),
            Linux.AT_FDCWD,
            true,
            bit(signal),
            List.of());
    int reset = done(kernel.spawn(request));
    done(kernel.kill(reset, signal));
    // SYS may leave a core behind.
    assertThat(reap(reset) & 0x7f).isEqualTo(signal);
    assertThat(kernel.ignoredSignals() & bit(signal)).isNotZero();
  }

  @Test
  default void whatIsCaughtIsNotIgnored() {
    caught(Signals.USR1);
    assertThat(kernel().ignoredSignals() & bit(Signals.USR1)).isZero();
  }
}
