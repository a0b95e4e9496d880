package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import muster.kernel.Errno;
import muster.kernel.Linux;
import muster.kernel.Ready;
import org.junit.jupiter.api.Test;

/** Clocks, timers and chance. */
public interface TimeContract extends Fixture {
  long MILLI = 1_000_000;

  @Test
  default void clocksDoNotGoBack() {
    for (int clock : new int[] {Linux.CLOCK_MONOTONIC, Linux.CLOCK_BOOTTIME}) {
      long before = kernel().clock(clock);
      assertThat(before).isPositive();
      assertThat(kernel().clock(clock)).isGreaterThanOrEqualTo(before);
    }
    // Later than 2020 in every world we know.
    assertThat(kernel().clock(Linux.CLOCK_REALTIME)).isGreaterThan(1_577_836_800_000L * MILLI);
    assertThat(kernel().clock(99)).isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void waitingTakesItsTime() {
    int epoll = done(kernel().epollCreate());
    long before = kernel().clock(Linux.CLOCK_MONOTONIC);
    assertThat(kernel().epollWait(epoll, new Ready(1), 20)).isZero();
    assertThat(kernel().clock(Linux.CLOCK_MONOTONIC)).isGreaterThanOrEqualTo(before + 20 * MILLI);
  }

  @Test
  default void timersFireInOrderAndNotBeforeTheirTime() {
    int epoll = done(kernel().epollCreate());
    long now = kernel().clock(Linux.CLOCK_MONOTONIC);
    long[] at = {now + 60 * MILLI, now + 20 * MILLI, now + 40 * MILLI};
    for (int i = 0; i < 3; i++) {
      int timer = done(kernel().timerfdCreate(Linux.CLOCK_MONOTONIC));
      int events = Linux.EPOLLIN | Linux.EPOLLET;
      done(kernel().epollControl(epoll, Linux.EPOLL_CTL_ADD, timer, events, i));
      done(kernel().timerfdSet(timer, at[i]));
    }
    long[] order = new long[3];
    Ready ready = new Ready(1);
    for (int i = 0; i < 3; i++) {
      assertThat(kernel().epollWait(epoll, ready, DEADLINE_MILLIS)).isEqualTo(1);
      order[i] = ready.data[0];
      assertThat(kernel().clock(Linux.CLOCK_MONOTONIC)).isGreaterThanOrEqualTo(at[(int) order[i]]);
    }
    assertThat(order).containsExactly(1, 2, 0);
  }

  @Test
  default void aTimerFiresOnce() {
    int timer = done(kernel().timerfdCreate(Linux.CLOCK_BOOTTIME));
    assertThat(kernel().read(timer, new byte[8], 0, 8)).isEqualTo(-Errno.EAGAIN);
    done(kernel().timerfdSet(timer, kernel().clock(Linux.CLOCK_BOOTTIME) + MILLI));
    await(timer, Linux.EPOLLIN);
    byte[] count = new byte[8];
    assertThat(kernel().read(timer, count, 0, 8)).isEqualTo(8);
    assertThat(count).isEqualTo(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
    assertThat(kernel().read(timer, count, 0, 8)).isEqualTo(-Errno.EAGAIN);
    assertThat(readable(timer)).isFalse();
  }

  @Test
  default void aTimerInThePastFiresAtOnce() {
    int timer = done(kernel().timerfdCreate(Linux.CLOCK_MONOTONIC));
    done(kernel().timerfdSet(timer, 1));
    await(timer, Linux.EPOLLIN);
  }

  @Test
  default void settingATimerForgetsWhatItHadSet() {
    int timer = done(kernel().timerfdCreate(Linux.CLOCK_MONOTONIC));
    done(kernel().timerfdSet(timer, 1));
    await(timer, Linux.EPOLLIN);
    done(kernel().timerfdSet(timer, kernel().clock(Linux.CLOCK_MONOTONIC) + 3_600_000 * MILLI));
    assertThat(readable(timer)).isFalse();
    done(kernel().timerfdSet(timer, 1));
    await(timer, Linux.EPOLLIN);
    done(kernel().timerfdSet(timer, 0));
    assertThat(poll(timer, Linux.EPOLLIN, 10)).isZero();
  }

  @Test
  default void timersHaveTheirRules() {
    int timer = done(kernel().timerfdCreate(Linux.CLOCK_MONOTONIC));
    assertThat(kernel().timerfdSet(timer, -1)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().timerfdCreate(99)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().timerfdSet(create("a"), 1)).isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void chanceFillsTheWholeArrayDifferentlyEachTime() {
    byte[] first = new byte[1000];
    byte[] second = new byte[1000];
    done(kernel().random(first));
    done(kernel().random(second));
    assertThat(first).isNotEqualTo(second);
    assertThat(Arrays.copyOfRange(first, 950, 1000)).isNotEqualTo(new byte[50]);
    done(kernel().random(new byte[0]));
  }
}
