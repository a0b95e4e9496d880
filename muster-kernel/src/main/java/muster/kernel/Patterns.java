package muster.kernel;

import java.nio.ByteBuffer;
import muster.kernel.Libc.Function;

/** regcomp(3) and regexec(3), on bytes. */
final class Patterns {
  private static final Function REGCOMP = new Function("regcomp");
  private static final Function REGEXEC = new Function("regexec");
  private static final Function REGFREE = new Function("regfree");
  private static final Function NEWLOCALE = new Function("newlocale");
  private static final Function USELOCALE = new Function("uselocale");
  private static final Function MALLOC = new Function("malloc");
  private static final Function FREE = new Function("free");

  /** {@code sizeof(regex_t)} of glibc on 64-bit machines. */
  private static final int REGEX_BYTES = 64;

  private static final int LC_ALL_MASK = 0x1fbf;

  private final Libc libc;
  private final Text text;
  private final Memory memory;

  /** The C locale, once asked for. */
  private long locale;

  Patterns(Libc libc, Text text, Memory memory) {
    this.libc = libc;
    this.text = text;
    this.memory = memory;
  }

  /**
   * The JVM's launcher sets the locale of the environment, in which a byte above 127 may be no
   * character and match nothing. The thread that uses patterns stays in C from here on.
   */
  private void enterC() {
    if (locale == 0) {
      locale = libc.raw(NEWLOCALE, LC_ALL_MASK, text.only("C"), 0, 0, 0, 0);
    }
    libc.raw(USELOCALE, locale, 0, 0, 0, 0, 0);
  }

  long compile(String pattern, int flags) {
    enterC();
    long at = text.only(pattern);
    if (at < 0) {
      return at;
    }
    long regex = libc.raw(MALLOC, REGEX_BYTES, 0, 0, 0, 0, 0);
    if (regex == 0) {
      return -Errno.ENOMEM;
    }
    if ((int) libc.raw(REGCOMP, regex, at, flags, 0, 0, 0) != 0) {
      libc.raw(FREE, regex, 0, 0, 0, 0, 0);
      return -Errno.EINVAL;
    }
    return regex;
  }

  int match(long regex, byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 0 || length > bytes.length - offset) {
      return -Errno.EINVAL;
    }
    long at = memory.reserve(length + 1);
    ByteBuffer copy = memory.bytes();
    copy.put(0, bytes, offset, length);
    copy.put(length, (byte) 0);
    return (int) libc.raw(REGEXEC, regex, at, 0, 0, 0, 0) == 0 ? 1 : 0;
  }

  void free(long regex) {
    libc.raw(REGFREE, regex, 0, 0, 0, 0, 0);
    libc.raw(FREE, regex, 0, 0, 0, 0, 0);
  }
}
