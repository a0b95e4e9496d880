package muster.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The one door to native code: every function of libc is called through a single downcall shape,
 * {@code (address, errno segment, six longs) → long}. Linking a shape costs milliseconds and half a
 * megabyte at start-up, so there is one, linked once, and the address is an argument.
 *
 * <p>What that relies on, in the calling conventions of x86-64 and aarch64: the first six integer
 * or pointer arguments go into registers, so unused ones do no harm; an {@code int} parameter is
 * the low half of its register; an {@code int} result leaves the high half undefined, so it is cut
 * here; and a variadic function (open, fcntl, ioctl, prctl, syscall) takes integers in the same
 * registers as any other. On x86-64 a variadic callee reads {@code al} only to decide whether to
 * save vector registers, which none of these ever reads back.
 *
 * <p>An instance belongs to one thread, because errno is captured into its segment.
 */
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LOOKUP = LINKER.defaultLookup();

  @SuppressWarnings("restricted")
  private static final MethodHandle SHAPE =
      LINKER.downcallHandle(
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.captureCallState("errno"));

  /** A function of libc. Its address is looked up when it is called for the first time. */
  static final class Function {
    private final String name;

    /** Null until the first call; {@code MemorySegment.NULL} when this libc does not have it. */
    private @Nullable MemorySegment address;

    Function(String name) {
      this.name = name;
    }

    /** Two threads may look up the same name at once; both find the same. */
    MemorySegment address() {
      MemorySegment known = address;
      if (known == null) {
        known = LOOKUP.find(name).orElse(MemorySegment.NULL);
        address = known;
      }
      return known;
    }
  }

  private final MemorySegment errno;

  /** Views through {@link ByteBuffer}, because var handles would be spun at start-up. */
  private final ByteBuffer errnoView;

  Libc() {
    errno = Arena.global().allocate(Integer.BYTES, Integer.BYTES);
    errnoView = errno.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /** Where a variable of libc is, or {@code MemorySegment.NULL}. */
  static MemorySegment variable(String name) {
    return LOOKUP.find(name).orElse(MemorySegment.NULL);
  }

  /** What the function returned, all 64 bits; −ENOSYS when libc does not have the function. */
  long raw(Function function, long a, long b, long c, long d, long e, long f) {
    MemorySegment address = function.address();
    if (address.address() == 0) {
      return -Errno.ENOSYS;
    }
    try {
      return (long) SHAPE.invokeExact(address, errno, a, b, c, d, e, f);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** For functions that return a {@code long} or {@code ssize_t}, and −1 with errno. */
  long wide(Function function, long a, long b, long c, long d, long e, long f) {
    long result = raw(function, a, b, c, d, e, f);
    return result == -1 ? -errnoView.getInt(0) : result;
  }

  /** For functions that return an {@code int}, and −1 with errno. */
  int call(Function function, long a, long b, long c, long d, long e, long f) {
    int result = (int) raw(function, a, b, c, d, e, f);
    return result == -1 ? -errnoView.getInt(0) : result;
  }

  int call(Function function, long a, long b, long c, long d, long e) {
    return call(function, a, b, c, d, e, 0);
  }

  int call(Function function, long a, long b, long c, long d) {
    return call(function, a, b, c, d, 0, 0);
  }

  int call(Function function, long a, long b, long c) {
    return call(function, a, b, c, 0, 0, 0);
  }

  int call(Function function, long a, long b) {
    return call(function, a, b, 0, 0, 0, 0);
  }

  int call(Function function, long a) {
    return call(function, a, 0, 0, 0, 0, 0);
  }

  int call(Function function) {
    return call(function, 0, 0, 0, 0, 0, 0);
  }

  /** For functions that return an error number, as the posix_spawn family does. */
  int negated(Function function, long a, long b, long c, long d, long e, long f) {
    long result = raw(function, a, b, c, d, e, f);
    return result == -Errno.ENOSYS ? -Errno.ENOSYS : -(int) result;
  }
}
