package muster.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text in the place of what the kernel and people write. */
class TextFuzzTest {

  // ---- /proc/PID/stat -----------------------------------------------------------------------

  static Stream<Arguments> stats() {
    return Stream.of(
        Arguments.of("", ") S 1", " 0\n", 4711L),
        Arguments.of("sh", ") S 1", " 0 18446744073709551615\n", Long.MAX_VALUE),
        Arguments.of("a) S 1 2 (b", ") Z -1", " 0", 0L));
  }

  /** A name may hold anything; after it there are numbers. */
  @MethodSource("stats")
  @FuzzTest
  void theStartOfAProcessIsFoundWhateverItsNameIs(
      @NotNull String name,
      @NotNull String numbers,
      @NotNull String rest,
      @InRange(min = 0) long ticks) {
    String before = "1 (" + name + numbers.replaceAll("[^0-9 )-]", "");
    String after = " " + rest.replace(")", "");
    String stat = before + ") S" + " 7".repeat(18) + " " + ticks + after;
    assertThat(Processes.startTicks(stat)).isEqualTo(ticks);
  }

  static Stream<String> texts() {
    return Stream.of(
        "",
        ")",
        "1 (sh) S 1 1 1 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 123456 0",
        "1 (sh) S 1 1 1 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 123456",
        "1 (sh) S 1 1 1 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 99999999999999999999 0",
        "1 (sh) S 1 1 1 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 \u00b2 0");
  }

  @MethodSource("texts")
  @FuzzTest
  void whatIsNoStatHasNoStart(@NotNull String stat) {
    long ticks = Processes.startTicks(stat);
    assertThat(ticks).isNotNegative();
    assertThat(ticks == 0 || stat.contains(" " + ticks + " ") || stat.contains("0" + ticks + " "))
        .isTrue();
  }

  // ---- numbers ------------------------------------------------------------------------------

  static Stream<Arguments> numbers() {
    return Stream.of(
        Arguments.of("64", 64L),
        Arguments.of("65", 64L),
        Arguments.of("0004294967295", 0xffff_ffffL),
        Arguments.of("4294967296", 0xffff_ffffL),
        Arguments.of("9223372036854775807", Long.MAX_VALUE),
        Arguments.of("9223372036854775808", Long.MAX_VALUE),
        Arguments.of("99999999999999999999", Long.MAX_VALUE),
        Arguments.of("-1", 64L),
        Arguments.of("+1", 64L),
        Arguments.of("1 ", 64L),
        Arguments.of("\u0661", 64L));
  }

  @MethodSource("numbers")
  @FuzzTest
  void aNumberIsDigitsAndNotTooMany(@NotNull String text, @InRange(min = 0) long max) {
    boolean fits =
        text.matches("[0-9]+") && new BigInteger(text).compareTo(BigInteger.valueOf(max)) <= 0;
    assertThat(Decimal.parse(text, max)).isEqualTo(fits ? Long.parseLong(text) : -1);
  }

  // ---- signals ------------------------------------------------------------------------------

  static Stream<String> signals() {
    return Stream.of("TERM", "sigterm", "SIG15", "64", "65", "SIG", "", "IOT", "poll", "T\u0130M");
  }

  @MethodSource("signals")
  @FuzzTest
  void aSignalIsOneOf64AndItsNameMeansIt(@NotNull String text) {
    int signal = SignalNames.number(text);
    assertThat(signal).isBetween(-1, 64);
    if (signal > 0) {
      assertThat(SignalNames.number(SignalNames.name(signal))).isEqualTo(signal);
    }
  }
}
