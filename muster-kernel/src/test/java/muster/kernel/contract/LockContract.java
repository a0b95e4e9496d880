package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import muster.kernel.Errno;
import muster.kernel.Linux;
import muster.kernel.Spawn.FileAction;
import org.junit.jupiter.api.Test;

/** Locks: they belong to what was opened, not to the process or the descriptor. */
public interface LockContract extends Fixture {

  private int opened(String name) {
    return done(kernel().open(path(name), Linux.O_RDWR | Linux.O_CREAT, 0644));
  }

  @Test
  default void anExclusiveLockIsOneHoldersAlone() {
    int first = opened("lock");
    int second = opened("lock");
    done(kernel().lock(first, true));
    assertThat(kernel().lock(second, true)).isEqualTo(-Errno.EAGAIN);
    assertThat(kernel().lock(second, false)).isEqualTo(-Errno.EAGAIN);
    done(kernel().close(first));
    done(kernel().lock(second, true));
  }

  @Test
  default void lockingAgainIsAllowed() {
    int fd = opened("lock");
    done(kernel().lock(fd, true));
    done(kernel().lock(fd, true));
  }

  @Test
  default void sharedLocksKeepOutExclusiveOnesOnly() {
    int first = opened("lock");
    int second = opened("lock");
    int third = opened("lock");
    done(kernel().lock(first, false));
    done(kernel().lock(second, false));
    assertThat(kernel().lock(third, true)).isEqualTo(-Errno.EAGAIN);
    assertThat(kernel().lock(first, true)).isEqualTo(-Errno.EAGAIN);
    done(kernel().close(second));
    done(kernel().lock(first, true));
  }

  @Test
  default void aLockCanBeMadeShared() {
    int first = opened("lock");
    int second = opened("lock");
    done(kernel().lock(first, true));
    done(kernel().lock(first, false));
    done(kernel().lock(second, false));
  }

  @Test
  default void openingAndClosingTheFileElsewhereDropsNothing() {
    int holder = opened("lock");
    done(kernel().lock(holder, true));
    done(kernel().close(opened("lock")));
    assertThat(kernel().lock(opened("lock"), true)).isEqualTo(-Errno.EAGAIN);
  }

  @Test
  default void aCopyOfTheDescriptorHoldsTheSameLock() {
    int first = opened("lock");
    done(kernel().lock(first, true));
    int copy = done(kernel().dupAbove(first, 20));
    done(kernel().lock(copy, true));
    done(kernel().close(first));
    int other = opened("lock");
    assertThat(kernel().lock(other, true)).isEqualTo(-Errno.EAGAIN);
    done(kernel().close(copy));
    done(kernel().lock(other, true));
  }

  @Test
  default void aLockNeedsTheRightToDoWhatItIsFor() {
    opened("lock");
    int reader = done(kernel().open(path("lock"), Linux.O_RDONLY, 0));
    assertThat(kernel().lock(reader, true)).isEqualTo(-Errno.EBADF);
    done(kernel().lock(reader, false));
  }

  @Test
  default void aChildKeepsTheLockItWasGiven() {
    int holder = opened("lock");
    done(kernel().lock(holder, true));
    int pid = start(new Behaviour.Sleep(), new FileAction.Dup(holder, 5));
    done(kernel().close(holder));
    int other = opened("lock");
    assertThat(kernel().lock(other, true)).isEqualTo(-Errno.EAGAIN);
    end(pid);
    lockInTheEnd(other);
  }

  /** A new process may hold close-on-exec descriptors a moment longer than its spawn takes. */
  private void lockInTheEnd(int fd) {
    int result = -Errno.EAGAIN;
    int nothing = done(kernel().eventfd(0));
    for (int i = 0; result == -Errno.EAGAIN && i < DEADLINE_MILLIS; i++) {
      result = kernel().lock(fd, true);
      poll(nothing, Linux.EPOLLIN, 1);
    }
    done(result);
  }

  @Test
  default void aChildThatWasGivenNothingHasNoLock() {
    int holder = opened("lock");
    done(kernel().lock(holder, true));
    int pid = start(new Behaviour.Sleep());
    done(kernel().close(holder));
    lockInTheEnd(opened("lock"));
    end(pid);
  }
}
