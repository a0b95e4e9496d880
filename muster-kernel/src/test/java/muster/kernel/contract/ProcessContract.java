package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import muster.kernel.ChildStatus;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Limit;
import muster.kernel.Linux;
import muster.kernel.Signals;
import muster.kernel.Spawn;
import muster.kernel.Spawn.FileAction;
import org.junit.jupiter.api.Test;

/** Living, dying, and being told of it. */
public interface ProcessContract extends Fixture {

  @Test
  default void anExitCodeIsTold() {
    assertThat(reap(start(new Behaviour.Exit(0)))).isZero();
    assertThat(reap(start(new Behaviour.Exit(42)))).isEqualTo(42 << 8);
    assertThat(reap(start(new Behaviour.Exit(255)))).isEqualTo(255 << 8);
  }

  @Test
  default void aDeathBySignalIsTold() {
    assertThat(reap(start(new Behaviour.Die(Signals.TERM)))).isEqualTo(Signals.TERM);
    assertThat(reap(start(new Behaviour.Die(Signals.KILL)))).isEqualTo(Signals.KILL);
    int pid = start(new Behaviour.Sleep());
    done(kernel().kill(pid, Signals.USR1));
    assertThat(reap(pid)).isEqualTo(Signals.USR1);
  }

  @Test
  default void nobodyHasDiedYet() {
    int pid = start(new Behaviour.Sleep());
    ChildStatus status = new ChildStatus();
    status.pid = 77;
    assertThat(kernel().waitid(Linux.P_ALL, 0, Linux.WNOHANG, status)).isZero();
    assertThat(kernel().waitid(Linux.P_PID, pid, Linux.WNOHANG, status)).isZero();
    assertThat(status.pid).isEqualTo(77);
    end(pid);
  }

  @Test
  default void theDeadAreToldOnce() {
    int pid = start(new Behaviour.Exit(1));
    reap(pid);
    ChildStatus status = new ChildStatus();
    assertThat(kernel().waitid(Linux.P_PID, pid, Linux.WNOHANG, status)).isEqualTo(-Errno.ECHILD);
    assertThat(kernel().waitid(Linux.P_ALL, 0, Linux.WNOHANG, status)).isEqualTo(-Errno.ECHILD);
  }

  @Test
  default void lookingIsNotReaping() {
    int pid = start(new Behaviour.Exit(5));
    awaitDeath(pid);
    ChildStatus status = new ChildStatus();
    int look = Linux.WNOHANG | Linux.WNOWAIT;
    assertThat(kernel().waitid(Linux.P_ALL, 0, look, status)).isEqualTo(pid);
    assertThat(status.waitStatus).isEqualTo(5 << 8);
    assertThat(reap(pid)).isEqualTo(5 << 8);
  }

  @Test
  default void theDeadAreToldByPidfdToo() {
    int pid = start(new Behaviour.Exit(6));
    int pidfd = done(kernel().pidfdOpen(pid));
    await(pidfd, Linux.EPOLLIN);
    ChildStatus status = new ChildStatus();
    assertThat(kernel().waitid(Linux.P_PIDFD, pidfd, Linux.WNOHANG, status)).isEqualTo(pid);
    assertThat(status.pid).isEqualTo(pid);
    assertThat(status.waitStatus).isEqualTo(6 << 8);
  }

  @Test
  default void eachOfManyIsToldOnce() {
    int first = start(new Behaviour.Exit(1));
    int second = start(new Behaviour.Exit(2));
    awaitDeath(first);
    awaitDeath(second);
    ChildStatus status = new ChildStatus();
    int sum = 0;
    for (int i = 0; i < 2; i++) {
      int pid = kernel().waitid(Linux.P_ALL, 0, Linux.WNOHANG, status);
      assertThat(pid).isIn(first, second);
      assertThat(status.waitStatus).isEqualTo((pid == first ? 1 : 2) << 8);
      sum += pid;
    }
    assertThat(sum).isEqualTo(first + second);
  }

  @Test
  default void waitingHasItsRules() {
    ChildStatus status = new ChildStatus();
    assertThat(kernel().waitid(99, 0, Linux.WNOHANG, status)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().waitid(Linux.P_PID, kernel().getpid(), Linux.WNOHANG, status))
        .isEqualTo(-Errno.ECHILD);
    assertThat(kernel().waitid(Linux.P_PIDFD, 900, Linux.WNOHANG, status)).isEqualTo(-Errno.EBADF);
  }

  // ---- signals to others ----------------------------------------------------------------------

  @Test
  default void aZombieTakesSignalsWithoutComplaint() {
    int pid = start(new Behaviour.Exit(3));
    awaitDeath(pid);
    assertThat(kernel().kill(pid, Signals.TERM)).isZero();
    assertThat(kernel().kill(pid, Signals.KILL)).isZero();
    assertThat(reap(pid)).isEqualTo(3 << 8);
    assertThat(kernel().kill(pid, 0)).isEqualTo(-Errno.ESRCH);
  }

  @Test
  default void signalZeroOnlyAsks() {
    int pid = start(new Behaviour.Sleep());
    assertThat(kernel().kill(pid, 0)).isZero();
    assertThat(kernel().kill(pid, 99)).isEqualTo(-Errno.EINVAL);
    end(pid);
  }

  @Test
  default void aGroupIsKilledAsOne() {
    int pid = start(new Behaviour.Sleep());
    assertThat(kernel().killGroup(pid, Signals.TERM)).isZero();
    assertThat(reap(pid)).isEqualTo(Signals.TERM);
    assertThat(kernel().killGroup(pid, Signals.TERM)).isEqualTo(-Errno.ESRCH);
  }

  @Test
  default void everybodyIsNoGroup() {
    assertThat(kernel().killGroup(0, 0)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().killGroup(1, 0)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().killGroup(-5, 0)).isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void whoIgnoresTermDiesByKill() {
    int[] ends = pipe(0);
    int pid = start(new Behaviour.IgnoreTerm(), new FileAction.Dup(ends[1], 1));
    done(kernel().close(ends[1]));
    await(ends[0], Linux.EPOLLIN);
    assertThat(read(ends[0], 6)).isEqualTo("ready\n");
    done(kernel().kill(pid, Signals.TERM));
    int pidfd = done(kernel().pidfdOpen(pid));
    assertThat(poll(pidfd, Linux.EPOLLIN, 50)).isZero();
    end(pid);
  }

  @Test
  default void aStoppedProcessHasNotDied() {
    int pid = start(new Behaviour.Sleep());
    done(kernel().kill(pid, Signals.STOP));
    int pidfd = done(kernel().pidfdOpen(pid));
    assertThat(poll(pidfd, Linux.EPOLLIN, 20)).isZero();
    assertThat(kernel().waitid(Linux.P_PID, pid, Linux.WNOHANG, new ChildStatus())).isZero();
    done(kernel().kill(pid, Signals.TERM));
    assertThat(poll(pidfd, Linux.EPOLLIN, 20)).isZero();
    done(kernel().kill(pid, Signals.CONT));
    assertThat(reap(pid)).isEqualTo(Signals.TERM);
  }

  // ---- pidfds ---------------------------------------------------------------------------------

  @Test
  default void aPidfdIsReadableFromDeathOn() {
    int pid = start(new Behaviour.Sleep());
    int pidfd = done(kernel().pidfdOpen(pid));
    assertThat(readable(pidfd)).isFalse();
    done(kernel().pidfdSendSignal(pidfd, Signals.TERM));
    await(pidfd, Linux.EPOLLIN);
    assertThat(readable(pidfd)).isTrue();
    assertThat(kernel().pidfdSendSignal(pidfd, 0)).isZero();
    reap(pid);
    assertThat(readable(pidfd)).isTrue();
    assertThat(kernel().pidfdSendSignal(pidfd, Signals.TERM)).isEqualTo(-Errno.ESRCH);
  }

  @Test
  default void theDeadHaveNoPidfd() {
    int pid = start(new Behaviour.Exit(0));
    reap(pid);
    assertThat(kernel().pidfdOpen(pid)).isEqualTo(-Errno.ESRCH);
    assertThat(kernel().pidfdOpen(-1)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().pidfdOpen(0)).isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void aPidfdTellsTheStatusOnceSomebodyHasReaped() {
    int pid = start(new Behaviour.Exit(42));
    int pidfd = done(kernel().pidfdOpen(pid));
    ChildStatus status = new ChildStatus();
    status.waitStatus = -1;
    int info = kernel().pidfdInfo(pidfd, status);
    assumeTrue(info >= 0, "this kernel has no PIDFD_GET_INFO with the exit status (Linux 6.15)");
    await(pidfd, Linux.EPOLLIN);
    assertThat(kernel().pidfdInfo(pidfd, status)).isZero();
    assertThat(poll(pidfd, Linux.EPOLLIN, 0) & Linux.EPOLLHUP).isZero();
    assertThat(status.waitStatus).isEqualTo(-1);
    assertThat(reap(pid)).isEqualTo(42 << 8);
    assertThat(poll(pidfd, Linux.EPOLLIN, 0) & Linux.EPOLLHUP).isNotZero();
    assertThat(kernel().pidfdInfo(pidfd, status)).isEqualTo(1);
    assertThat(status.waitStatus).isEqualTo(42 << 8);

    int victim = start(new Behaviour.Sleep());
    int second = done(kernel().pidfdOpen(victim));
    end(victim);
    assertThat(kernel().pidfdInfo(second, status)).isEqualTo(1);
    assertThat(status.waitStatus).isEqualTo(Signals.KILL);
  }

  // ---- what flows between processes -----------------------------------------------------------

  @Test
  default void aChildWritesIntoAPipe() {
    int[] ends = pipe(0);
    int pid = start(new Behaviour.Write(1, "from the child"), new FileAction.Dup(ends[1], 1));
    done(kernel().close(ends[1]));
    assertThat(readToEnd(ends[0])).isEqualTo("from the child");
    assertThat(reap(pid)).isZero();
  }

  @Test
  default void aPipeBetweenTwoChildrenEndsWhenTheWriterDoes() {
    int[] between = pipe(0);
    int[] out = pipe(0);
    int copier =
        start(
            new Behaviour.Copy(), new FileAction.Dup(between[0], 0), new FileAction.Dup(out[1], 1));
    done(kernel().close(out[1]));
    int writer = start(new Behaviour.Write(1, "through"), new FileAction.Dup(between[1], 1));
    assertThat(reap(writer)).isZero();
    await(out[0], Linux.EPOLLIN);
    assertThat(read(out[0], 100)).isEqualTo("through");
    int pidfd = done(kernel().pidfdOpen(copier));
    assertThat(poll(pidfd, Linux.EPOLLIN, 20)).isZero();
    done(kernel().close(between[1]));
    assertThat(readToEnd(out[0])).isEmpty();
    assertThat(reap(copier)).isZero();
  }

  // ---- oneself --------------------------------------------------------------------------------

  @Test
  default void oneKnowsOneself() {
    assertThat(kernel().getpid()).isPositive();
    assertThat(kernel().getpgid(0)).isPositive();
    assertThat(kernel().getpgid(kernel().getpid())).isEqualTo(kernel().getpgid(0));
    assertThat(kernel().getuid()).isNotNegative();
  }

  @Test
  default void limitsCanBeLoweredAndRaisedAgain() {
    Kernel kernel = kernel();
    Limit before = new Limit();
    done(kernel.getLimit(Linux.RLIMIT_NOFILE, before));
    assertThat(before.hard).isGreaterThanOrEqualTo(before.soft);
    Limit lower = new Limit();
    lower.soft = before.soft - 1;
    lower.hard = before.hard;
    done(kernel.setLimit(Linux.RLIMIT_NOFILE, lower));
    Limit now = new Limit();
    done(kernel.getLimit(Linux.RLIMIT_NOFILE, now));
    assertThat(now.soft).isEqualTo(before.soft - 1);
    done(kernel.setLimit(Linux.RLIMIT_NOFILE, before));
    lower.soft = lower.hard + 1;
    assertThat(kernel.setLimit(Linux.RLIMIT_NOFILE, lower)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel.getLimit(99, now)).isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void theSoftLimitBoundsTheDescriptors() {
    Kernel kernel = kernel();
    Limit before = new Limit();
    done(kernel.getLimit(Linux.RLIMIT_NOFILE, before));
    int next = create("a");
    Limit lower = new Limit();
    lower.soft = next + 1L;
    lower.hard = before.hard;
    done(kernel.setLimit(Linux.RLIMIT_NOFILE, lower));
    int result;
    int pipe;
    try {
      result = kernel.open(path("a"), Linux.O_RDONLY, 0);
      pipe = kernel.pipe(new int[2], 0);
    } finally {
      done(kernel.setLimit(Linux.RLIMIT_NOFILE, before));
    }
    assertThat(result).isEqualTo(-Errno.EMFILE);
    assertThat(pipe).isEqualTo(-Errno.EMFILE);
  }

  @Test
  default void becomingASubreaperIsAllowed() {
    done(kernel().prctl(Linux.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0));
    done(kernel().prctl(Linux.PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0));
  }

  @Test
  default void theOriginIsKnown() {
    List<String> environment = kernel().environment();
    for (String entry : environment) {
      assertThat(entry).doesNotContain("\0");
    }
    assertThat(kernel().environment()).isEqualTo(environment);
    assertThat(kernel().arguments()).isEqualTo(kernel().arguments());
    Spawn request = request(program(new Behaviour.Describe()));
    assertThat(told(describe(request), "variable")).isEmpty();
  }
}
