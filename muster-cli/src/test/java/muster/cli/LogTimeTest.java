package muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimeTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2026, 11, 27, 15, 30, 0, 500_000_000, ZONE);

  private static String local(String stamp) {
    return new LogTime(ZONE).local(stamp);
  }

  @ParameterizedTest
  @CsvSource({
    "90s, 2026-11-27 15:28:30.500",
    "10m, 2026-11-27 15:20:00.500",
    "2h, 2026-11-27 13:30:00.500",
    "60d, 2026-09-28 16:30:00.500",
    "14:05, 2026-11-27 14:05:00.000",
    "14:05:30.25, 2026-11-27 14:05:30.250",
    "2026-07-01, 2026-07-01 00:00:00.000",
    "2026-07-01T12:30, 2026-07-01 12:30:00.000",
    "2026-07-01 12:30, 2026-07-01 12:30:00.000",
    "@400000006b0a20ab089587ac, 2026-11-28 01:29:58.144",
  })
  void asItIsSaid(String said, String meant) throws Arguments.Unusable {
    assertThat(local(LogTime.stamp("--since", said, NOW))).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "m",
        "5x",
        "-5m",
        "99999999999d",
        "25:00",
        "2026-13-01",
        "2026-11-27T",
        "@4000",
        "@zz",
        "@ffffffffffffffffffffffff",
        "yesterday",
        "999999999-01-01"
      })
  void whatIsNoTime(String said) {
    assertThatThrownBy(() -> LogTime.stamp("--since", said, NOW))
        .isInstanceOfSatisfying(
            Arguments.Unusable.class,
            e -> assertThat(e.reason).startsWith("--since: " + said + " is no time; write 10m"));
  }

  /** Lines before the first stamp; a stamp of a year that nobody can tell. */
  @Test
  void whatHasNoTime() {
    assertThat(local("\0".repeat(LogCursor.STAMP))).startsWith("1970-01-01");
    assertThat(local("@ffffffffffffffffffffffff")).startsWith("1970-01-01");
  }
}
