package muster.sim.daemon;

import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;

/**
 * What somebody does to a scan directory and its services, on purpose or not. Strings are bytes,
 * the low eight bits of each char.
 */
sealed interface Deed {
  int TEXT_MAX = 100;

  /** Puts something in a place of the service's directory. */
  record Put(
      @NotNull Spot spot,
      @NotNull Kind kind,
      @NotNull @WithUtf8Length(max = TEXT_MAX) String content)
      implements Deed {}

  /** Puts something into the scan directory. */
  record Enter(
      @NotNull @WithUtf8Length(max = TEXT_MAX) String name,
      @NotNull Kind kind,
      @NotNull @WithUtf8Length(max = TEXT_MAX) String content)
      implements Deed {}

  /** Writes to the service's {@code supervise/control}. */
  record Control(@NotNull @WithUtf8Length(max = TEXT_MAX) String bytes) implements Deed {}

  /** Writes to {@code .s6-svscan/control}. */
  record Command(@NotNull @WithUtf8Length(max = TEXT_MAX) String bytes) implements Deed {}

  /** The service's processes write to every descriptor that they were given. */
  record Say(@NotNull @WithUtf8Length(max = TEXT_MAX) String bytes) implements Deed {}

  /** The service's processes end: with a signal, if the low seven bits are one. */
  record Die(int waitStatus) implements Deed {}

  /** Time passes. */
  record Pass(@InRange(min = 0, max = 20_000) int millis) implements Deed {}

  /** A signal to the daemon that does not end it. */
  record Signal(@NotNull Sign sign) implements Deed {}

  /** What can be in a place. */
  enum Kind {
    NOTHING,
    FILE,
    DIRECTORY,
    FIFO,
    /** A symbolic link; its content is where it leads. */
    LINK,
    /** Executable, but nothing that the machine can run. */
    SCRIPT,
    PROGRAM
  }

  /** Signals. */
  enum Sign {
    HUP(1),
    USR1(10),
    ALRM(14),
    WINCH(28);

    final int number;

    Sign(int number) {
      this.number = number;
    }
  }
}
