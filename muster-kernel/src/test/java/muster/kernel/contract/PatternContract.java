package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.kernel.Errno;
import muster.kernel.Linux;
import org.junit.jupiter.api.Test;

/** Extended regular expressions on bytes, in the C locale. */
public interface PatternContract extends Fixture {

  private boolean matches(String pattern, String text, int... flags) {
    int all = Linux.REG_EXTENDED | Linux.REG_NOSUB | (flags.length == 0 ? 0 : flags[0]);
    long handle = kernel().compilePattern(pattern, all);
    assertThat(handle).isPositive();
    byte[] padded = bytes("##" + text + "##");
    int result = kernel().matchPattern(handle, padded, 2, text.length());
    kernel().freePattern(handle);
    return result == 1;
  }

  @Test
  default void patternsAreExtendedRegularExpressions() {
    assertThat(matches("^ready( at [0-9]+)?$", "ready at 17")).isTrue();
    assertThat(matches("^ready( at [0-9]+)?$", "ready at x")).isFalse();
    assertThat(matches("a|b", "xxb")).isTrue();
    assertThat(matches("^$", "")).isTrue();
    assertThat(matches("#", "no such sign within the range")).isFalse();
    assertThat(matches("a{2,3}b", "caab")).isTrue();
    assertThat(matches("^a{2,3}b", "ab")).isFalse();
  }

  @Test
  default void bracketsOfPatterns() {
    assertThat(matches("^[]a-c]$", "]")).isTrue();
    assertThat(matches("^[^]a-c]$", "b")).isFalse();
    assertThat(matches("^[[:digit:]x]+$", "1x2")).isTrue();
    assertThat(matches("^[a\\]$", "\\")).isTrue();
    assertThat(matches("^[a[&]+$", "[&")).isTrue();
    assertThat(matches("1\\.5 \\[ok\\]", "1.5 [ok]")).isTrue();
    assertThat(matches("1\\.5", "1x5")).isFalse();
  }

  @Test
  default void newlinesInPatterns() {
    assertThat(matches("a.b", "a\nb")).isTrue();
    assertThat(matches("a$", "a\n")).isFalse();
    assertThat(matches("a.b", "a\nb", Linux.REG_NEWLINE)).isFalse();
    assertThat(matches("^b$", "a\nb\nc", Linux.REG_NEWLINE)).isTrue();
  }

  @Test
  default void patternsAreOfBytes() {
    assertThat(matches("^.$", "\u00ff")).isTrue();
    assertThat(matches("^...$", "\u0080\u0081\u00fe")).isTrue();
    assertThat(matches("caf\u00c3\u00a9", "caf\u00c3\u00a9")).isTrue();
    assertThat(matches("[\u00f0-\u00ff]", "\u00f5")).isTrue();
    assertThat(matches("[[:alpha:]]", "\u00e9")).isFalse();
  }

  @Test
  default void aNulEndsTheText() {
    assertThat(matches("b", "a\0b")).isFalse();
    assertThat(matches("a$", "a\0b")).isTrue();
  }

  @Test
  default void whatIsNoPatternIsInvalid() {
    for (String pattern : List.of("(", "[a", "a{2", "*\\", "\u20ac", "a\0")) {
      assertThat(kernel().compilePattern(pattern, Linux.REG_EXTENDED))
          .describedAs(pattern)
          .isEqualTo(-Errno.EINVAL);
    }
    long handle = kernel().compilePattern("a", Linux.REG_EXTENDED);
    assertThat(kernel().matchPattern(handle, new byte[3], 2, 2)).isEqualTo(-Errno.EINVAL);
    kernel().freePattern(handle);
  }
}
