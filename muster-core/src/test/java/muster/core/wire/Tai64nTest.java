package muster.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class Tai64nTest {
  private static final long NANOS = 1_000_000_000L;
  private static final long LABEL_1970 = 0x4000_0000_0000_000aL;

  /** The first days after an inserted leap second, of which the list in the code is made. */
  private static final List<String> LEAPS =
      List.of(
          "1972-07-01",
          "1973-01-01",
          "1974-01-01",
          "1975-01-01",
          "1976-01-01",
          "1977-01-01",
          "1978-01-01",
          "1979-01-01",
          "1980-01-01",
          "1981-07-01",
          "1982-07-01",
          "1983-07-01",
          "1985-07-01",
          "1988-01-01",
          "1990-01-01",
          "1991-01-01",
          "1992-07-01",
          "1993-07-01",
          "1994-07-01",
          "1996-01-01",
          "1997-07-01",
          "1999-01-01",
          "2006-01-01",
          "2009-01-01",
          "2012-07-01",
          "2015-07-01",
          "2017-01-01");

  @Test
  void theBytesAreTheOnesThatS6Writes() {
    assertThat(hex(0)).isEqualTo("400000000000000a00000000");
    assertThat(hex(1_483_228_799L * NANOS)).isEqualTo("40000000586846a300000000");
    assertThat(hex(1_483_228_800L * NANOS)).isEqualTo("40000000586846a500000000");
    // Debian's s6-supervise wrote this at 1795426247.604.
    assertThat(hex(1_795_426_247_603_955_805L)).isEqualTo("400000006b0407ec23ffa25d");
  }

  @Test
  void eachLeapSecondIsCountedFromItsDayOn() {
    for (int n = 0; n < LEAPS.size(); n++) {
      long day = LocalDate.parse(LEAPS.get(n)).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
      assertThat(label(day - 1)).as("before %s", LEAPS.get(n)).isEqualTo(LABEL_1970 + n + day - 1);
      assertThat(label(day)).as("on %s", LEAPS.get(n)).isEqualTo(LABEL_1970 + n + 1 + day);
    }
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (String leap : LEAPS) {
      long day = LocalDate.parse(leap).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
      for (long second = day - 3; second <= day + 3; second++) {
        long wall = second * NANOS + 999_999_999;
        assertThat(Tai64n.get(bytes(wall), 0)).isEqualTo(wall);
      }
    }
    for (long wall : new long[] {-1, 0, 1, -5 * NANOS, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(Tai64n.get(bytes(wall), 0)).isEqualTo(wall);
    }
  }

  @Test
  void aStampWithinALeapSecondIsTheSecondAfterIt() {
    byte[] leap = HexFormat.of().parseHex("40000000586846a400000000");
    assertThat(Tai64n.get(leap, 0)).isEqualTo(1_483_228_800L * NANOS);
  }

  @Test
  void itIsWrittenWhereItBelongs() {
    byte[] out = new byte[Tai64n.BYTES + 5];
    Tai64n.put(out, 3, 7);
    assertThat(HexFormat.of().formatHex(out)).isEqualTo("000000" + hex(7) + "0000");
    assertThat(Tai64n.get(out, 3)).isEqualTo(7);
  }

  private static long label(long second) {
    return Bytes.getLong(bytes(second * NANOS), 0);
  }

  private static String hex(long wallNanos) {
    return HexFormat.of().formatHex(bytes(wallNanos));
  }

  private static byte[] bytes(long wallNanos) {
    byte[] out = new byte[Tai64n.BYTES];
    Tai64n.put(out, 0, wallNanos);
    return out;
  }
}
